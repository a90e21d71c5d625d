import type { Answer } from "@/lib/core/question/answer";
import type { CheckReply } from "./read-reply";
import { mergeSnapshots, pickSync, type Snapshot } from "./snapshot";
import type { CheckRequest, Reply } from "./transport";

type NewRequest = (value: Exclude<Answer, null>) => CheckRequest;

/**
 * Hands in an answer for good: to be checked, or for the next question. A try whose reply was lost is repeated as the
 * very same request, so that the answer counts once whatever the server has of it.
 */
export function createChecker<T>(send: (itemId: string, request: CheckRequest) => Promise<Reply<T>>) {
  let unanswered: { itemId: string; request: CheckRequest } | null = null;
  return async (itemId: string, value: Exclude<Answer, null>, newRequest: NewRequest): Promise<Reply<T>> => {
    const last = unanswered;
    const same = last?.itemId === itemId && JSON.stringify(last.request.value) === JSON.stringify(value);
    const request = same ? last.request : newRequest(value);
    unanswered = { itemId, request };
    const reply = await send(itemId, request);
    if (reply.kind === "ok") unanswered = null;
    return reply;
  };
}

/** The snapshot after an answer was checked: the answer that the feedback is on stands, whatever was chosen here. */
export function withChecked(
  snapshot: Snapshot,
  itemId: string,
  value: Exclude<Answer, null>,
  { sync, stored }: CheckReply,
): Snapshot {
  const item = snapshot.items[itemId];
  const fixed = { answer: stored?.value ?? value, revision: stored?.revision ?? item?.revision ?? 0 };
  const items = item === undefined ? snapshot.items : { ...snapshot.items, [itemId]: { ...item, ...fixed } };
  return mergeSnapshots({ ...snapshot, ...pickSync(sync), items }, snapshot);
}
