import { weekOf } from "@/lib/core/cohort/wall-time";
import { type CountedAnswer, countAnswers } from "@/lib/core/cohort/week-counts";
import type { Evidence, Outcome } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type AttemptRow, listEnded, listItemsOf } from "@/lib/data/attempts";
import type { Tx } from "@/lib/data/database";
import { addToWeek, type CountingMembership, clearWeeks, listCounting } from "@/lib/data/member-weeks";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";

type Scored = {
  item: { versionId: string; pilot: boolean };
  outcome: Outcome;
  evidence: Evidence;
  dropped: boolean;
  spentMs: number;
};

const PAGE = 200;

/** Whether a membership counts an attempt: of its exam, and begun since its member joined. */
const isCounted = ({ examId, joinedAt }: CountingMembership, attempt: AttemptRow): boolean =>
  attempt.examId === examId && attempt.startedAt >= joinedAt;

async function countFor(
  tx: Tx,
  memberships: readonly CountingMembership[],
  attempt: AttemptRow,
  scored: readonly Scored[],
  at: EpochMs,
): Promise<void> {
  const counting = memberships.filter((membership) => isCounted(membership, attempt));
  if (counting.length === 0) return;
  const given = scored.filter(({ item, dropped, outcome }) => !item.pilot && !dropped && outcome !== "unanswered");
  if (given.length === 0) return;
  const served = await getServedQuestions(
    tx,
    given.map(({ item }) => item.versionId),
  );
  const pack = await findPackView(tx, attempt.packId);
  const answers = given.flatMap(({ item, outcome, evidence, spentMs }): CountedAnswer[] => {
    const lesson = served.get(item.versionId)?.question.lesson;
    return lesson === undefined ? [] : [{ lesson, outcome, evidence, spentMs }];
  });
  const counts = countAnswers(answers, (trap) => pack?.traps.get(trap)?.parent);
  for (const { id, timeZone } of counting)
    await addToWeek(tx, { membershipId: id, week: weekOf(at, timeZone) }, counts, at);
}

/** Counts an attempt that has just ended for the cohorts that its owner is in. */
export async function countForCohorts(
  tx: Tx,
  attempt: AttemptRow,
  scored: readonly Scored[],
  at: EpochMs,
): Promise<void> {
  await countFor(tx, await listCounting(tx, attempt), attempt, scored, at);
}

/** Counts all that somebody did in a pack anew for the cohorts that they are in: after a repair, and in a rebuild. */
export async function recountForCohorts(tx: Tx, learner: { userId: string; packId: string }): Promise<void> {
  const memberships = await listCounting(tx, learner);
  if (memberships.length === 0) return;
  for (const { id } of memberships) await clearWeeks(tx, id);
  for (let after: string | null = null; ; ) {
    const attempts: AttemptRow[] = await listEnded(tx, learner, learner.packId, { after, take: PAGE });
    const items = await listItemsOf(
      tx,
      attempts.map(({ id }) => id),
    );
    for (const attempt of attempts) {
      const scored = (items.get(attempt.id) ?? []).flatMap((item): Scored[] => {
        const { outcome, evidence, dropped, spentMs } = item;
        return outcome === null || evidence === null
          ? []
          : [{ item, outcome, evidence, dropped, spentMs: spentMs ?? 0 }];
      });
      await countFor(tx, memberships, attempt, scored, attempt.finishedAt ?? attempt.startedAt);
    }
    const last = attempts.at(-1);
    if (last === undefined || attempts.length < PAGE) return;
    after = last.id;
  }
}
