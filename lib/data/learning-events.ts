import { z } from "zod";
import { type LearningEvent, learningEventSchema } from "@/lib/core/learning/fold/learning-event";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { putLearningEvents } from "./sql/put-learner";
import { toDate, toEpochMs } from "./time";

/** An event with its place in the learner's log and its time. */
export type LoggedEvent = { seq: number; at: EpochMs; event: LearningEvent };

const jsonSchema = z.string().transform((text): unknown => JSON.parse(text));

/** As `appendLearningEvents`, for who notes the log's new length with what they fold of it. */
export async function insertLearningEvents(
  tx: Tx,
  learner: { id: string; logged: number },
  events: readonly LearningEvent[],
  at: EpochMs,
): Promise<void> {
  const rows = events.map((event, index) => {
    const { kind, ...content } = event;
    return { id: newId(), seq: learner.logged + index + 1, kind, content: JSON.stringify(content) };
  });
  await putLearningEvents(tx, learner.id, rows, toDate(at));
}

/** Appends events to a learner's log; the caller holds the learner's lock. */
export async function appendLearningEvents(
  tx: Tx,
  learner: { id: string; logged: number },
  events: readonly LearningEvent[],
  at: EpochMs,
): Promise<void> {
  await insertLearningEvents(tx, learner, events, at);
  await tx.learner.updateMany({ where: { id: learner.id }, data: { logged: learner.logged + events.length } });
}

/** Events of a learner after a place, in order, at most so many. */
export async function listLearningEvents(
  db: Reader,
  learnerId: string,
  page: { after: number; take?: number },
): Promise<LoggedEvent[]> {
  const rows = await db.learningEvent.findMany({
    where: { learnerId, seq: { gt: page.after } },
    orderBy: { seq: "asc" },
    ...(page.take === undefined ? {} : { take: page.take }),
  });
  return rows.map((row) => ({
    seq: row.seq,
    at: toEpochMs(row.at),
    event: learningEventSchema.parse({
      kind: row.kind,
      ...z.record(z.string(), z.unknown()).parse(jsonSchema.parse(row.content)),
    }),
  }));
}

/** The sections of a lesson that somebody has opened from a moment on. */
export async function listSectionsRead(
  db: Reader,
  owner: { userId: string; packId: string },
  { lesson, since }: { lesson: string; since: EpochMs },
): Promise<Set<string>> {
  const rows = await db.learningEvent.findMany({
    where: {
      learner: owner,
      kind: "section-read",
      at: { gte: toDate(since) },
      content: { contains: JSON.stringify({ lesson }).slice(1, -1) },
    },
    select: { content: true },
  });
  const read = rows.map(({ content }) => learningEventSchema.parse({ kind: "section-read", ...JSON.parse(content) }));
  return new Set(read.flatMap((event) => (event.kind === "section-read" ? [event.section] : [])));
}
