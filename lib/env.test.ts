import { describe, expect, test } from "vitest";
import { EnvError, parseEnv } from "./env";

const cwd = "/srv/app";
const parse = (source: Record<string, string>) => parseEnv(source, cwd);

test("without any variable there are defaults for all", () => {
  expect(parse({})).toEqual({
    dataDir: "/srv/app/data",
    questionsDir: "/srv/app/questions",
    mediaDir: "/srv/app/data/media",
    mediaS3: undefined,
    staleQuestions: "keep",
    secondFactorFor: [],
    databaseUrl: "file:/srv/app/data/trapline.db",
    engine: "sqlite",
    databaseReaderUrl: undefined,
    databaseTestUrl: undefined,
    nextauthUrl: undefined,
    nextauthSecret: undefined,
    github: undefined,
    google: undefined,
    mail: undefined,
    ltiLoopback: false,
    logLevel: "info",
    logFormat: "text",
    requestIdHeader: undefined,
    metricsToken: undefined,
    drainSeconds: 0,
    stopSeconds: 8,
    backups: { folder: "/srv/app/data/backups", nightly: true, hourUtc: 3, keep: 7 },
  });
});

test("how long a stop may take is told in seconds, within bounds", () => {
  const set = parse({ TRAPLINE_DRAIN_SECONDS: "10", TRAPLINE_STOP_SECONDS: "25" });
  expect(set).toMatchObject({ drainSeconds: 10, stopSeconds: 25 });
  for (const bad of ["0", "301", "-1", "1.5", "1e2", "soon"]) {
    expect(() => parse({ TRAPLINE_STOP_SECONDS: bad }), bad).toThrow(EnvError);
  }
});

test("backups are made where and when the operator says", () => {
  const set = {
    TRAPLINE_BACKUPS: "off",
    TRAPLINE_BACKUP_DIR: "/mnt/b",
    TRAPLINE_BACKUP_HOUR: "23",
    TRAPLINE_BACKUP_KEEP: "30",
  };
  expect(parse(set).backups).toEqual({ folder: "/mnt/b", nightly: false, hourUtc: 23, keep: 30 });
  expect(() => parse({ TRAPLINE_BACKUP_HOUR: "24" })).toThrow("TRAPLINE_BACKUP_HOUR");
});

test("a log is for machines in production, for people else, unless it is said", () => {
  expect(parse({ NODE_ENV: "production" }).logFormat).toBe("json");
  expect(parse({ NODE_ENV: "development" }).logFormat).toBe("text");
  expect(parse({ NODE_ENV: "production", LOG_FORMAT: "text" }).logFormat).toBe("text");
});

test("the header of request ids is a name; the token of the metrics is long enough to be none's guess", () => {
  expect(parse({ TRAPLINE_REQUEST_ID_HEADER: "X-Request-Id" }).requestIdHeader).toBe("x-request-id");
  for (const bad of ["x request", "-x", "x:y"]) {
    expect(() => parse({ TRAPLINE_REQUEST_ID_HEADER: bad }), bad).toThrow(EnvError);
  }
  const token = "k".repeat(24);
  expect(parse({ TRAPLINE_METRICS_TOKEN: token }).metricsToken).toBe(token);
  for (const bad of ["short", `${token} ${token}`, "k".repeat(201)]) {
    expect(() => parse({ TRAPLINE_METRICS_TOKEN: bad }), bad).toThrow(EnvError);
  }
});

test("an empty variable counts as unset", () => {
  expect(parse({ DATABASE_URL: "", TRAPLINE_DATA: " ", GITHUB_ID: "", NEXTAUTH_SECRET: "" })).toEqual(parse({}));
});

test("the database is in the data folder unless it is told elsewhere", () => {
  expect(parse({ TRAPLINE_DATA: "/var/lib/trapline" }).databaseUrl).toBe("file:/var/lib/trapline/trapline.db");
  expect(parse({ DATABASE_URL: "file:/elsewhere.db" }).databaseUrl).toBe("file:/elsewhere.db");
});

test.each(["postgresql://u:p@db/trapline", "postgres://u:p@db:5432/trapline?sslmode=require"])(
  "%s is PostgreSQL",
  (url) => {
    expect(parse({ DATABASE_URL: url, DATABASE_READER_URL: url })).toMatchObject({
      engine: "postgresql",
      databaseUrl: url,
      databaseReaderUrl: url,
    });
  },
);

test("a pair for signing in comes whole", () => {
  expect(parse({ GITHUB_ID: "a", GITHUB_SECRET: "b" }).github).toEqual({ clientId: "a", clientSecret: "b" });
  expect(parse({ GOOGLE_CLIENT_ID: "c", GOOGLE_CLIENT_SECRET: "d" }).google).toEqual({
    clientId: "c",
    clientSecret: "d",
  });
});

