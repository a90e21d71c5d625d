/** Why it cannot: too many wait or somebody else holds it; it does not answer; it has no room left to store anything. */
export type BusyBecause = "busy" | "away" | "full";

/** The database cannot take the work now. Trying later is right; whether a write was done that was cut off is not known. */
export class DatabaseBusyError extends Error {
  override readonly name = "DatabaseBusyError";
  /** What a page that failed by it is told in place of a number (components/layout/page-failure.ts). */
  readonly digest = "busy";
  readonly because: BusyBecause;

  constructor(message: string, options: { because?: BusyBecause; cause?: unknown } = {}) {
    super(message, options);
    this.because = options.because ?? "busy";
  }
}

/** Whether it is a DatabaseBusyError, of this copy of the module or another: a bundler may make several. */
export function isDatabaseBusy(error: unknown): boolean {
  return error instanceof Error && error.name === "DatabaseBusyError";
}

/** Whether a row with the same unique value was there first. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).has("P2002");
}

// Of SQLite by the driver's own codes: Prisma's P1008 may also be a line to PostgreSQL that was cut in the middle of a COMMIT.
const sqliteBusy = ["SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_BUSY_RECOVERY", "SQLITE_BUSY_TIMEOUT"];
// Serialization failure and deadlock (PostgreSQL, appendix A), and what Prisma makes of both.
const postgresConflict = ["P2034", "TransactionWriteConflict", "40001", "40P01"];

/** Whether the database gave up a transaction that may well succeed when it is run again from its start. */
export function isWorthRetrying(error: unknown): boolean {
  const codes = codesOf(error);
  return [...sqliteBusy, ...postgresConflict].some((code) => codes.has(code));
}

// Prisma's codes, the adapter's kinds, Node's, and PostgreSQL's for sessions that an administrator or a stop has ended,
// connections that broke, and those that are not to be had.
const away =
  /^(P1001|P1002|P1008|P1017|P2024|P2028|P2037|DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|57P0[1235]|08\d\d\d|25P03|53000|53200|53300)$/;
// A lock or a statement that took longer than the database allows, and SQLite's rarer collisions.
const busy = /^(55P03|57014|SQLITE_LOCKED.*|SQLITE_PROTOCOL)$/;
const full = /^(53100|53400|58030|SQLITE_FULL|SQLITE_IOERR.*|SQLITE_CANTOPEN.*)$/;
// What the PostgreSQL driver says without any code.
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

function becauseOf(error: unknown): BusyBecause | null {
  if (isWorthRetrying(error)) return "busy";
  const codes = [...codesOf(error)];
  if (codes.some((code) => full.test(code))) return "full";
  if (codes.some((code) => busy.test(code))) return "busy";
  return codes.some((code) => away.test(code)) || says(error, lostConnection) ? "away" : null;
}

const WORDS = {
  busy: "the database stayed busy",
  away: "the database does not answer",
  full: "the database has no room left to store anything",
} satisfies Record<BusyBecause, string>;

/** A DatabaseBusyError of what failed because the database cannot take work now; everything else as it is. */
export function asBusy(error: unknown): unknown {
  if (isDatabaseBusy(error)) return error;
  const because = becauseOf(error);
  return because === null ? error : new DatabaseBusyError(WORDS[because], { because, cause: error });
}

/** Whether an error or one of its causes has a message like this. */
function says(error: unknown, message: RegExp, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  return message.test(error.message) || says(error.cause, message, depth + 1);
}

/** Every code in an error and its causes: Prisma's, the adapter's kind, the driver's. */
function codesOf(error: unknown, depth = 0): Set<string> {
  const codes = new Set<string>();
  if (typeof error !== "object" || error === null || depth > 5) return codes;
  for (const key of ["code", "kind", "originalCode"]) {
    const value: unknown = Reflect.get(error, key);
    if (typeof value === "string") codes.add(value);
  }
  for (const key of ["cause", "meta", "driverAdapterError"]) {
    for (const code of codesOf(Reflect.get(error, key), depth + 1)) codes.add(code);
  }
  return codes;
}
