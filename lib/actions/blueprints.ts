"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { blueprintFieldsSchema } from "@/lib/core/exam/read-blueprint-fields";
import { slugSchema } from "@/lib/core/question/fields";
import { checkFields, hideBlueprint, saveBlueprint } from "@/lib/usecases/blueprint/save-blueprint";
import { defineAction, defineCall, done, problem } from "./define-action";

const revisionSchema = z.number().int().min(0);

/** Whether a blueprint reads, and what the bank lacks for it. Writes nothing. */
export const checkBlueprintCall = defineCall(
  z.strictObject({ examId: slugSchema, fields: blueprintFieldsSchema }),
  checkFields,
);

/** Saves a blueprint, or makes a new one. */
export const saveBlueprintCall = defineCall(
  z.strictObject({
    examId: slugSchema,
    blueprintId: slugSchema.nullable(),
    revision: revisionSchema,
    fields: blueprintFieldsSchema,
  }),
  async (context, input) => {
    const saved = await saveBlueprint(context, input);
    if (saved.ok) revalidatePath("/blueprints");
    return saved;
  },
);

/** Takes a blueprint out of what learners are offered, or puts it back. */
export const hideBlueprintAction = defineAction(
  z.strictObject({
    exam: slugSchema,
    blueprint: slugSchema,
    revision: z.coerce.number().pipe(revisionSchema),
    hidden: z.enum(["yes", "no"]),
  }),
  async (context, { exam, blueprint, revision, hidden }) => {
    const input = { examId: exam, blueprintId: blueprint, revision, hidden: hidden === "yes" };
    const saved = await hideBlueprint(context, input);
    revalidatePath("/blueprints");
    if (saved.ok) return done(hidden === "yes" ? "Hidden from learners." : "Learners can sit it again.");
    switch (saved.error.kind) {
      case "last":
        return problem("Learners need one exam to sit: show another one first.");
      case "short":
        return problem(`Still hidden: the bank does not fill it. ${saved.error.lacks.join(" ")}`);
      case "moved-on":
        return problem("Somebody else has changed it since. Load the page again; nothing was changed.");
      case "missing":
      case "faults":
        return problem("There is no such blueprint any more. Nothing was changed.");
    }
  },
);
