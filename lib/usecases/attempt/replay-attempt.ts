import { applyEvent, emptyItemState, type ItemState } from "@/lib/core/attempt/item-state";
import { type AttemptItemRow, type AttemptRow, listItemsOf, rewriteItem, rewriteResult } from "@/lib/data/attempts";
import type { Tx } from "@/lib/data/database";
import { listEventsOf, rewriteState, type StoredEvent } from "@/lib/data/responses";
import { scoreItems, scoringRules } from "./settle-attempt";

/** The state of each item as the log alone has it: stored events, applied in the order of their arrival. */
function statesOf(items: readonly AttemptItemRow[], log: readonly StoredEvent[]): Map<string, ItemState> {
  const states = new Map(items.map((item) => [item.id, emptyItemState]));
  for (const { event, outcome, serverAt } of log) {
    const before = states.get(event.itemId);
    if (before === undefined || outcome !== "stored") continue;
    states.set(event.itemId, applyEvent(before, event, serverAt).state);
  }
  return states;
}

/** Works ended attempts out anew, as `replayAttempt` does each. */
export async function replayAttempts(tx: Tx, attempts: readonly AttemptRow[]): Promise<number> {
  const ids = attempts.map(({ id }) => id);
  const items = await listItemsOf(tx, ids);
  const logs = await listEventsOf(tx, ids);
  let differing = 0;
  for (const attempt of attempts) {
    differing += await replayAttempt(tx, attempt, items.get(attempt.id) ?? [], logs.get(attempt.id) ?? []);
  }
  return differing;
}

/**
 * Works an ended attempt out anew from its event log and writes what differs: the current responses, the outcome and
 * evidence of each item, the result. Returns how many rows differed; none do unless something was lost or repaired.
 */
async function replayAttempt(
  tx: Tx,
  attempt: AttemptRow,
  items: readonly AttemptItemRow[],
  log: readonly StoredEvent[],
): Promise<number> {
  if (attempt.state !== "finished") return 0;
  const states = statesOf(items, log);
  const replayed = items.map((item) => ({ ...item, state: states.get(item.id) ?? item.state }));
  let differing = 0;
  for (const [index, item] of replayed.entries()) {
    if (JSON.stringify(item.state) === JSON.stringify(items[index]?.state)) continue;
    await rewriteState(tx, attempt.id, item.id, item.state);
    differing += 1;
  }
  const { scored, result } = scoreItems(attempt, replayed, await scoringRules(tx, attempt, replayed), log);
  for (const { item, outcome, evidence, dropped, spentMs } of scored) {
    const same =
      item.outcome === outcome &&
      item.dropped === dropped &&
      item.spentMs === spentMs &&
      JSON.stringify(item.evidence) === JSON.stringify(evidence);
    if (same) continue;
    await rewriteItem(tx, item.id, { outcome, evidence, dropped, spentMs });
    differing += 1;
  }
  if (JSON.stringify(result) !== JSON.stringify(attempt.result)) {
    await rewriteResult(tx, attempt.id, result);
    differing += 1;
  }
  return differing;
}
