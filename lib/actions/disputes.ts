"use server";

import { refresh, revalidatePath } from "next/cache";
import { z } from "zod";
import { partIdSchema, trapIdSchema } from "@/lib/core/question/fields";
import { rulingOfForm } from "@/lib/core/question/ruling/ruling-form";
import { answerDispute } from "@/lib/usecases/dispute/answer-dispute";
import { type DisputeRefusal, fileDispute } from "@/lib/usecases/dispute/file-dispute";
import { readNotices } from "@/lib/usecases/notice/notices";
import { makeRepair, undoRepair } from "@/lib/usecases/repair/make-repair";
import { defineAction, done, go, problem } from "./define-action";

const words = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least, `Write at least ${least} characters, so that somebody can act on it.`)
    .max(most, `At most ${most} characters.`);

const refusals = {
  missing: "This question cannot be disputed here. It may be in an exam that you are sitting.",
  guest: "Register first: the answer could not reach a guest.",
  open: "You have an open dispute on this question already.",
  enough: "You filed ten disputes today. File this one tomorrow.",
} satisfies Record<DisputeRefusal, string>;

/** The learner disputes a question of a finished attempt. */
export const fileDisputeAction = defineAction(
  z.strictObject({ item: z.uuid(), reason: words(10, 2_000) }),
  async (context, input) => {
    const filed = await fileDispute(context, { itemId: input.item, reason: input.reason });
    if (!filed.ok) return problem(refusals[filed.error]);
    refresh();
    return done("Filed. You are told here and on your home page when it is answered.");
  },
);

/** Answers a dispute without a repair. */
export const answerDisputeAction = defineAction(
  z.strictObject({ dispute: z.uuid(), answer: words(10, 2_000) }),
  async (context, input) => {
    const answered = await answerDispute(context, { disputeId: input.dispute, answer: input.answer });
    if (!answered.ok) {
      return problem(
        answered.error === "answered"
          ? "Somebody has answered it already. Reload the page."
          : "There is no such dispute.",
      );
    }
    revalidatePath("/", "layout");
    return go(`/disputes/${input.dispute}`);
  },
);

const many = <T extends z.ZodType>(one: T) => z.union([z.array(one), one.transform((value) => [value])]).optional();

/** Makes a repair as it was previewed. */
export const makeRepairAction = defineAction(
  z.strictObject({
    dispute: z.uuid(),
    ruling: z.string().max(20_000),
    because: words(10, 500),
    part: many(partIdSchema),
    why: many(words(10, 8_000)),
    trap: many(z.union([trapIdSchema, z.literal("")])),
  }),
  async (context, input) => {
    const ruling = rulingOfForm(input);
    if (ruling === null) return problem("The form could not be read. Go back to the question; nothing was changed.");
    const made = await makeRepair(context, { disputeId: input.dispute, ruling, because: input.because });
    if (!made.ok) {
      if (made.error === "missing") return problem("There is no such dispute.");
      if (made.error === "ruled") return problem("Another repair is in force for this version. Undo that one first.");
      return problem(`${made.error.problems.join(" ")} Nothing was changed.`);
    }
    revalidatePath("/", "layout");
    return go(`/disputes/${input.dispute}?repaired=1`);
  },
);

/** Undoes a repair. */
export const undoRepairAction = defineAction(
  z.strictObject({ repair: z.uuid(), sure: z.literal("yes") }),
  async (context, input) => {
    const undone = await undoRepair(context, input.repair);
    if (!undone.ok) return problem("It has been undone already. Reload the page.");
    revalidatePath("/", "layout");
    return done(
      undone.value.questionRestored
        ? "Undone. Results are as they were, those concerned are told, and the question stands as before."
        : "Undone. Results are as they were and those concerned are told. The question was changed since the repair, so it stays as it is now.",
    );
  },
);

/** Marks all notices as read. */
export const readNoticesAction = defineAction(z.strictObject({}), async (context) => {
  await readNotices(context);
  refresh();
  return done("All read.");
});
