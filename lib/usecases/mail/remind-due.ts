import { type DueForLearner, reminderKey, toRemind } from "@/lib/core/mail/due-reminder";
import { dueLetter } from "@/lib/core/mail/letters";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Database, database } from "@/lib/data/database";
import { isUniqueViolation } from "@/lib/data/database-errors";
import { whichTold } from "@/lib/data/notices";
import { type LetterOf, tellPerson } from "@/lib/usecases/notice/tell-person";

async function remind(db: Database, row: DueForLearner & { key: string }, now: EpochMs): Promise<boolean> {
  const { key, userId, assignmentId, title, dueAt, timeZone } = row;
  const notice = { kind: "due", assignmentId, title, dueAt } as const;
  const letter: LetterOf = {
    kind: "due",
    zone: timeZone,
    write: (site, { name, reading }) => dueLetter(site, { name, title, dueAt }, reading),
  };
  try {
    return await db.transaction((tx) => tellPerson(tx, userId, key, notice, letter, now));
  } catch (error) {
    // Another process told it in the same moment.
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}

/**
 * Reminds learners of what is due within a day, each of them once, however many processes do so at the same time.
 * Returns how many were reminded now.
 *
 * @param rows what is due for whom and not done; those of a later day may be among them.
 */
export async function remindDue(rows: readonly DueForLearner[], now: EpochMs): Promise<number> {
  const db = await database();
  const due = toRemind(rows, now).map((row) => ({ ...row, key: reminderKey(row) }));
  const told = await whichTold(db.reader, due);
  let reminded = 0;
  for (const row of due) {
    if (told.has(`${row.userId} ${row.key}`)) continue;
    if (await remind(db, row, now)) reminded += 1;
  }
  return reminded;
}
