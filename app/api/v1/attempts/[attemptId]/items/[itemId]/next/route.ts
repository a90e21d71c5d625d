import { answer, missing, refuse, writeRoute } from "@/lib/actions/define-route";
import { answerEventSchema } from "@/lib/core/attempt/events";
import { answerDiagnosis } from "@/lib/usecases/diagnose/diagnose";

const nextSchema = answerEventSchema.omit({ kind: true, itemId: true });

/** Diagnosis: takes the answer for good and asks the next question, or ends. Gives no feedback. */
export const POST = writeRoute<{ attemptId: string; itemId: string }, typeof nextSchema>(
  nextSchema,
  async (context, { attemptId, itemId }, body) => {
    const event = answerEventSchema.safeParse({ ...body, itemId, kind: "answer" });
    if (!event.success) return missing();
    const taken = await answerDiagnosis(context, { attemptId, event: event.data });
    if (taken.ok) return answer({ ended: taken.value.ended });
    switch (taken.error) {
      case "missing":
        return missing();
      case "over":
        return refuse(409, "over", "This diagnosis has ended.");
      case "unanswered":
        return refuse(409, "unanswered", "Choose an answer first.");
    }
  },
);
