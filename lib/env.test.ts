import { expect, test } from "vitest";
import { EnvError, parseEnv } from "./env";

const cwd = "/srv/app";
const parse = (source: Record<string, string>) => parseEnv(source, cwd);

test("without any variable there are defaults for all", () => {
  expect(parse({})).toEqual({
    dataDir: "/srv/app/data",
    questionsDir: "/srv/app/questions",
    staleQuestions: "keep",
    databaseUrl: "file:/srv/app/data/trapline.db",
    engine: "sqlite",
    databaseReaderUrl: undefined,
    databaseTestUrl: undefined,
    nextauthUrl: undefined,
    nextauthSecret: undefined,
    github: undefined,
    google: undefined,
    logLevel: "info",
  });
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

test.each([
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
