import { Prisma } from "./generated/sqlite/client";

/** A statement of our own: with a question mark for each of its values, and with $1, $2 … */
type Statement = { sql: string; text: string; values: readonly unknown[] };

/**
 * Runs a statement of our own on a connection as it is. Prisma takes several times as long for what it does around one,
 * and SQL that was written by hand has nothing for it to do.
 */
export type StraightDoor = {
  query: (statement: Statement) => Record<string, unknown>[] | Promise<Record<string, unknown>[]>;
  execute: (statement: Statement) => number | Promise<number>;
};

const isTemplate = (value: unknown): value is TemplateStringsArray => Array.isArray(value) && "raw" in value;

/** The same client, whose raw statements go by the straight door, once the connection is there. */
export function straightened<T extends object>(client: T, doorOf: () => StraightDoor | undefined): T {
  const by =
    <R>(run: (door: StraightDoor, statement: Statement) => R | Promise<R>) =>
    async (text: unknown, ...values: unknown[]): Promise<R> => {
      const door = doorOf();
      if (door === undefined || !isTemplate(text))
        throw new Error("a statement of our own needs a connection and a template");
      return run(door, Prisma.sql(text, ...values));
    };
  const query = by((door, statement) => door.query(statement));
  const execute = by((door, statement) => door.execute(statement));
  return new Proxy(client, {
    get(target, name): unknown {
      if (name === "$queryRaw") return query;
      if (name === "$executeRaw") return execute;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
