import type { AttemptMode, AttemptPlan } from "@/lib/core/attempt/plan";
import type { Candidate } from "@/lib/core/exam/assemble-form";
import { freshnessOf } from "@/lib/core/exam/one-per-family";
import type { PackView } from "@/lib/core/pack/pack-view";
import { drawOrder } from "@/lib/core/question/present";
import { toPublic } from "@/lib/core/question/public";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { createAttempt, type NewAttempt } from "@/lib/data/attempts";
import type { Tx } from "@/lib/data/database";
import { getServedQuestions } from "@/lib/data/question-versions";
import type { BankQuestion } from "@/lib/data/questions";

type Meetings = ReadonlyMap<string, { times: number }>;

const UNMET = { seen: 0, familySeen: 0 };

const widened = new WeakMap<PackView, WeakMap<readonly string[], readonly string[]>>();

/** Traps with the parents of those that are sub-traps: the same few lists stand at all questions. */
function withParents(traps: readonly string[], pack: PackView): readonly string[] {
  const known = widened.get(pack) ?? new WeakMap<readonly string[], readonly string[]>();
  widened.set(pack, known);
  const before = known.get(traps);
  if (before !== undefined) return before;
  const parents = traps.flatMap((trap) => pack.traps.get(trap)?.parent ?? []);
  const made = [...new Set([...traps, ...parents])];
  known.set(traps, made);
  return made;
}

/** Bank questions as the form assembly sees them: a sub-trap counts for its parent as well. */
export function toCandidates(bank: readonly BankQuestion[], pack: PackView, met: Meetings): Candidate[] {
  const fresh = freshnessOf(bank, met);
  return bank.map((question) => ({
    ...question,
    traps: withParents(question.traps, pack),
    ...(fresh.get(question.id) ?? UNMET),
  }));
}

/** Stores an attempt over the chosen questions, with the order of everything frozen from the attempt's seed. */
export async function storeAttempt(
  tx: Tx,
  viewer: { userId: string },
  attempt: Omit<NewAttempt, "items" | "mode" | "plan"> & { mode: AttemptMode; plan: AttemptPlan },
  chosen: readonly { question: BankQuestion; pilot: boolean }[],
  now: number,
): Promise<string> {
  const served = await getServedQuestions(
    tx,
    chosen.map(({ question }) => question.versionId),
  );
  const rng: Rng = seededRng(`${attempt.seed}/order`);
  const items = chosen.map(({ question, pilot }) => {
    const content = served.get(question.versionId);
    if (content === undefined) throw new Error(`question ${question.id} has no version`);
    return {
      questionId: question.id,
      versionId: question.versionId,
      caseId: question.caseId,
      pilot,
      presented: drawOrder(toPublic(content.question), rng),
    };
  });
  return createAttempt(tx, viewer, { ...attempt, items }, now);
}
