import pg from "pg";
import { z } from "zod";

const emitted = new Set<string>();

/** The texts of all statements that the application's own connections to PostgreSQL have sent in this file of tests. */
export const emittedSql = (): ReadonlySet<string> => emitted;

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

const connected = z.object({ connectionParameters: z.object({ options: z.string().optional() }) });

/** The doors of lib/data set this on each of their connections; what tests connect themselves does not. */
const isOurs = (client: pg.Client): boolean =>
  connected.parse(client).connectionParameters.options?.includes("default_transaction_read_only") === true;

const textOf = (query: unknown): string | null => {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query && typeof query.text === "string"
    ? query.text
    : null;
};

/** Listens to every statement from now on, below Prisma and its adapter. */
export function listenToSql(): void {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the overloads of the driver in one.
  const send = pg.Client.prototype.query as Query;
  const heard: Query = function (...args) {
    const text = textOf(args[0]);
    if (text !== null && isOurs(this)) emitted.add(text);
    return send.apply(this, args);
  };
  Object.assign(pg.Client.prototype, { query: heard });
}
