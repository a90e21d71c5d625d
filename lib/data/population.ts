import { evidenceSchema } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader } from "./database";
import { departedTraps } from "./privacy/departed-figures";
import { toEpochMs } from "./time";

/** An answer of somebody, without who it was beyond a number that only tells learners apart. */
export type PopulationAnswer = {
  learner: string;
  question: string;
  right: boolean;
  at: EpochMs;
  taken: readonly string[];
};

const PAGE = 5_000;

/**
 * All answers to a pack that counted, of everybody, in the order in which they were shown; for fitting what comes from the
 * population. Pilots, unanswered questions and attempts that were given up are left out.
 */
export async function* unscopedListAnswers(db: Reader, packId: string): AsyncGenerator<PopulationAnswer> {
  for (let after: string | null = null; ; ) {
    const rows: {
      id: string;
      questionId: string;
      outcome: string | null;
      evidence: string | null;
      checkedAt: Date | null;
      attempt: { userId: string; finishedAt: Date | null };
    }[] = await db.attemptItem.findMany({
      where: {
        pilot: false,
        dropped: false,
        outcome: { in: ["right", "wrong"] },
        attempt: { packId, state: "finished" },
        ...(after === null ? {} : { id: { gt: after } }),
      },
      orderBy: { id: "asc" },
      take: PAGE,
      select: {
        id: true,
        questionId: true,
        outcome: true,
        evidence: true,
        checkedAt: true,
        attempt: { select: { userId: true, finishedAt: true } },
      },
    });
    for (const row of rows) {
      const answeredAt = row.checkedAt ?? row.attempt.finishedAt;
      if (row.evidence === null || answeredAt === null) continue;
      yield {
        learner: row.attempt.userId,
        question: row.questionId,
        right: row.outcome === "right",
        at: toEpochMs(answeredAt),
        taken: evidenceSchema.parse(JSON.parse(row.evidence)).taken,
      };
    }
    const last = rows.at(-1);
    if (rows.length < PAGE || last === undefined) return;
    after = last.id;
  }
}

/** Falls and decided offers of everybody in a pack, by trap; of who is deleted too. */
export async function unscopedTrapTotals(db: Reader, packId: string) {
  const rows = await db.learnerTrap.groupBy({
    by: ["trap"],
    where: { learner: { packId } },
    _sum: { falls: true, decided: true },
  });
  const totals = new Map(rows.map(({ trap, _sum }) => [trap, { falls: _sum.falls ?? 0, decided: _sum.decided ?? 0 }]));
  for (const { trap, falls, decided } of await departedTraps(db, packId)) {
    const known = totals.get(trap) ?? { falls: 0, decided: 0 };
    totals.set(trap, { falls: known.falls + falls, decided: known.decided + decided });
  }
  return [...totals].map(([trap, total]) => ({ trap, ...total })).sort((a, b) => (a.trap < b.trap ? -1 : 1));
}
