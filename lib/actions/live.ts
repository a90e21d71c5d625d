"use server";

import { z } from "zod";
import { MOST_QUESTIONS } from "@/lib/core/live/live-view";
import { slugSchema } from "@/lib/core/question/fields";
import { enterLive } from "@/lib/usecases/live/enter-live";
import { startLive } from "@/lib/usecases/live/start-live";
import { defineAction, field, go, problem } from "./define-action";

const idsSchema = z.union([slugSchema.transform((id) => [id]), z.array(slugSchema).max(MOST_QUESTIONS)]);

/** Opens the lobby of a new session and goes to the projector. */
export const startLiveAction = defineAction(
  z.strictObject({ cohort: z.uuid(), question: idsSchema }),
  async (context, { cohort, question }) => {
    const started = await startLive(context, { cohortId: cohort, questions: question });
    if (started.ok) return go(`/cohorts/${cohort}/live/${started.value.sessionId}`);
    switch (started.error) {
      case "missing":
        return problem("There is no such cohort, or you do not lead it. Nothing was started.");
      case "archived":
        return problem("The cohort is archived: open it first. Nothing was started.");
      case "running":
        return problem("A session of this cohort is running already. End it first, or go on with it.");
      case "gone":
        return problem("A question that you chose is not there any more. Choose again; nothing was started.");
    }
  },
);

/** Goes into the session of a code. */
export const enterLiveAction = defineAction(
  z.strictObject({ code: z.string().trim().min(1, "Enter the code.").max(20) }),
  async (context, { code }) => {
    const entered = await enterLive(context, { code });
    if (entered.ok) {
      const { as, sessionId, cohortId } = entered.value;
      return go(as === "lead" ? `/cohorts/${cohortId}/live/${sessionId}` : `/live/${sessionId}`);
    }
    return field(
      "code",
      entered.error === "wait"
        ? "There were too many wrong codes. Wait a quarter of an hour, then try again."
        : "This code lets you in nowhere. Look at it again: it holds for members of the cohort, until the session ends.",
    );
  },
);
