"use server";

import { z } from "zod";
import { extraTimeSchema } from "@/lib/core/attempt/accommodation";
import { practiceWishSchema } from "@/lib/core/attempt/plan";
import type { Shortfall } from "@/lib/core/exam/assemble-form";
import { slugSchema } from "@/lib/core/question/fields";
import { KINDS } from "@/lib/core/question/schema";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import {
  type PracticeRefusal,
  startPractice,
  startSymptomDrill,
  startTrapDrill,
} from "@/lib/usecases/attempt/start-practice";
import { type ActionOutcome, defineAction, go, problem } from "./define-action";

function shortfallText(short: Shortfall): string {
  switch (short.kind) {
    case "lesson":
      return `lesson ${short.lesson} has ${short.available} of ${short.wanted}`;
    case "pilots":
      return `${short.available} of ${short.wanted} unscored questions are left`;
    case "quota": {
      const what = short.quota.type ?? short.quota.trap ?? "a required kind";
      return `${what}: ${short.reached} of at least ${short.quota.min ?? 0}`;
    }
  }
}

/** Assembles a form and starts the clock; leads into the exam that runs where one does. */
export const startExamAction = defineAction(
  z.strictObject({ exam: slugSchema, blueprint: slugSchema, extraTime: extraTimeSchema }),
  async (context, input): Promise<ActionOutcome> => {
    const started = await startExam(context, {
      examId: input.exam,
      blueprintId: input.blueprint,
      extraTime: input.extraTime,
    });
    if (started.ok) return go(`/exam/${started.value.attemptId}`);
    switch (started.error.kind) {
      case "already-running":
        return go(`/exam/${started.error.attemptId}?resumed=1`);
      case "unknown-blueprint":
        return problem("This exam is no longer offered. Reload the page to see what is.");
      case "short":
        return problem(
          `The bank cannot fill this exam yet: ${started.error.shortfalls.map(shortfallText).join("; ")}. Nothing was started.`,
        );
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