const S3 = {
  TRAPLINE_S3_ENDPOINT: "https://s3.example.org",
  TRAPLINE_S3_BUCKET: "pictures",
  TRAPLINE_S3_KEY_ID: "id",
  TRAPLINE_S3_SECRET: "hunter2",
};

test("a store for pictures comes whole, its region may be left out", () => {
  const whole = {
    endpoint: "https://s3.example.org",
    bucket: "pictures",
    accessKeyId: "id",
    secretAccessKey: "hunter2",
  };
  expect(parse(S3).mediaS3).toEqual({ ...whole, region: "us-east-1" });
  expect(parse({ ...S3, TRAPLINE_S3_REGION: "eu-central-1" }).mediaS3).toEqual({ ...whole, region: "eu-central-1" });
});

test.each([
  { variable: "TRAPLINE_S3_BUCKET", source: { ...S3, TRAPLINE_S3_BUCKET: "" } },
  { variable: "TRAPLINE_S3_BUCKET", source: { ...S3, TRAPLINE_S3_BUCKET: "hunter2/../x" } },
  { variable: "TRAPLINE_S3_ENDPOINT", source: { TRAPLINE_S3_REGION: "eu-central-1" } },
  { variable: "TRAPLINE_S3_ENDPOINT", source: { ...S3, TRAPLINE_S3_ENDPOINT: "file:///hunter2" } },
  { variable: "TRAPLINE_S3_ENDPOINT", source: { ...S3, TRAPLINE_S3_ENDPOINT: "https://u:hunter2@s3.example.org" } },
  { variable: "DATABASE_URL", source: { DATABASE_URL: "mysql://root:hunter2@db/x" } },
  { variable: "DATABASE_URL", source: { DATABASE_URL: "file::memory:hunter2" } },
  { variable: "DATABASE_URL", source: { DATABASE_URL: "file:./hunter2.db?mode=ro" } },
  { variable: "DATABASE_URL", source: { DATABASE_URL: "postgresql://u:hunter2@:x/y" } },
  { variable: "DATABASE_READER_URL", source: { DATABASE_READER_URL: "postgresql://u:hunter2@replica/x" } },
  {
    variable: "DATABASE_READER_URL",
    source: { DATABASE_URL: "postgresql://u:p@db/x", DATABASE_READER_URL: "file:/hunter2.db" },
  },
  { variable: "NEXTAUTH_SECRET", source: { NEXTAUTH_SECRET: "hunter2" } },
  { variable: "NEXTAUTH_URL", source: { NEXTAUTH_URL: "javascript:hunter2" } },
  { variable: "LOG_LEVEL", source: { LOG_LEVEL: "hunter2" } },
  { variable: "GITHUB_ID", source: { GITHUB_SECRET: "hunter2" } },
  { variable: "GITHUB_SECRET", source: { GITHUB_ID: "hunter2" } },
  { variable: "GOOGLE_CLIENT_SECRET", source: { GOOGLE_CLIENT_ID: "hunter2" } },
])("a bad $variable is named in one line that does not repeat its value ($source)", ({ variable, source }) => {
  const error = thrownBy(() => parseEnv(source, cwd));
  expect(error).toBeInstanceOf(EnvError);
  expect(String(error)).toContain(variable);
  expect(String(error)).not.toContain("hunter2");
  expect(String(error)).not.toContain("\n");
});

test("several bad variables are all named", () => {
  const message = String(thrownBy(() => parse({ LOG_LEVEL: "loud", NEXTAUTH_URL: "x" })));
  expect(message).toContain("LOG_LEVEL");
  expect(message).toContain("NEXTAUTH_URL");
});

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe("mail", () => {
  const smtp = { SMTP_URL: "smtps://user:p%40ss@mail.example.org:465", MAIL_FROM: "Trapline <trapline@example.org>" };

  test("is on with a server and a sender", () => {
    expect(parse(smtp).mail).toEqual({ smtpUrl: smtp.SMTP_URL, from: smtp.MAIL_FROM });
    expect(parse({ ...smtp, MAIL_FROM: "trapline@example.org" }).mail?.from).toBe("trapline@example.org");
  });

  test.each([
    { name: "SMTP_URL", value: "https://mail.example.org" },
    { name: "SMTP_URL", value: "smtp://" },
    { name: "SMTP_URL", value: "smtp://secret-word@mail.example.org/?pool=true" },
    { name: "MAIL_FROM", value: "nobody" },
    { name: "MAIL_FROM", value: "a@example.org, b@example.org" },
    { name: "MAIL_FROM", value: "Trapline\r\nBcc: all@example.org <a@example.org>" },
  ])("$name cannot be $value", ({ name, value }) => {
    const bad = () => parse({ ...smtp, [name]: value });
    expect(bad).toThrow(name);
    expect(bad).not.toThrow("secret-word");
  });

  test.each(["SMTP_URL", "MAIL_FROM"] as const)("%s alone is of no use", (name) => {
    expect(() => parse({ [name]: smtp[name] })).toThrow("of no use");
  });
});
