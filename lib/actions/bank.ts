"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { bulkChangeSchema, reasonSchema } from "@/lib/core/authoring/bulk/bulk-change";
import { readSelectionText } from "@/lib/core/authoring/bulk/selection";
import { continueBulk, startBulk, undoBulk } from "@/lib/usecases/bank/bulk";
import { defineAction, done, go, problem } from "./define-action";

const NOT_FOUND = "There is no such change.";
const NOT_READ = "The selection could not be read. Nothing was changed; select the questions again.";

const slug = z.string().max(80).optional();

/** Makes a change of many questions as it was previewed. */
export const startBulkAction = defineAction(
  z.strictObject({
    selection: z.string().max(30_000),
    do: z.string().max(20),
    from: slug,
    to: slug,
    reason: reasonSchema,
    seen: z.string().length(64),
  }),
  async (context, { selection, reason, seen, do: verb, from, to }) => {
    const selected = readSelectionText(selection);
    const change = bulkChangeSchema.safeParse({ do: verb, ...(from ? { from } : {}), ...(to ? { to } : {}) });
    if (!selected.ok || !change.success) return problem(NOT_READ);
    const started = await startBulk(context, { selection: selected.value, change: change.data, reason, seen });
    if (started.ok) return go(`/questions/bulk?change=${started.value.bulkId}`);
    return problem(
      started.error === "changed"
        ? "The bank has changed since this preview. Nothing was changed; load the page again and look once more."
        : NOT_READ,
    );
  },
);

const bulkIdSchema = z.strictObject({ bulk: z.uuid() });

/** Goes on with a change of many questions by one step. */
export const continueBulkAction = defineAction(bulkIdSchema, async (context, { bulk }) => {
  const continued = await continueBulk(context, bulk);
  revalidatePath("/questions/bulk");
  return continued.ok ? done("One step further.") : problem(NOT_FOUND);
});

/** Puts back what a change of many questions made. */
export const undoBulkAction = defineAction(bulkIdSchema, async (context, { bulk }) => {
  const undone = await undoBulk(context, bulk);
  revalidatePath("/questions/bulk");
  return undone.ok ? done("Put back.") : problem(NOT_FOUND);
});
