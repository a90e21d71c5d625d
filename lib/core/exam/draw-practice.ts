import { type Rng, shuffled } from "@/lib/core/shared/rng";
import type { Candidate } from "./assemble-form";
import { byFreshness, onePerFamily } from "./one-per-family";

/**
 * Draws up to `count` questions for practice: those never met first, then those met least often, in random order
 * among equals; what the bank holds of a case stays together and in order (so a draw may hold up to three more). Of a
 * family one draw at most, and of a met family after all that is new. Returns ids.
 */
export function drawPractice(bank: readonly Candidate[], count: number, rng: Rng): string[] {
  const order = shuffled(onePerFamily(bank, byFreshness, rng), rng).sort(byFreshness);
  const drawn: string[] = [];
  for (const question of order) {
    if (drawn.length >= count) break;
    if (drawn.includes(question.id)) continue;
    if (question.caseId === null) {
      drawn.push(question.id);
      continue;
    }
    const whole = bank
      .filter((candidate) => candidate.caseId === question.caseId)
      .sort((a, b) => (a.caseIndex ?? 0) - (b.caseIndex ?? 0));
    drawn.push(...whole.map((candidate) => candidate.id));
  }
  return drawn;
}
