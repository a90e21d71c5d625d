/** The database cannot take the work now: too many wait, or another process holds it. Trying later is right. */
export class DatabaseBusyError extends Error {
  override readonly name = "DatabaseBusyError";
  /** What a page that failed by it is told in place of a number (components/layout/page-failure.ts). */
  readonly digest = "busy";
}

/** Whether it is a DatabaseBusyError, of this copy of the module or another: a bundler may make several. */
export function isDatabaseBusy(error: unknown): boolean {
  return error instanceof Error && error.name === "DatabaseBusyError";
}

/** Whether a row with the same unique value was there first. */
export function isUniqueViolation(error: unknown): boolean {
  return codesOf(error).has("P2002");
}

// P1008 is what Prisma makes of the adapter's SocketTimeout, and that of SQLITE_BUSY.
const sqliteBusy = ["P1008", "SocketTimeout", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_BUSY_RECOVERY"];
// Serialization failure and deadlock (PostgreSQL, appendix A), and what Prisma makes of both.
const postgresConflict = ["P2034", "TransactionWriteConflict", "40001", "40P01"];

/** Whether the database gave up a transaction that may well succeed when it is run again from its start. */
export function isWorthRetrying(error: unknown): boolean {
  const codes = codesOf(error);
  return [...sqliteBusy, ...postgresConflict].some((code) => codes.has(code));
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
