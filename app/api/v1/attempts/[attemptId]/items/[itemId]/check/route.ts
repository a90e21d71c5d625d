import { answer, missing, refuse, writeRoute } from "@/lib/actions/define-route";
import { answerEventSchema } from "@/lib/core/attempt/events";
import { checkAnswer } from "@/lib/usecases/attempt/check-answer";

const checkSchema = answerEventSchema.omit({ kind: true, itemId: true });

/** Practice: fixes the answer and gives the feedback on it. */
export const POST = writeRoute<{ attemptId: string; itemId: string }, typeof checkSchema>(
  checkSchema,
  async (context, { attemptId, itemId }, body) => {
    const event = answerEventSchema.safeParse({ ...body, itemId, kind: "answer" });
    if (!event.success) return missing();
    const checked = await checkAnswer(context, { attemptId, event: event.data });
    if (checked.ok) {
      const { feedback, ack, sync } = checked.value;
      return answer({ feedback, sync, stored: ack?.stored ?? null });
    }
    switch (checked.error) {
      case "missing":
        return missing();
      case "over":
        return refuse(409, "over", "This practice has ended.");
      case "under-exam":
        return refuse(
          409,
          "under-exam",
          "This question is in your running exam. You can check it when the exam is over.",
        );
      case "unanswered":
        return refuse(409, "unanswered", "Choose an answer first.");
    }
  },
);
