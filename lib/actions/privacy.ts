"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { z } from "zod";
import { proveIdentity } from "@/lib/auth/prove-identity";
import { sessionCookieName } from "@/lib/auth/session-token";
import { retentionSchema } from "@/lib/core/cohort/retention";
import { DELETE_WORD } from "@/lib/core/privacy/departed";
import { log } from "@/lib/log";
import { beginDeletion } from "@/lib/usecases/privacy/begin-deletion";
import { changeRetention } from "@/lib/usecases/privacy/cohort-retention";
import { finishDeletions } from "@/lib/usecases/privacy/finish-deletions";
import { defineAction, done, field, go, problem, tooManyTries } from "./define-action";

/** Steps of a deletion that are taken before the browser is answered; the sweeper takes the others. */
const STEPS = 20;

/** Deletes the account of whoever asks, once they have proved that it is them. */
export const deleteAccountAction = defineAction(
  z.strictObject({ proof: z.string().min(1, "This is needed.").max(200) }),
  async (context, { proof }) => {
    const proved = await proveIdentity(context, proof);
    if (!proved.ok) {
      switch (proved.error.kind) {
        case "wrong":
          return field("proof", "This is not your password. Nothing was deleted.");
        case "word":
          return field("proof", `Type “${DELETE_WORD}”. Nothing was deleted.`);
        case "sign-in":
          return problem("Sign out and in again first. Nothing was deleted.");
        case "wait":
          return tooManyTries(proved.error.minutes);
      }
    }
    const begun = await beginDeletion(context);
    if (!begun.ok) {
      switch (begun.error.kind) {
        case "last-admin":
          return problem("You are the only admin. Make somebody else one first. Nothing was deleted.");
        case "leads":
          return problem(
            `You alone lead ${begun.error.cohorts.join(", ")}. Invite another lead or archive first. Nothing was deleted.`,
          );
        case "missing":
          return problem("There is no such account any more.");
      }
    }
    // From here on it is deleted, whatever becomes of the rest in this request.
    await finishDeletions(context.now, STEPS).catch((error: unknown) => log.error("deletion goes on later", error));
    (await cookies()).delete(sessionCookieName());
    return go("/sign-in?signed-out=deleted");
  },
);

/** Sets how long a cohort keeps its learners. */
export const changeRetentionAction = defineAction(
  z.strictObject({ cohort: z.uuid(), retention: retentionSchema }),
  async (context, { cohort, retention }) => {
    const changed = await changeRetention(context, { cohortId: cohort, retention });
    revalidatePath(`/cohorts/${cohort}`);
    return changed.ok
      ? done("Saved.")
      : problem("There is no such cohort, or you do not lead it. Nothing was changed.");
  },
);
