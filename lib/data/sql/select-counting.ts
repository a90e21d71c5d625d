import { z } from "zod";
import type { Reader } from "@/lib/data/database";
import { timeSchema } from "./stored-values";

const rowsSchema = z.array(
  z.object({ id: z.string(), joinedAt: timeSchema, timeZone: z.string(), examId: z.string() }),
);

/** The memberships of a learner, that have not ended, in cohorts of a pack: in one statement, since every ending asks it. */
export async function selectCounting(db: Reader, { userId, packId }: { userId: string; packId: string }) {
  const rows = await db.$queryRaw`
    SELECT m."id", m."joinedAt", c."timeZone", c."examId"
    FROM "Membership" m INNER JOIN "Cohort" c ON c."id" = m."cohortId"
    WHERE m."userId" = ${userId} AND m."role" = 'learner' AND m."endedAt" IS NULL AND c."packId" = ${packId}
    ORDER BY m."id"`;
  return rowsSchema.parse(rows);
}
