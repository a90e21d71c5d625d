import { streamRoute } from "@/lib/actions/define-stream";
import { watchLive } from "@/lib/usecases/live/watch-live";

/** What happens in a live session: the whole view at once, then again whenever something of it changes. */
export const GET = streamRoute<{ sessionId: string }>((viewer, { sessionId }, sink) =>
  watchLive({ viewer }, sessionId, sink),
);
