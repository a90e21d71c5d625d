import { expect, test } from "vitest";
import { z } from "zod";
import { onBothEngines } from "@/lib/data/testing/engines";
import { timeSchema, wholeSchema } from "./stored-values";

// Statements of our own, which on SQLite go past Prisma: they store what Prisma stores, on the same connection.

const UNTIL = new Date(Date.UTC(2026, 10, 27, 9, 8, 7, 65));
const rowsSchema = z.array(z.object({ name: z.string(), holder: z.string(), until: timeSchema, count: wholeSchema }));

onBothEngines("statements of our own", (engine) => {
  const db = () => engine.database();

  test("store what Prisma reads, and read what Prisma stores", async () => {
    await db().transaction(async (tx) => {
      const stored = await tx.$executeRaw`
        INSERT INTO "Lease" ("name", "holder", "until") VALUES (${"own's"}, ${"h"}, ${UNTIL})`;
      expect(stored).toBe(1);
      await tx.lease.create({ data: { name: "prisma's", holder: "h", until: UNTIL } });
      expect(await tx.lease.findUnique({ where: { name: "own's" } })).toEqual({
        name: "own's",
        holder: "h",
        until: UNTIL,
      });
    });
    const rows = await db().reader.$queryRaw`
      SELECT "name", "holder", "until", CAST(7 AS INTEGER) AS "count" FROM "Lease"
      WHERE "until" = ${UNTIL} ORDER BY "name"`;
    expect(rowsSchema.parse(rows)).toEqual(
      ["own's", "prisma's"].map((name) => ({ name, holder: "h", until: UNTIL, count: 7 })),
    );
  });

  test("are undone with the transaction that they stand in", async () => {
    const failing = db().transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO "Lease" ("name", "holder", "until") VALUES (${"undone"}, ${"h"}, ${UNTIL})`;
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await db().reader.lease.findUnique({ where: { name: "undone" } })).toBeNull();
  });

  test("write nothing through the door for reads", async () => {
    const writing = db().reader.$queryRaw`
      INSERT INTO "Lease" ("name", "holder", "until") VALUES (${"slipped"}, ${"h"}, ${UNTIL}) RETURNING "name"`;
    await expect(Promise.resolve(writing)).rejects.toThrow();
    expect(await db().reader.lease.findUnique({ where: { name: "slipped" } })).toBeNull();
  });
});
