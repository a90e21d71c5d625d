import { z } from "zod";
import { answer, missing, writeRoute } from "@/lib/actions/define-route";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";

const nothing = z.strictObject({});

/** Ends the attempt and scores it. Idempotent. */
export const POST = writeRoute<{ attemptId: string }, typeof nothing>(nothing, async (context, { attemptId }) => {
  const ended = await endAttempt(context, { attemptId, as: "finished" });
  return ended.ok ? answer({ phase: ended.value.phase, href: `/attempts/${attemptId}` }) : missing();
});
