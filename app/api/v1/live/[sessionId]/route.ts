import { answer, missing, readRoute } from "@/lib/actions/define-route";
import { getLive } from "@/lib/usecases/live/get-live";

/** A live session as the viewer may see it now: for browsers that get no stream, and to look why one broke off. */
export const GET = readRoute<{ sessionId: string }>(async (context, { sessionId }) => {
  const view = await getLive(context, sessionId);
  return view === null ? missing("session") : answer(view);
});
