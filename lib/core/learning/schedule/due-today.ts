import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Card, RETENTION, retrievability } from "./card";

export type DueCard = { card: Card; retrievability: number };
export type DueToday = {
  /** To be reviewed now, the nearest to being forgotten first. */
  due: readonly DueCard[];
  /** Due too, and left for tomorrow, because the day's load is capped. */
  left: readonly DueCard[];
  /** Reviewed since the day began; they count against the cap. */
  done: number;
};

/**
 * What is due: the cards whose retrievability is below 90 %, at most `cap` a day.
 *
 * @param dayStart when the learner's day began; reviews since then use the cap up. Without it none do.
 */
export function dueToday(cards: readonly Card[], now: EpochMs, cap: number, dayStart: EpochMs = now): DueToday {
  const done = cards.filter(({ reviewedAt }) => reviewedAt >= dayStart && reviewedAt < now).length;
  const all = cards
    .map((card) => ({ card, retrievability: retrievability(card, now) }))
    .filter((due) => due.retrievability < RETENTION)
    .sort((a, b) => a.retrievability - b.retrievability || (a.card.trap < b.card.trap ? -1 : 1));
  const room = Math.max(0, cap - done);
  return { due: all.slice(0, room), left: all.slice(room), done };
}
