import { env } from "@/lib/env";

const RANK = { debug: 0, info: 1, warn: 2, error: 3 } as const;
type Level = keyof typeof RANK;

/** Fields of a log line: no personal data, no answers, no secrets. */
type Fields = Record<string, string | number | boolean | null>;

function write(level: Level, event: string, fields: Fields): void {
  if (RANK[level] < RANK[env().logLevel]) return;
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`);
}

/** One JSON line on stderr for what an operator must know. */
export const log = {
  info: (event: string, fields: Fields = {}) => write("info", event, fields),
  warn: (event: string, fields: Fields = {}) => write("warn", event, fields),
  /** An unexpected failure: its kind and place, for the operator alone. */
  error: (event: string, error: unknown, fields: Fields = {}) =>
    write("error", event, {
      ...fields,
      error: error instanceof Error ? `${error.name}: ${error.message}` : "not an error",
      stack: error instanceof Error ? (error.stack ?? null) : null,
    }),
};
