import type { Context } from "@/lib/core/access/viewer";
import { byFreshness, type Freshness, freshnessOf, onePerFamily } from "@/lib/core/exam/one-per-family";
import { dueForToday } from "@/lib/core/learning/fold/due-traps";
import { nextSteps } from "@/lib/core/learning/remediation/next-step";
import type { PackView } from "@/lib/core/pack/pack-view";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type Rng, seededRng, shuffled } from "@/lib/core/shared/rng";
import { database, type Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import type { BankQuestion } from "@/lib/data/questions";
import { lockUser } from "@/lib/data/users";
import { storeAttempt } from "@/lib/usecases/attempt/assemble";
import { type FreeQuestions, freeQuestions } from "@/lib/usecases/attempt/free-questions";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";

/** `none-left`: the bank has no question with the trap; `nothing-due`: this is not the time for probes. */
export type ProbesRefusal = "unknown" | "none-left" | "nothing-due";

/**
 * Questions that offer the trap, unseen ones first, each half in random order; cases stay together and are left out. Of
 * a family one draw, and an unseen one of a met family after all that is new. A draw that is unseen counts as an unseen
 * probe, so no question that was seen is among them while a family has more of such draws: they serve the next sitting.
 */
function probesFor(trap: string, { free, met }: FreeQuestions, rng: Rng): BankQuestion[] {
  const offering = free.filter(({ traps, caseId }) => caseId === null && traps.includes(trap));
  const fresh = freshnessOf(free, met);
  const freshness = ({ id }: BankQuestion): Freshness => fresh.get(id) ?? { seen: 0, familySeen: 0 };
  const byNeed = (a: BankQuestion, b: BankQuestion): number => byFreshness(freshness(a), freshness(b));
  const single = shuffled(onePerFamily(offering, byNeed, rng), rng).sort(byNeed);
  const isUnseen = (question: BankQuestion): boolean => freshness(question).seen === 0;
  const spare = offering.some((question) => isUnseen(question) && !single.includes(question));
  return spare ? single.filter(isUnseen) : single;
}

const unseenCount = (trap: string, { free, met }: FreeQuestions): number =>
  free.filter(({ id, traps, caseId }) => caseId === null && traps.includes(trap) && !met.has(id)).length;

/** Stores a sitting over probes, with how many unseen ones each trap had. */
async function storeProbes(
  tx: Tx,
  context: Context,
  pack: PackView,
  examId: string,
  sitting: { mode: "drill" | "check"; title: string; symptom: string | null; traps: string[]; seed: string },
  chosen: readonly BankQuestion[],
  known: FreeQuestions,
): Promise<string> {
  const { mode, title, symptom, traps, seed } = sitting;
  const unseen = Object.fromEntries(traps.map((trap) => [trap, unseenCount(trap, known)]));
  return storeAttempt(
    tx,
    context.viewer,
    {
      packId: pack.id,
      examId,
      mode,
      title,
      plan: { kind: "drill", symptom, traps, unseen },
      seed,
      deadline: null,
      limitMs: null,
      extraTime: "none",
    },
    chosen.map((question) => ({ question, pilot: false })),
    context.now,
  );
}

/**
 * Starts the probes that a remediation asks for next: those that confirm a suspicion, or its drill. Unseen questions come
 * first; a seen one is served only when no unseen one is left.
 */
export async function startRemediationProbes(
  context: Context,
  input: { symptom: string },
): Promise<Result<{ attemptId: string }, ProbesRefusal>> {
  const { viewer, now } = context;
  const { pack, exam } = await getCurrentExam(viewer);
  const db = await database();
  return db.transaction(async (tx) => {
    await lockUser(tx, viewer.userId);
    const { state } = await getFoldedLearner(tx, viewer, pack.id);
    const work = state.remediations[input.symptom];
    if (work === undefined) return fail("unknown" as const);
    const step = nextSteps(work.remediation, now).find(({ kind }) => kind === "confirm" || kind === "drill");
    if (step?.kind !== "confirm" && step?.kind !== "drill") return fail("nothing-due" as const);
    const known = await freeQuestions(tx, viewer, pack, exam.id, now);
    const seed = newId();
    const chosen = probesFor(step.trap, known, seededRng(`${seed}/probes`)).slice(0, step.more);
    if (chosen.length === 0) return fail("none-left" as const);
    const short = pack.traps.get(step.trap)?.short ?? step.trap;
    const title = step.kind === "confirm" ? `Is it so? ${short}` : `Drill: ${short}`;
    const sitting = { mode: "drill" as const, title, symptom: input.symptom, traps: [step.trap], seed };
    return ok({ attemptId: await storeProbes(tx, context, pack, exam.id, sitting, chosen, known) });
  });
}

/** Starts today's checks: one probe for each trap that is due, up to the day's cap. */
export async function startChecks(context: Context): Promise<Result<{ attemptId: string }, ProbesRefusal>> {
  const { viewer, now } = context;
  const { pack, exam } = await getCurrentExam(viewer);
  const db = await database();
  return db.transaction(async (tx) => {
    await lockUser(tx, viewer.userId);
    const { state } = await getFoldedLearner(tx, viewer, pack.id);
    const { today } = dueForToday(state, now);
    if (today.length === 0) return fail("nothing-due" as const);
    const known = await freeQuestions(tx, viewer, pack, exam.id, now);
    const seed = newId();
    const rng = seededRng(`${seed}/probes`);
    const chosen: BankQuestion[] = [];
    for (const { trap } of today) {
      const probes = probesFor(trap, known, rng);
      const unseen = probes.filter(({ id }) => !known.met.has(id));
      // Where all that is unseen belongs to what stands in the sitting already, the trap waits for the next one.
      const probe = (unseen.length > 0 ? unseen : probes).find((question) => !clashes(question, chosen));
      if (probe !== undefined) chosen.push(probe);
    }
    if (chosen.length === 0) return fail("none-left" as const);
    const sitting = {
      mode: "check" as const,
      title: "Checks due today",
      symptom: null,
      traps: today.map(({ trap }) => trap),
      seed,
    };
    return ok({ attemptId: await storeProbes(tx, context, pack, exam.id, sitting, chosen, known) });
  });
}

/** Whether a question, or another draw of its family, is among those chosen. */
const clashes = (question: BankQuestion, chosen: readonly BankQuestion[]): boolean =>
  chosen.some(({ id, family }) => id === question.id || (family !== null && family === question.family));

/**
 * Probes that a timed exam should hold unmarked, by question id: one unseen question for each of some due traps, never
 * two draws of one family.
 */
export function probesForExam(
  dueTraps: readonly string[],
  bank: readonly BankQuestion[],
  met: FreeQuestions["met"],
  rng: Rng,
): Set<string> {
  const wanted: BankQuestion[] = [];
  for (const trap of dueTraps.slice(0, PROBES_IN_AN_EXAM)) {
    const probes = probesFor(trap, { free: [...bank], met }, rng);
    const probe = probes.find((question) => !met.has(question.id) && !clashes(question, wanted));
    if (probe !== undefined) wanted.push(probe);
  }
  return new Set(wanted.map(({ id }) => id));
}

/** More would make the exam another one than its blueprint says. */
const PROBES_IN_AN_EXAM = 4;
