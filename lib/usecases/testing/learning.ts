import type { Context } from "@/lib/core/access/viewer";
import { DAY_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { database } from "@/lib/data/database";
import { findLearner } from "@/lib/data/learners";
import { checkAnswer } from "@/lib/usecases/attempt/check-answer";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { startPractice, startTrapDrill } from "@/lib/usecases/attempt/start-practice";
import { readFact, readSection, reportSymptom } from "@/lib/usecases/learning/report";
import { startChecks, startRemediationProbes } from "@/lib/usecases/learning/start-probes";
import { at, type FormItem, formOf, got, newTab, START_MS, startedExam, there } from "./scene";

/** Checks one item of a practice or drill: takes its trap, or is right. */
const check = (context: Context, attemptId: string, item: FormItem, fell: boolean): Promise<void> =>
  checkWith(context, attemptId, item, fell ? item.wrong : item.right);

/** Checks one item of a practice or drill with this answer. */
async function checkWith(context: Context, attemptId: string, item: FormItem, value: FormItem["right"]): Promise<void> {
  const event = newTab().answer(item.id, value, { clientAt: context.now });
  got(await checkAnswer(context, { attemptId, event }));
}

/** Goes through a whole practice or drill; `answer` decides for each item: to take its trap or not, or an answer. */
export async function goThrough(
  context: Context,
  attemptId: string,
  answer: (item: FormItem) => boolean | FormItem["right"],
): Promise<FormItem[]> {
  const form = await formOf(attemptId);
  for (const item of form) {
    const given = answer(item);
    if (typeof given === "boolean") await check(context, attemptId, item, given);
    else await checkWith(context, attemptId, item, given);
  }
  got(await endAttempt(context, { attemptId, as: "finished" }));
  return form;
}

/** Sits an exam of the small pack: answers, and ends it. */
export async function sitExam(
  context: Context,
  falls: (item: FormItem) => boolean,
  blueprintId = "full",
): Promise<string> {
  const attemptId = await startedExam(context, blueprintId);
  const tab = newTab();
  const events = (await formOf(attemptId)).map((item) => tab.answer(item.id, falls(item) ? item.wrong : item.right));
  got(await saveEvents(context, { attemptId, events }));
  got(await endAttempt(context, { attemptId, as: "finished" }));
  return attemptId;
}

const WISH = { lessons: [], types: [], count: 5, from: "unseen" } as const;

/** Something that a learner may do, at a time; what cannot be done then is let be. */
async function act(context: Context, rng: Rng): Promise<void> {
  const falls = () => rng() < 0.4;
  const what = Math.floor(rng() * 8);
  switch (what) {
    case 0:
      await sitExam(context, falls);
      break;
    case 1: {
      const { attemptId } = got(await startPractice(context, { ...WISH, lessons: [], types: [] }));
      const form = await formOf(attemptId);
      const tab = newTab();
      for (const item of form.slice(0, 3)) {
        const visits = [tab.visit(item.id, true, context.now), tab.visit(item.id, false, context.now + MINUTE_MS)];
        got(await saveEvents(context, { attemptId, events: visits }));
        await check(context, attemptId, item, falls());
        const sure = rng() < 0.5 ? "sure" : "guess";
        got(await saveEvents(context, { attemptId, events: [tab.confidence(item.id, sure)] }));
      }
      got(await endAttempt(context, { attemptId, as: rng() < 0.2 ? "abandoned" : "finished" }));
      break;
    }
    case 2:
      await goThrough(context, got(await startTrapDrill(context, { trap: "trap-always-boil" })).attemptId, falls);
      break;
    case 3:
      got(await reportSymptom(context, "bitter-cup"));
      break;
    case 4:
      got(await readFact(context, "trap-always-boil"));
      break;
    case 5:
      got(await readSection(context, { lesson: "lesson-heat", section: "what-it-does" }));
      break;
    case 6: {
      const started = await startRemediationProbes(context, { symptom: "bitter-cup" });
      if (started.ok) await goThrough(context, started.value.attemptId, falls);
      break;
    }
    case 7: {
      const started = await startChecks(context);
      if (started.ok) await goThrough(context, started.value.attemptId, () => rng() < 0.1);
    }
  }
}

/** So many random acts of one learner, some hours apart; the same seed is the same history. Returns when it ends. */
export async function liveThrough(viewer: Context["viewer"], acts: number, seed: string): Promise<number> {
  const rng = seededRng(seed);
  let now = START_MS;
  for (let i = 0; i < acts; i += 1) {
    now += Math.ceil(rng() * 2 * DAY_MS);
    await act(at(viewer, now), rng);
  }
  return now;
}

/** All rows that are folded of a learner, in a fixed order. */
export async function foldedRows(viewer: { userId: string }, packId = "brew") {
  const { reader } = await database();
  const learner = there(await findLearner(reader, viewer, packId));
  const where = { learnerId: learner.id };
  return {
    learner: await reader.learner.findUnique({ where: { id: learner.id }, omit: { revision: true } }),
    lessons: await reader.learnerLesson.findMany({ where, orderBy: { lesson: "asc" } }),
    traps: await reader.learnerTrap.findMany({ where, orderBy: { trap: "asc" } }),
    remediations: await reader.remediation.findMany({ where, orderBy: { symptom: "asc" }, omit: { id: true } }),
  };
}
