/** What became of a trap in one answer. */
type ProbeAnswer = { place: number; what: "fell" | "refused" | "no-evidence" };

/** Places of the probes by what they said of the traps that they were asked for. */
export type ProbesSaid = { fell: number[]; refused: number[]; undecided: number[] };

/**
 * What a drill or check said of the traps it was about. Each question counts once: it caught the learner when it did so
 * by any of these traps, and spoke against them when none did and one was refused.
 *
 * @param answers for each trap, the answers to the questions that offered it.
 * @param about the traps that the sitting was about.
 */
export function probesSaid(
  answers: readonly { trap: string; answers: readonly ProbeAnswer[] }[],
  about: readonly string[],
): ProbesSaid {
  const byPlace = new Map<number, ProbeAnswer["what"][]>();
  for (const { trap, answers: own } of answers) {
    if (!about.includes(trap)) continue;
    for (const { place, what } of own) byPlace.set(place, [...(byPlace.get(place) ?? []), what]);
  }
  const said: ProbesSaid = { fell: [], refused: [], undecided: [] };
  for (const [place, whats] of [...byPlace].sort(([a], [b]) => a - b)) {
    const into = whats.includes("fell") ? said.fell : whats.includes("refused") ? said.refused : said.undecided;
    into.push(place);
  }
  return said;
}
