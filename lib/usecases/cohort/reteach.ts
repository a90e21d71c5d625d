import type { Context } from "@/lib/core/access/viewer";
import type { RoomQuestion } from "@/lib/core/attempt/room";
import { type TrapCell, trapWeeks } from "@/lib/core/cohort/board";
import { effectAround, type ReteachEffect } from "@/lib/core/cohort/reteach-effect";
import { probesFor } from "@/lib/core/cohort/reteach-probes";
import { weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import { trapFamily } from "@/lib/core/pack/pack-view";
import type { Trap } from "@/lib/core/pack/schema";
import { drawOrder } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { seededRng } from "@/lib/core/shared/rng";
import { listAssignments } from "@/lib/data/assignments";
import { type CohortRow, findLedCohort } from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listBank } from "@/lib/data/questions";
import { roomQuestion } from "@/lib/usecases/attempt/room-views";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { sumCohort } from "./trap-sums";

const WEEKS = 8;

/** What a lead teaches a trap with: the deciding fact, two stems that differ in one constraint, and probes to show. */
export type ReteachKit = {
  cohort: CohortRow;
  trap: Trap;
  /** Questions without their keys, as the room shows them. */
  probes: { id: string; room: RoomQuestion }[];
  /** What the trap did to the cohort, week by week. */
  cells: TrapCell[];
  /** Each drill on the trap that was opened in these weeks, the latest first, with before and after. */
  effects: ReteachEffect[];
};

/** The kit for a trap in a cohort; null for all but its leads, and where the pack has no such trap. */
export async function getReteachKit(
  { viewer, now }: Context,
  at: { cohortId: string; trap: string },
): Promise<ReteachKit | null> {
  const db = await database();
  const { reader } = db;
  const cohort = await findLedCohort(reader, viewer, at.cohortId);
  const found = cohort === null ? null : await findExamWithPack(reader, cohort.examId);
  const trap = found?.pack.traps.get(at.trap);
  if (cohort === null || found === null || trap === undefined) return null;
  const family = trapFamily(found.pack, trap.id);
  // Choice questions alone: what can be read from a screen by a whole room.
  const bank = (await listBank(reader, found.pack.id, found.exam.id)).filter(
    ({ caseId, type, traps }) =>
      caseId === null && type.startsWith("multiple") && traps.some((one) => family.includes(one)),
  );
  const chosen = probesFor(bank, trap.id);
  const served = await getServedQuestions(
    reader,
    chosen.map(({ versionId }) => versionId),
  );
  const probes = chosen.flatMap(({ id, versionId }) => {
    const question = served.get(versionId);
    if (question === undefined) return [];
    return [{ id, room: roomQuestion(question, drawOrder(toPublic(question.question), seededRng(`reteach/${id}`))) }];
  });
  const weeks = weeksUpTo(weekOf(now, cohort.timeZone), WEEKS);
  const { traps } = await sumCohort(db, cohort, weeks);
  const cells = trapWeeks(traps, weeks, [trap.id])[0]?.cells ?? [];
  const weekIn = (moment: EpochMs): string => weekOf(moment, cohort.timeZone);
  const effects = (await listAssignments(reader, cohort.id))
    .filter(({ work }) => work.kind === "drill" && family.includes(work.trap))
    .filter(({ opensAt }) => opensAt <= now && weeks.includes(weekIn(opensAt)))
    .sort((a, b) => b.opensAt - a.opensAt)
    .map(({ title, opensAt }) => ({ title, opensAt, ...effectAround(cells, weekIn(opensAt)) }));
  return { cohort, trap, probes, cells, effects };
}
