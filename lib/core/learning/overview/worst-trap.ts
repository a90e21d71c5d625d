/** So many falls make a habit: one may be anything. */
const FALLS_NEEDED = 2;

type Standing = { falls: number; rate: { mean: number } | null; state: string | null };

/**
 * The trap that cost most: the most falls among those with enough offers to speak of, then the higher rate. What is
 * cured or was cleared does not count. Null when there is none.
 */
export function worstTrap<Trap extends Standing>(traps: readonly Trap[]): Trap | null {
  const [worst] = traps
    .filter(({ falls, rate, state }) => falls >= FALLS_NEEDED && rate !== null && !OVER.includes(state))
    .sort((a, b) => b.falls - a.falls || (b.rate?.mean ?? 0) - (a.rate?.mean ?? 0));
  return worst ?? null;
}

const OVER: readonly (string | null)[] = ["cured", "cleared"];
