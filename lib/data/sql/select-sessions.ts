import { z } from "zod";
import type { Reader } from "@/lib/data/database";
import { Prisma } from "@/lib/data/generated/sqlite/client";
import { timeSchema, truthSchema } from "./stored-values";

const sessionsSchema = z.array(
  z.object({
    idHash: z.string(),
    createdAt: timeSchema,
    seenAt: timeSchema,
    userId: z.string(),
    role: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    isGuest: truthSchema,
    examId: z.string().nullable(),
    extraTime: z.string(),
    disabledAt: timeSchema.nullable(),
  }),
);

/** Sessions, each with its person: in one statement, since every request asks it. */
export async function selectSessions(db: Reader, idHashes: readonly string[]) {
  const rows = await db.$queryRaw`
    SELECT s."idHash", s."createdAt", s."seenAt", u."id" AS "userId", u."role", u."name", u."email", u."isGuest",
      u."examId", u."extraTime", u."disabledAt"
    FROM "Session" s INNER JOIN "User" u ON u."id" = s."userId" WHERE s."idHash" IN (${Prisma.join([...idHashes])})`;
  return sessionsSchema.parse(rows);
}
