import { asBusy } from "./database-errors";
import type { PrismaClient } from "./generated/sqlite/client";

const rethrow = (error: unknown): never => {
  throw asBusy(error);
};

/** What calls a function as it is, and tells of a database that cannot answer now where its promise rejects. */
function telling(run: (...args: unknown[]) => unknown): (...args: unknown[]) => unknown {
  return (...args) => {
    const result = run(...args);
    return result instanceof Object && "then" in result ? Promise.resolve(result).catch(rethrow) : result;
  };
}

/** The same object, whose functions reject with a DatabaseBusyError where the database cannot answer now. */
function proxied<T extends object>(target: T, inner: (value: object) => object): T {
  const made = new Map<PropertyKey, unknown>();
  return new Proxy(target, {
    get(object, name): unknown {
      if (made.has(name)) return made.get(name);
      const value: unknown = Reflect.get(object, name);
      const shown =
        typeof value === "function"
          ? telling((...args) => Reflect.apply(value, object, args))
          : typeof value === "object" && value !== null
            ? inner(value)
            : value;
      made.set(name, shown);
      return shown;
    },
  });
}

/**
 * A client whose reads reject with a DatabaseBusyError while the database cannot answer: it is locked, restarts, or is
 * gone. Transactions do so by themselves.
 */
export const tellingBusy = (client: PrismaClient): PrismaClient =>
  proxied(client, (model) => proxied(model, (value) => value));
