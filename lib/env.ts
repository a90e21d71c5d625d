import path from "node:path";
import { z } from "zod";

export type Engine = "sqlite" | "postgresql";
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What the operator decided, with the defaults filled in. Folders are absolute paths. */
export type Env = {
  /** The data folder: the SQLite file and the session secret live here. */
  dataDir: string;
  /** Whether questions that were not verified for twelve months still stand in new exams. */
  staleQuestions: "keep" | "leave-exams";
  /** The folder that holds one folder per question pack. */
  questionsDir: string;
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
  logLevel: LogLevel;
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

const mustBePostgres = "must start with postgresql:// and be a valid URL";

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
  NEXTAUTH_URL: z.string().refine(isWebUrl, "must be a URL that starts with http:// or https://").optional(),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  GITHUB_ID: z.string().optional(),
  GITHUB_SECRET: z.string().optional(),
  GOOGLE_CLIENT_ID: z.string().optional(),
  GOOGLE_CLIENT_SECRET: z.string().optional(),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"], "must be debug, info, warn or error").optional(),
});

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
    staleQuestions: v.TRAPLINE_STALE_QUESTIONS ?? "keep",
    databaseUrl,
    engine,
    databaseReaderUrl: v.DATABASE_READER_URL,
    databaseTestUrl: v.DATABASE_TEST_URL,
    nextauthUrl: v.NEXTAUTH_URL,
    nextauthSecret: v.NEXTAUTH_SECRET,
    github: oauthPair("GITHUB_ID", v.GITHUB_ID, "GITHUB_SECRET", v.GITHUB_SECRET),
    google: oauthPair("GOOGLE_CLIENT_ID", v.GOOGLE_CLIENT_ID, "GOOGLE_CLIENT_SECRET", v.GOOGLE_CLIENT_SECRET),
    logLevel: v.LOG_LEVEL ?? "info",
  };
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
