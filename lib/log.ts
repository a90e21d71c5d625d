import { AsyncLocalStorage } from "node:async_hooks";
import { type DestinationStream, destination, type Logger, pino } from "pino";
import { errorFields, scrub } from "@/lib/core/logging/scrub";
import { env } from "@/lib/env";

/** Fields of a log line: no personal data, no answers, no secrets. What is text is scrubbed all the same. */
type Fields = Record<string, string | number | boolean | null>;

/** The request that is being answered, as far as a log may know it. */
export type LoggedRequest = { id: string; method: string; route: string };

// A bundler may make several copies of this module; a process has one log all the same.
declare global {
  var traplineLog: { request: AsyncLocalStorage<LoggedRequest>; logger: Logger | undefined } | undefined;
}
globalThis.traplineLog ??= { request: new AsyncLocalStorage(), logger: undefined };
const kept = globalThis.traplineLog;

const STDERR = 2;

/** Lines that people read, of the lines that machines read. */
function readable(line: string): string {
  const { at, level, event, ...more }: Record<string, unknown> = JSON.parse(line);
  const told = Object.entries(more).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  return `${String(at).slice(11, 19)} ${String(level).padEnd(5)} ${String(event)}${told.join("")}\n`.replaceAll(
    String.raw`\n`,
    "\n",
  );
}

/** A logger of ours that writes to the stream. */
export function loggerTo(stream: DestinationStream, level: string): Logger {
  return pino(
    {
      level,
      base: { pid: process.pid },
      messageKey: "event",
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      mixin: () => {
        const request = kept.request.getStore();
        return request === undefined ? {} : { request: request.id, method: request.method, route: request.route };
      },
    },
    stream,
  );
}

function logger(): Logger {
  if (kept.logger !== undefined) return kept.logger;
  const { logLevel, logFormat } = env();
  // Written at once: the last words of a process that dies are those that count.
  const stderr = destination({ dest: STDERR, sync: true });
  const text = { write: (line: string) => stderr.write(readable(line)) };
  kept.logger = loggerTo(logFormat === "json" ? stderr : text, logLevel);
  return kept.logger;
}

/** Puts a logger in the place of this process's own, for tests; `undefined` takes it away again. */
export function useLogger(other: Logger | undefined): void {
  kept.logger = other;
}

const scrubbed = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? scrub(value) : value]),
  );

/** One line on stderr for what an operator must know, with the id of the request that it belongs to. */
export const log = {
  debug: (event: string, fields: Fields = {}) => logger().debug(scrubbed(fields), event),
  info: (event: string, fields: Fields = {}) => logger().info(scrubbed(fields), event),
  warn: (event: string, fields: Fields = {}) => logger().warn(scrubbed(fields), event),
  /** An unexpected failure: its kind and place, for the operator alone. */
  error: (event: string, error: unknown, fields: Fields = {}) =>
    logger().error({ ...scrubbed(fields), error: errorFields(error) }, event),
};

/** From here on, what this request does is logged under its id. */
export function enterRequest(request: LoggedRequest): void {
  kept.request.enterWith(request);
}

/** The id under which the request that is being answered is logged: a person may quote it. */
export const requestId = (): string | null => kept.request.getStore()?.id ?? null;
