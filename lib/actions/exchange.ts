"use server";

import { z } from "zod";
import { EXISTING_CHOICES } from "@/lib/core/authoring/existing-choice";
import { forgetImport, type MakeRefusal, makeDrafts } from "@/lib/usecases/exchange/import-file";
import { defineAction, go, problem } from "./define-action";

const refusals = {
  missing: "This import is gone: it waited too long, or newer files took its place. Choose the file again.",
  changed: "The bank has changed since this page was made. Nothing was stored; reload the page and look again.",
  nothing: "There is no draft to make.",
} satisfies Record<MakeRefusal, string>;

/** Makes the drafts that an import's page shows. */
export const makeDraftsAction = defineAction(
  z.strictObject({
    import: z.uuid(),
    lesson: z.string().max(80),
    exam: z.string().max(80),
    existing: z.enum(EXISTING_CHOICES),
    digest: z.string().max(64),
  }),
  async (context, { import: importId, digest, ...wishes }) => {
    const made = await makeDrafts(context, { importId, wishes, digest });
    return made.ok ? go(`/questions/import/${importId}`) : problem(refusals[made.error]);
  },
);

/** Throws away what was read in a file. */
export const forgetImportAction = defineAction(z.strictObject({ import: z.uuid() }), async (context, input) => {
  await forgetImport(context, input.import);
  return go("/questions/import");
});
