"use server";

import { z } from "zod";
import { extraTimeSchema } from "@/lib/core/attempt/accommodation";
import { practiceWishSchema } from "@/lib/core/attempt/plan";
import { shortfallWords } from "@/lib/core/exam/quota-words";
import { slugSchema } from "@/lib/core/question/fields";
import { KINDS } from "@/lib/core/question/schema";
import { type BeginRefusal, beginAssignment } from "@/lib/usecases/assignment/begin";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import {
  type PracticeRefusal,
  startPractice,
  startSymptomDrill,
  startTrapDrill,
} from "@/lib/usecases/attempt/start-practice";
import { type ActionOutcome, defineAction, go, problem } from "./define-action";

/** Assembles a form and starts the clock; leads into the exam that runs where one does. */
export const startExamAction = defineAction(
  z.strictObject({ exam: slugSchema, blueprint: slugSchema, extraTime: extraTimeSchema }),
  async (context, input): Promise<ActionOutcome> => {
    const started = await startExam(context, {
      examId: input.exam,
      blueprintId: input.blueprint,
      extraTime: input.extraTime,
    });
    return started.ok ? go(`/exam/${started.value.attemptId}`) : refusedStart(started.error);
  },
);

/** What a learner is told when nothing was begun, or where an exam that runs leads them. */
function refusedStart(refusal: BeginRefusal): ActionOutcome {
  switch (refusal.kind) {
    case "already-running":
      return go(`/exam/${refusal.attemptId}?resumed=1`);
    case "unknown-blueprint":
      return problem("This exam is no longer offered. Reload the page to see what is.");
    case "short":
      return problem(
        `The bank cannot fill this exam yet: ${refusal.shortfalls.map((short) => shortfallWords(short)).join("; ")}. Nothing was started.`,
      );
    case "no-assignment":
      return problem("This is no longer assigned to you. Reload the page to see what is.");
    case "not-open":
      return problem("It is not open yet. Nothing was started.");
    case "over":
      return problem("It is closed, and nothing that comes now counts. Ask your lead for more time.");
    case "attempts":
      return problem("You have had all attempts that are allowed. Ask your lead for another one.");
    case "none-left":
      return problem("No question is left for it just now; questions of an exam that runs are kept back.");
    case "gone":
      return problem("What was assigned is not in the pack any more. Tell your lead; nothing was started.");
  }
}

/** Begins what is assigned to the viewer, or goes on with it. */
export const beginAssignmentAction = defineAction(
  z.strictObject({ assignment: z.uuid() }),
  async (context, { assignment }): Promise<ActionOutcome> => {
    const begun = await beginAssignment(context, assignment);
    if (!begun.ok) return refusedStart(begun.error);
    switch (begun.value.kind) {
      case "lesson":
        return go(`/learn/${begun.value.lesson}`);
      case "exam":
        return go(`/exam/${begun.value.attemptId}`);
      case "drill":
        return go(`/practice/${begun.value.attemptId}`);
      case "diagnose":
        return go(`/diagnose/${begun.value.attemptId}`);
    }
  },
);

const refusals = {
  "none-left":
    "No question fits that choice right now. Choose more lessons or types; questions of an exam that runs are kept back.",
  unknown: "That is no longer in the pack. Reload the page.",
} satisfies Record<PracticeRefusal, string>;

const many = <T extends z.ZodType>(one: T) => z.union([z.array(one), one.transform((value) => [value])]).default([]);

/** Starts practice with feedback after each answer. */
export const startPracticeAction = defineAction(
  z.strictObject({
    lessons: many(slugSchema),
    types: many(z.enum(KINDS)),
    count: z.coerce.number().int().min(1).max(40),
    from: z.enum(["unseen", "missed"]),
  }),
  async (context, input) => {
    const started = await startPractice(context, practiceWishSchema.parse(input));
    return started.ok ? go(`/practice/${started.value.attemptId}`) : problem(refusals[started.error]);
  },
);

/** Starts a drill on a trap. */
export const startTrapDrillAction = defineAction(z.strictObject({ trap: slugSchema }), async (context, input) => {
  const started = await startTrapDrill(context, input);
  return started.ok ? go(`/practice/${started.value.attemptId}`) : problem(refusals[started.error]);
});

/** Starts a drill on a symptom. */
export const startSymptomDrillAction = defineAction(z.strictObject({ symptom: slugSchema }), async (context, input) => {
  const started = await startSymptomDrill(context, input);
  return started.ok ? go(`/practice/${started.value.attemptId}`) : problem(refusals[started.error]);
});

/** Gives an attempt up, without a result. */
export const abandonAction = defineAction(z.strictObject({ attempt: z.uuid() }), async (context, input) => {
  const ended = await endAttempt(context, { attemptId: input.attempt, as: "abandoned" });
  if (!ended.ok) return problem("There is no such attempt.");
  return go(ended.value.phase === "finished" ? `/attempts/${input.attempt}` : "/attempts?abandoned=1");
});
