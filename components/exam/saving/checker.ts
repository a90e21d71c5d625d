import type { Answer } from "@/lib/core/question/answer";
import type { Checked, CheckRequest, Reply, Transport } from "./transport";

type NewRequest = (value: Exclude<Answer, null>) => CheckRequest;

/**
 * Asks for feedback. A try whose reply was lost is repeated as the very same request, so that the answer counts once
 * whatever the server has of it.
 */
export function createChecker(transport: Transport) {
  let unanswered: { itemId: string; request: CheckRequest } | null = null;
  return async (itemId: string, value: Exclude<Answer, null>, newRequest: NewRequest): Promise<Reply<Checked>> => {
    const last = unanswered;
    const same = last?.itemId === itemId && JSON.stringify(last.request.value) === JSON.stringify(value);
    const request = same ? last.request : newRequest(value);
    unanswered = { itemId, request };
    const reply = await transport.check(itemId, request);
    if (reply.kind === "ok") unanswered = null;
    return reply;
  };
}
