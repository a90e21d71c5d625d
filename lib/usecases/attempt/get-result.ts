import type { Context } from "@/lib/core/access/viewer";
import { isHeld } from "@/lib/core/attempt/held";
import type { AttemptResult } from "@/lib/core/exam/result";
import { findExam, findLessonEntry, type PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import { type AttemptItemRow, type AttemptRow, listItems } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { listSeenBefore } from "@/lib/data/meetings";
import { findPackView } from "@/lib/data/packs";
import { listRevisions, type ResultRevision } from "@/lib/data/result-revisions";
import { touchAttempt } from "./settle-attempt";

/** What one trap did in this attempt: the answers that decided it, in the order of the form. */
export type TrapFinding = {
  id: string;
  name: string;
  short: string;
  refutedBy: string;
  lesson: string;
  section: string;
  falls: number;
  decided: number;
  offered: number;
  /** Per question that offered it, its place (from 1) and what happened. */
  answers: { place: number; itemId: string; what: "fell" | "refused" | "no-evidence" }[];
};

export type AttemptReport = {
  attempt: AttemptRow;
  result: AttemptResult;
  exam: Exam | null;
  usedMs: number;
  lessons: { id: string; title: string; right: number; scored: number }[];
  traps: TrapFinding[];
  pilotPlaces: number[];
  /** Places (from 1) of questions that were ruled to count for nobody. */
  droppedPlaces: number[];
  /** How repairs changed the result, the oldest first. */
  revisions: ResultRevision[];
  /** Probes that had been met before, because the bank had no unseen one left; 0 for all but probes. */
  metBefore: number;
};

function trapFindings(pack: PackView, result: AttemptResult, items: readonly AttemptItemRow[]): TrapFinding[] {
  return result.traps.flatMap((counted) => {
    const trap = pack.traps.get(counted.trap);
    if (trap === undefined) return [];
    const answers = items.flatMap((item): TrapFinding["answers"] => {
      // As in the result: a trap is offered by a question that was answered.
      if (item.pilot || item.dropped || item.outcome === "unanswered" || !item.evidence?.offered.includes(trap.id))
        return [];
      const what = item.evidence.taken.includes(trap.id)
        ? "fell"
        : item.evidence.refused.includes(trap.id)
          ? "refused"
          : "no-evidence";
      return [{ place: item.position + 1, itemId: item.id, what }];
    });
    const { id, name, short, refutedBy, lesson, section } = trap;
    const { falls, decided, offered } = counted;
    return [{ id, name, short, refutedBy, lesson, section, falls, decided, offered, answers }];
  });
}

/**
 * The result of the viewer's finished attempt. Null when it is missing, somebody else's, or has no result: it still
 * runs (the caller sends the learner back to it), was abandoned, or is held back until its review opens.
 */
export async function getReport(
  { viewer, now }: Context,
  attemptId: string,
): Promise<AttemptReport | AttemptRow | null> {
  const attempt = await touchAttempt(viewer, attemptId, now);
  if (attempt === null || attempt.result === null) return attempt;
  if (isHeld(attempt, now)) return { ...attempt, result: null };
  const { reader } = await database();
  const items = await listItems(reader, attempt.id);
  const pack = await findPackView(reader, attempt.packId);
  const { result, plan } = attempt;
  const probes = plan.kind === "drill" && plan.unseen !== undefined;
  return {
    attempt,
    result,
    exam: pack === null ? null : (findExam(pack, attempt.examId) ?? null),
    usedMs: Math.max(0, (attempt.finishedAt ?? now) - attempt.startedAt),
    lessons: result.lessons.map((lesson) => ({
      id: lesson.lesson,
      title: (pack === null ? undefined : findLessonEntry(pack, lesson.lesson)?.title) ?? lesson.lesson,
      right: lesson.right,
      scored: lesson.scored,
    })),
    traps: pack === null ? [] : trapFindings(pack, result, items),
    pilotPlaces: items.flatMap((item) => (item.pilot ? [item.position + 1] : [])),
    droppedPlaces: items.flatMap((item) => (item.dropped ? [item.position + 1] : [])),
    revisions: await listRevisions(reader, [attempt.id]),
    metBefore: probes ? (await listSeenBefore(reader, viewer, items)).size : 0,
  };
}

export const isReport = (found: AttemptReport | AttemptRow): found is AttemptReport => "attempt" in found;
