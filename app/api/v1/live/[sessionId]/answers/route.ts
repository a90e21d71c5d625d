import { z } from "zod";
import { answer, missing, refuse, writeRoute } from "@/lib/actions/define-route";
import { responseValueSchema } from "@/lib/core/question/response";
import { answerLive } from "@/lib/usecases/live/answer-live";

/** `number`: of the question, from 1, so that an answer to the last one is never taken for one to this. */
const bodySchema = z.strictObject({ number: z.number().int().min(1).max(100), answer: responseValueSchema });

/** Takes the viewer's answer to the open question, or another one in its place. */
export const POST = writeRoute<{ sessionId: string }, typeof bodySchema>(
  bodySchema,
  async (context, { sessionId }, body) => {
    const taken = await answerLive(context, { sessionId, ...body });
    if (taken.ok) return answer(taken.value);
    switch (taken.error) {
      case "missing":
        return missing("session");
      case "closed":
        return refuse(409, "closed", "Answering is closed. What you had sent before counts.");
      case "incomplete":
        return refuse(409, "incomplete", "That is no whole answer. Nothing was changed.");
    }
  },
);
