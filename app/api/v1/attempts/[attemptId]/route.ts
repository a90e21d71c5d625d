import { answer, missing, readRoute } from "@/lib/actions/define-route";
import { getRoomSync } from "@/lib/usecases/attempt/get-room";

/** How the attempt stands: phase, clock, revision, the learner's own marks. */
export const GET = readRoute<{ attemptId: string }>(async (context, { attemptId }) => {
  const sync = await getRoomSync(context, attemptId);
  return sync === null ? missing() : answer(sync);
});
