"use server";

import { refresh, revalidatePath } from "next/cache";
import { z } from "zod";
import { missTypeSchema } from "@/lib/core/learning/miss-type/miss-type";
import { STUDY_SETS } from "@/lib/core/learning/study-set/study-set";
import { daySchema, slugSchema } from "@/lib/core/question/fields";
import { startDiagnosis } from "@/lib/usecases/diagnose/diagnose";
import { correctMissType } from "@/lib/usecases/learning/correct-miss-type";
import { chooseExamDay, tellExamOutcome } from "@/lib/usecases/learning/exam-day";
import { readFact, readSection, reportSymptom } from "@/lib/usecases/learning/report";
import { type ProbesRefusal, startChecks, startRemediationProbes } from "@/lib/usecases/learning/start-probes";
import { startStudySet } from "@/lib/usecases/learning/start-study-set";
import { defineAction, done, go, problem } from "./define-action";

const refusals = {
  unknown: "That is no longer in the pack. Reload the page.",
  "none-left": "The bank has no question for this right now. Questions of an exam that runs are kept back.",
  "nothing-due": "Nothing is due here at the moment. The page says when the next check is.",
} satisfies Record<ProbesRefusal, string>;

/** Starts a diagnosis, or goes on with the one that runs. */
export const startDiagnosisAction = defineAction(z.strictObject({}), async (context) => {
  const started = await startDiagnosis(context);
  return started.ok ? go(`/diagnose/${started.value.attemptId}`) : problem(refusals[started.error]);
});

/** The learner says that a symptom is theirs; leads to the remediation, which begins with a confirming probe. */
export const reportSymptomAction = defineAction(z.strictObject({ symptom: slugSchema }), async (context, input) => {
  const reported = await reportSymptom(context, input.symptom);
  return reported.ok ? go(`/remediations/${input.symptom}`) : problem(refusals.unknown);
});

/** Starts the probes that a remediation asks for next. */
export const startProbesAction = defineAction(z.strictObject({ symptom: slugSchema }), async (context, input) => {
  const started = await startRemediationProbes(context, input);
  return started.ok ? go(`/practice/${started.value.attemptId}`) : problem(refusals[started.error]);
});

/** Starts the checks that are due today. */
export const startChecksAction = defineAction(z.strictObject({}), async (context) => {
  const started = await startChecks(context);
  return started.ok ? go(`/practice/${started.value.attemptId}`) : problem(refusals[started.error]);
});

/** Notes that the deciding fact was read; back to the remediation. */
export const readFactAction = defineAction(
  z.strictObject({ trap: slugSchema, symptom: slugSchema }),
  async (context, input) => {
    const read = await readFact(context, input.trap);
    return read.ok ? go(`/remediations/${input.symptom}`) : problem(refusals.unknown);
  },
);

/** Notes that a lesson's section was opened, and opens it. */
export const readSectionAction = defineAction(
  z.strictObject({ lesson: slugSchema, section: slugSchema }),
  async (context, input) => {
    const read = await readSection(context, input);
    return read.ok ? go(`/learn/${input.lesson}#${input.section}`) : problem(refusals.unknown);
  },
);

/** A lesson or trap to narrow a set to; "" is any. */
const oneOrAny = z.union([slugSchema, z.literal("").transform(() => undefined)]).optional();

/** Starts practice over a study set: what was missed, flagged, slow, unseen, or one trap, in a lesson or all. */
export const startStudySetAction = defineAction(
  z.strictObject({ set: z.enum(STUDY_SETS), lesson: oneOrAny, trap: oneOrAny }),
  async (context, input) => {
    const started = await startStudySet(context, input);
    return started.ok
      ? go(`/practice/${started.value.attemptId}`)
      : problem("No question is in that set right now. Questions of an exam that runs are kept back.");
  },
);

/** The learner's own word for what a miss was; "" goes back to what is proposed. */
export const correctMissTypeAction = defineAction(
  z.strictObject({ item: z.uuid(), type: z.union([missTypeSchema, z.literal("")]) }),
  async (context, input) => {
    const stored = await correctMissType(context, input.item, input.type === "" ? null : input.type);
    if (!stored) return problem("There is no such question in your attempts.");
    refresh();
    return done("Noted.");
  },
);

/** Enters the day of the real exam; an empty day takes it away. */
export const chooseExamDayAction = defineAction(
  z.strictObject({ day: z.union([daySchema, z.literal("")]) }),
  async (context, input) => {
    await chooseExamDay(context, input.day === "" ? null : input.day);
    // The way there changes only the hash, and would show the page as it was.
    revalidatePath("/weaknesses");
    return go("/weaknesses#exam-day");
  },
);

/** Tells how the real exam went. */
export const tellExamOutcomeAction = defineAction(
  z.strictObject({
    id: z.uuid(),
    outcome: z.enum(["passed", "failed"]),
    score: z.union([z.literal("").transform(() => null), z.coerce.number().int().min(0).max(100_000)]).optional(),
  }),
  async (context, input) => {
    const told = await tellExamOutcome(context, { ...input, score: input.score ?? null });
    if (told.ok) revalidatePath("/weaknesses");
    return told.ok ? go("/weaknesses#exam-day") : problem("There is no such exam day. Reload the page.");
  },
);
