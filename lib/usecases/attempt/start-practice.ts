import type { Context } from "@/lib/core/access/viewer";
import { type AttemptPlan, DRILL_SIZE, type PracticeWish } from "@/lib/core/attempt/plan";
import { drawPractice } from "@/lib/core/exam/draw-practice";
import { type PackView, symptomsOf, trapFamily } from "@/lib/core/pack/pack-view";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { seededRng } from "@/lib/core/shared/rng";
import { database, type Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import type { BankQuestion } from "@/lib/data/questions";
import { type CurrentExam, getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { storeAttempt, toCandidates } from "./assemble";
import { freeQuestions } from "./free-questions";

/** `none-left`: nothing in the bank fits; `unknown`: no such symptom or trap. */
export type PracticeRefusal = "none-left" | "unknown";

type Started = Result<{ attemptId: string }, PracticeRefusal>;

type Fits = (question: BankQuestion, last: "right" | "wrong" | "unanswered" | null | undefined) => boolean;
type Chosen = { mode: "practice" | "drill"; title: string; plan: AttemptPlan; count: number; assignmentId?: string };

/** Starts practice or a drill over the questions of the viewer's exam that fit, fresh ones first. */
export async function startChosen(
  context: Context,
  pack: PackView,
  examId: string,
  what: Chosen,
  fits: Fits,
): Promise<Started> {
  const db = await database();
  return db.transaction((tx) => storeChosen(tx, context, pack, examId, what, fits));
}

/** As `startChosen`, within the caller's transaction. */
async function storeChosen(
  tx: Tx,
  { viewer, now }: Context,
  pack: PackView,
  examId: string,
  what: Chosen,
  fits: Fits,
): Promise<Started> {
  const { free, met } = await freeQuestions(tx, viewer, pack, examId, now);
  const bank = free.filter((question) => fits(question, met.get(question.id)?.last));
  const fitting = new Set(bank.map(({ id }) => id));
  const seed = newId();
  // How fresh a family is shows in all of its draws, not only in those that fit.
  const candidates = toCandidates(free, pack, met).filter(({ id }) => fitting.has(id));
  const ids = drawPractice(candidates, what.count, seededRng(seed));
  if (ids.length === 0) return fail("none-left" as const);
  const byId = new Map(bank.map((question) => [question.id, question]));
  const chosen = ids.flatMap((id) => {
    const question = byId.get(id);
    return question === undefined ? [] : [{ question, pilot: false }];
  });
  const { mode, title, plan, assignmentId } = what;
  const clock = { deadline: null, limitMs: null, extraTime: "none" as const };
  const assigned = assignmentId === undefined ? {} : { assigned: { assignmentId, reviewAt: null } };
  const attempt = { packId: pack.id, examId, mode, title, plan, seed, ...clock, ...assigned };
  return ok({ attemptId: await storeAttempt(tx, viewer, attempt, chosen, now) });
}

/** Starts practice over the wished lessons and types: feedback after each answer, no clock. */
export async function startPractice(context: Context, wish: PracticeWish): Promise<Started> {
  const { pack, exam } = await getCurrentExam(context.viewer);
  return startChosen(
    context,
    pack,
    exam.id,
    { mode: "practice", title: "Practice", plan: { kind: "practice", wish }, count: wish.count },
    (question, last) =>
      (wish.lessons.length === 0 || wish.lessons.includes(question.lesson)) &&
      (wish.types.length === 0 || wish.types.includes(question.type)) &&
      (wish.from === "unseen" || last === "wrong" || last === "unanswered"),
  );
}

/** Starts a drill: questions that offer the trap or its sub-traps. */
export async function startTrapDrill(context: Context, input: { trap: string }): Promise<Started> {
  const current = await getCurrentExam(context.viewer);
  const db = await database();
  return db.transaction((tx) => storeTrapDrill(tx, context, current, input));
}

/** As `startTrapDrill`, within the caller's transaction, in any exam, and where it is told so, for an assignment. */
export async function storeTrapDrill(
  tx: Tx,
  context: Context,
  { pack, exam }: CurrentExam,
  input: { trap: string; assignmentId?: string },
): Promise<Started> {
  const trap = pack.traps.get(input.trap);
  if (trap === undefined) return fail("unknown");
  const traps = trapFamily(pack, trap.id);
  const { assignmentId } = input;
  const what: Chosen = {
    mode: "drill",
    title: `Drill: ${trap.short}`,
    plan: { kind: "drill", symptom: null, traps },
    count: DRILL_SIZE,
    ...(assignmentId === undefined ? {} : { assignmentId }),
  };
  return storeChosen(tx, context, pack, exam.id, what, (question) => question.traps.some((id) => traps.includes(id)));
}

/** Starts a drill on a symptom: questions that offer one of its traps, of its lessons. */
export async function startSymptomDrill(context: Context, input: { symptom: string }): Promise<Started> {
  const { pack, exam } = await getCurrentExam(context.viewer);
  const symptom = symptomsOf(pack).find((candidate) => candidate.id === input.symptom);
  if (symptom === undefined) return fail("unknown");
  const { traps } = symptom;
  return startChosen(
    context,
    pack,
    exam.id,
    {
      mode: "drill",
      title: "Drill on a symptom",
      plan: { kind: "drill", symptom: symptom.id, traps },
      count: DRILL_SIZE,
    },
    (question) => symptom.lessons.includes(question.lesson) && question.traps.some((id) => traps.includes(id)),
  );
}
