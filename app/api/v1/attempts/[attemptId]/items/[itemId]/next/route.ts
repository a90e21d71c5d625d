import { answer, missing, refuse, writeRoute } from "@/lib/actions/define-route";
import { answerEventSchema } from "@/lib/core/attempt/events";
import type { NextQuestion } from "@/lib/core/attempt/room";
import { answerDiagnosis } from "@/lib/usecases/diagnose/diagnose";
import { findDiagnosis } from "@/lib/usecases/diagnose/get-diagnosis";

const nextSchema = answerEventSchema.omit({ kind: true, itemId: true });

/** Diagnosis: takes the answer for good and gives the next question, or ends. Gives no feedback. */
export const POST = writeRoute<{ attemptId: string; itemId: string }, typeof nextSchema>(
  nextSchema,
  async (context, { attemptId, itemId }, body) => {
    const event = answerEventSchema.safeParse({ ...body, itemId, kind: "answer" });
    if (!event.success) return missing();
    const taken = await answerDiagnosis(context, { attemptId, event: event.data });
    if (taken.ok) {
      const found = await findDiagnosis(context, attemptId);
      if (found === null) return missing();
      const next: NextQuestion = found.open === null ? { ended: true } : { ended: false, open: found.open };
      return answer(next);
    }
    switch (taken.error) {
      case "missing":
        return missing();
      case "under-exam":
        return refuse(
          409,
          "under-exam",
          "Your running exam holds a question of this diagnosis. Go on here when the exam is over.",
        );
      case "unanswered":
        return refuse(409, "unanswered", "Choose an answer first.");
    }
  },
);
