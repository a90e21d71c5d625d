import type { Context } from "@/lib/core/access/viewer";
import { MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import type { Rng } from "@/lib/core/shared/rng";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { type FormItem, formOf, got, newTab } from "./scene";

/**
 * Answers every question of a running attempt from `now` on, half a minute to a minute and a half on each by `times`, and
 * hands it in.
 */
export async function handInAll(
  { viewer, now }: Context,
  attemptId: string,
  times: Rng,
  answerOf: (item: FormItem) => FormItem["right"],
): Promise<void> {
  const tab = newTab();
  let clock = now;
  const events = (await formOf(attemptId)).flatMap((item) => {
    const [come, go] = [clock, clock + Math.round((0.5 + times()) * MINUTE_MS)];
    clock = go;
    const answer = tab.answer(item.id, answerOf(item), { clientAt: go });
    return [tab.visit(item.id, true, come), answer, tab.visit(item.id, false, go)];
  });
  const then: Context = { viewer, now: clock };
  got(await saveEvents(then, { attemptId, events }));
  got(await endAttempt(then, { attemptId, as: "finished" }));
}
