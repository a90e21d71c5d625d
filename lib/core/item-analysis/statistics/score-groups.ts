/** Kelley's share of an extreme group, by which D is steadiest (Kelley, J. Educ. Psych. 30, 1939). */
const EXTREME_SHARE = 0.27;

/** To the nearest whole number; a half goes to the even one, as IEC 60559, R and Python round. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const over = value - floor;
  if (over !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** How many make an extreme group of `n`. */
export const extremeSize = (n: number): number => (n === 0 ? 0 : Math.max(1, roundHalfEven(EXTREME_SHARE * n)));

export const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/**
 * How much of each score belongs to the ranks from `from` up to `to` (lowest score first, ranks from 0). Who share a
 * border score share the places that are left: that is the mean over all orders in which a tie could be broken.
 */
export function rankWeights(byScore: readonly number[], from: number, to: number): number[] {
  let below = 0;
  return byScore.map((count) => {
    const start = below;
    below += count;
    return count === 0 ? 0 : Math.max(0, Math.min(to, below) - Math.max(from, start)) / count;
  });
}

/** What share of a group of `size` these are, where the group takes each score by its weight. */
export function shareInGroup(byScore: readonly number[], weights: readonly number[], size: number): number {
  const inside = byScore.reduce((sum, count, score) => sum + count * (weights[score] ?? 0), 0);
  return inside / size;
}

/** The weights of `groups` equal groups from low to high; a group has total ÷ groups people, which may be no whole number. */
export function equalGroups(byScore: readonly number[], groups: number): { size: number; weights: number[][] } {
  const size = total(byScore) / groups;
  return {
    size,
    weights: Array.from({ length: groups }, (_, group) => rankWeights(byScore, group * size, (group + 1) * size)),
  };
}

/** The weights of the lowest and the highest 27 per cent, ties shared out. */
export function extremeGroups(byScore: readonly number[]): { size: number; lower: number[]; upper: number[] } {
  const n = total(byScore);
  const size = extremeSize(n);
  return { size, lower: rankWeights(byScore, 0, size), upper: rankWeights(byScore, n - size, n) };
}
