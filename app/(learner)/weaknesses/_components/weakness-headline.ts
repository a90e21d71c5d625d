import { worstTrap } from "@/lib/core/learning/overview/worst-trap";
import type { TrapWeakness, Weaknesses } from "@/lib/usecases/learning/get-weaknesses";

/** With fewer answers than this nothing is said about traps. */
const ANSWERS_NEEDED = 10;

const times = (count: number): string => (count === 1 ? "once" : `${count} times`);

/** The two traps that cost most after this one. */
function others(traps: readonly TrapWeakness[], worst: TrapWeakness): string {
  const next = worstTrap(traps.filter(({ id }) => id !== worst.id));
  return next === null ? "" : ` Then comes “${next.short}”: ${next.falls} of ${next.decided}.`;
}

/** The finding in words, with the sentence that stands under it. */
export function weaknessHeadline({ answered, traps }: Pick<Weaknesses, "answered" | "traps">): {
  title: string;
  lead: string;
} {
  const counted = answered === 1 ? "1 answer" : `${answered} answers`;
  const worst = worstTrap(traps);
  if (worst !== null && answered >= ANSWERS_NEEDED) {
    const sure = worst.sureFalls === 0 ? "" : `, and you were sure ${times(worst.sureFalls)}`;
    return {
      title: `The trap that catches you most is “${worst.short}”: ${worst.falls} of ${worst.decided}`,
      lead: `${worst.decided} questions came down to the right answer or this trap; you took the trap in ${worst.falls} of them${sure}.${others(traps, worst)}`,
    };
  }
  if (answered < ANSWERS_NEEDED) {
    return {
      title: "Not enough answers yet",
      lead:
        answered === 0
          ? "Once you have answered a few questions, this page says which traps catch you, in which lesson, and what to do about it."
          : `${counted} so far. From about ${ANSWERS_NEEDED} on this page says which traps catch you.`,
    };
  }
  return {
    title: "No trap catches you more than once",
    lead: `That is what your ${counted} say. Where a trap was offered, you took the right answer, or a wrong one that says nothing about a trap.`,
  };
}
