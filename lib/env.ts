import path from "node:path";
import { z } from "zod";
import manifest from "@/package.json" with { type: "json" };

/** The version of the product that this is. */
export const productVersion: string = manifest.version;

export type Engine = "sqlite" | "postgresql";
export type LogLevel = "debug" | "info" | "warn" | "error";
export type LogFormat = "json" | "text";

/** Roles that may do what others may not. */
export type StaffRole = "instructor" | "lead" | "admin";

/** An S3-compatible store for the pictures of questions. */
export type S3Settings = {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

/** The server that takes mail for sending, and who mail is from. The URL holds a password: never log it. */
export type MailSettings = { smtpUrl: string; from: string };

/** What the operator decided, with the defaults filled in. Folders are absolute paths. */
export type Env = {
  /** The data folder: the SQLite file and the session secret live here. */
  dataDir: string;
  /** Whether questions that were not verified for twelve months still stand in new exams. */
  staleQuestions: "keep" | "leave-exams";
  /** The folder that holds one folder per question pack. */
  questionsDir: string;
  /** The folder of the pictures of questions, where no S3-compatible store is set. */
  mediaDir: string;
  mediaS3: S3Settings | undefined;
  databaseUrl: string;
  engine: Engine;
  /** A PostgreSQL replica for reads that may lag. */
  databaseReaderUrl: string | undefined;
  /** A PostgreSQL server that tests may create databases on. */
  databaseTestUrl: string | undefined;
  nextauthUrl: string | undefined;
  nextauthSecret: string | undefined;
  github: { clientId: string; clientSecret: string } | undefined;
  google: { clientId: string; clientSecret: string } | undefined;
  /** Without it nothing is sent: what there is to tell stands in the app alone. */
  mail: MailSettings | undefined;
  /** Whether a learning platform on this very machine may be reached without TLS: for tests alone. */
  ltiLoopback: boolean;
  logLevel: LogLevel;
  /** Lines of JSON for machines, or of text for people. */
  logFormat: LogFormat;
  /** The header by which a trusted proxy tells a request's id, in lower case. Without it each gets one here. */
  requestIdHeader: string | undefined;
  /** What whoever reads the metrics has to show. Without it nobody reads them. A secret: never log it. */
  metricsToken: string | undefined;
  /** The roles whose people need a second factor; who has none yet sets it up before anything else. */
  secondFactorFor: readonly StaffRole[];
  /** Told to stop: how long requests are still taken after readiness has ended, and how long those under way may take then. */
  drainSeconds: number;
  stopSeconds: number;
  /** Where backups go, and whether and when one is made every night. */
  backups: { folder: string; nightly: boolean; hourUtc: number; keep: number };
};

/** What is wrong with the environment, as one line that names variables and never repeats a value. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

const fileUrl = /^file:[^?#]+$/;
const postgresUrl = /^postgres(ql)?:\/\/./;

const isPostgresUrl = (value: string): boolean => postgresUrl.test(value) && URL.canParse(value);
const isFileUrl = (value: string): boolean => fileUrl.test(value) && !value.includes(":memory:");
const isWebUrl = (value: string): boolean =>
  URL.canParse(value) && ["http:", "https:"].includes(new URL(value).protocol);

const isSmtpUrl = (value: string): boolean =>
  URL.canParse(value) &&
  ["smtp:", "smtps:"].includes(new URL(value).protocol) &&
  new URL(value).hostname !== "" &&
  ["", "/"].includes(new URL(value).pathname) &&
  !/[?#]/.test(value);
// One address, with a name before it or without; no control character, so that it cannot become two headers.
const isSender = (value: string): boolean =>
  /^(?:[^\p{Cc}<>@,;:"]{1,80} <[^\s\p{Cc}<>@]{1,64}@[^\s\p{Cc}<>@]{1,255}>|[^\s\p{Cc}<>@]{1,64}@[^\s\p{Cc}<>@]{1,255})$/u.test(
    value,
  );

const mustBePostgres = "must start with postgresql:// and be a valid URL";

const whole = (what: string, least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/, `must be ${what}, ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be ${what}, ${least} to ${most}`);

const Variables = z.object({
  DATABASE_URL: z
    .string()
    .refine(
      (value) => isPostgresUrl(value) || isFileUrl(value),
      "must be postgresql://… or file:<path> without options (an in-memory database is not possible)",
    )
    .optional(),
  DATABASE_READER_URL: z.string().refine(isPostgresUrl, mustBePostgres).optional(),
  DATABASE_TEST_URL: z.string().refine(isPostgresUrl, mustBePostgres).optional(),
  TRAPLINE_DATA: z.string().optional(),
  TRAPLINE_QUESTIONS: z.string().optional(),
  TRAPLINE_STALE_QUESTIONS: z.enum(["keep", "leave-exams"], "must be keep or leave-exams").optional(),
  TRAPLINE_S3_ENDPOINT: z
    .string()
    .refine(
      (value) => isWebUrl(value) && !/[?#@]/.test(value),
      "must be a URL that starts with http:// or https://, without a user or a query",
    )
    .optional(),
  TRAPLINE_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,62}$/, "must be a bucket's name")
    .optional(),
  TRAPLINE_S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, "must be a region's name")
    .optional(),
  TRAPLINE_S3_KEY_ID: z.string().optional(),
  TRAPLINE_S3_SECRET: z.string().optional(),
  NEXTAUTH_URL: z.string().refine(isWebUrl, "must be a URL that starts with http:// or https://").optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, "must be smtp://… or smtps://… with a host, and without a path or a query")
    .optional(),
  MAIL_FROM: z.string().trim().refine(isSender, "must be an address, or Name <address>").optional(),
  TRAPLINE_LTI_LOOPBACK: z.enum(["yes", "no"], "must be yes or no").optional(),
  TRAPLINE_SECOND_FACTOR_FOR: z
    .string()
    .transform((text) => text.split(",").map((role) => role.trim()))
    .pipe(z.array(z.enum(["instructor", "lead", "admin"], "must be a list out of instructor, lead and admin")))
    .optional(),
  TRAPLINE_DRAIN_SECONDS: whole("a number of seconds", 0, 300).optional(),
  TRAPLINE_STOP_SECONDS: whole("a number of seconds", 1, 300).optional(),
  TRAPLINE_BACKUPS: z.enum(["nightly", "off"], "must be nightly or off").optional(),
  TRAPLINE_BACKUP_DIR: z.string().optional(),
  TRAPLINE_BACKUP_HOUR: whole("an hour of UTC", 0, 23).optional(),
  TRAPLINE_BACKUP_KEEP: whole("a number of backups", 1, 365).optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error").optional(),
  LOG_FORMAT: z.enum(["json", "text"], "must be json or text").optional(),
  TRAPLINE_REQUEST_ID_HEADER: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,62}$/, "must be a header's name")
    .transform((name) => name.toLowerCase())
    .optional(),
  TRAPLINE_METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{24,200}$/, "must have 24 to 200 characters, and no space")
    .optional(),
  NODE_ENV: z.string().optional(),
});

/** The name of every variable that is read. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(Variables.shape);

/** The engine that a database URL asks for. */
export function engineOf(databaseUrl: string): Engine {
  return postgresUrl.test(databaseUrl) ? "postgresql" : "sqlite";
}

/**
 * Reads the variables that the product knows; an empty one counts as unset, as container tools pass them.
 *
 * @throws EnvError that names every bad variable in one line.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>, cwd: string): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  const parsed = Variables.safeParse(set);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new EnvError(`Environment: ${problems.join("; ")}`);
  }
  const v = parsed.data;
  const dataDir = path.resolve(cwd, v.TRAPLINE_DATA ?? "data");
  const databaseUrl = v.DATABASE_URL ?? `file:${path.join(dataDir, "trapline.db")}`;
  const engine = engineOf(databaseUrl);
  if (v.DATABASE_READER_URL && engine === "sqlite") {
    throw new EnvError("Environment: DATABASE_READER_URL needs a DATABASE_URL that is PostgreSQL too");
  }
  return {
    dataDir,
    questionsDir: path.resolve(cwd, v.TRAPLINE_QUESTIONS ?? "questions"),
    mediaDir: path.join(dataDir, "media"),
    mediaS3: s3Of(v),
    staleQuestions: v.TRAPLINE_STALE_QUESTIONS ?? "keep",
    databaseUrl,
    engine,
    databaseReaderUrl: v.DATABASE_READER_URL,
    databaseTestUrl: v.DATABASE_TEST_URL,
    nextauthUrl: v.NEXTAUTH_URL,
    nextauthSecret: v.NEXTAUTH_SECRET,
    github: oauthPair("GITHUB_ID", v.GITHUB_ID, "GITHUB_SECRET", v.GITHUB_SECRET),
    google: oauthPair("GOOGLE_CLIENT_ID", v.GOOGLE_CLIENT_ID, "GOOGLE_CLIENT_SECRET", v.GOOGLE_CLIENT_SECRET),
    mail: mailOf(v.SMTP_URL, v.MAIL_FROM),
    ltiLoopback: v.TRAPLINE_LTI_LOOPBACK === "yes",
    logLevel: v.LOG_LEVEL ?? "info",
    logFormat: v.LOG_FORMAT ?? (v.NODE_ENV === "production" ? "json" : "text"),
    requestIdHeader: v.TRAPLINE_REQUEST_ID_HEADER,
    metricsToken: v.TRAPLINE_METRICS_TOKEN,
    secondFactorFor: [...new Set(v.TRAPLINE_SECOND_FACTOR_FOR ?? [])],
    drainSeconds: v.TRAPLINE_DRAIN_SECONDS ?? 0,
    stopSeconds: v.TRAPLINE_STOP_SECONDS ?? 8,
    backups: {
      folder: v.TRAPLINE_BACKUP_DIR ? path.resolve(cwd, v.TRAPLINE_BACKUP_DIR) : path.join(dataDir, "backups"),
      nightly: v.TRAPLINE_BACKUPS !== "off",
      hourUtc: v.TRAPLINE_BACKUP_HOUR ?? 3,
      keep: v.TRAPLINE_BACKUP_KEEP ?? 7,
    },
  };
}

function s3Of(v: z.infer<typeof Variables>): S3Settings | undefined {
  const needed = {
    TRAPLINE_S3_ENDPOINT: v.TRAPLINE_S3_ENDPOINT,
    TRAPLINE_S3_BUCKET: v.TRAPLINE_S3_BUCKET,
    TRAPLINE_S3_KEY_ID: v.TRAPLINE_S3_KEY_ID,
    TRAPLINE_S3_SECRET: v.TRAPLINE_S3_SECRET,
  };
  const lacking = Object.entries(needed).filter(([, value]) => value === undefined);
  const names = lacking.map(([name]) => name);
  const [endpoint, bucket, accessKeyId, secretAccessKey] = Object.values(needed);
  if (endpoint && bucket && accessKeyId && secretAccessKey) {
    return { endpoint, bucket, region: v.TRAPLINE_S3_REGION ?? "us-east-1", accessKeyId, secretAccessKey };
  }
  if (names.length === Object.keys(needed).length && v.TRAPLINE_S3_REGION === undefined) return undefined;
  throw new EnvError(`Environment: ${names.join(", ")} missing: a store for pictures needs all of them`);
}

function mailOf(smtpUrl: string | undefined, from: string | undefined): MailSettings | undefined {
  if (smtpUrl && from) return { smtpUrl, from };
  if (!smtpUrl && !from) return undefined;
  const [missing, given] = smtpUrl ? ["MAIL_FROM", "SMTP_URL"] : ["SMTP_URL", "MAIL_FROM"];
  throw new EnvError(`Environment: ${missing} is missing, and ${given} is of no use without it`);
}

function oauthPair(
  idName: string,
  clientId: string | undefined,
  secretName: string,
  clientSecret: string | undefined,
): { clientId: string; clientSecret: string } | undefined {
  if (clientId && clientSecret) return { clientId, clientSecret };
  if (!clientId && !clientSecret) return undefined;
  const [missing, given] = clientId ? [secretName, idName] : [idName, secretName];
  throw new EnvError(`Environment: ${missing} is missing, and ${given} is of no use without it`);
}

let parsedOnce: Env | undefined;

/**
 * The environment of this process, parsed at the first call so that a build needs none of it.
 *
 * @throws EnvError
 */
export function env(): Env {
  parsedOnce ??= parseEnv(process.env, process.cwd());
  return parsedOnce;
}
