import { answer, missing, writeRoute } from "@/lib/actions/define-route";
import { eventBatchSchema } from "@/lib/core/attempt/events";
import { saveEvents } from "@/lib/usecases/attempt/save-events";

/** Stores a batch of events, each answered by itself. A stable route: an exam outlives a deploy. */
export const PUT = writeRoute<{ attemptId: string }, typeof eventBatchSchema>(
  eventBatchSchema,
  async (context, { attemptId }, { events }) => {
    const saved = await saveEvents(context, { attemptId, events });
    return saved.ok ? answer(saved.value) : missing();
  },
);
