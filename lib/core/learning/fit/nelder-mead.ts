export type Minimum = Readonly<{ at: readonly number[]; value: number; evaluations: number }>;

/**
 * Minimises a function of a few numbers without derivatives: the simplex method of Nelder & Mead (The Computer Journal
 * 7, 1965) with the usual coefficients (reflection 1, expansion 2, contraction ½, shrinking ½; Lagarias et al., SIAM
 * J. Optim. 9(1), 1998). Deterministic. A value that is not finite counts as worse than any other.
 *
 * `steps` are the edges of the first simplex, one for each number. Stops when the values at the simplex differ by less
 * than `tolerance`, or after `maxEvaluations`.
 */
export function nelderMead(
  f: (at: readonly number[]) => number,
  start: readonly number[],
  options: { steps: readonly number[]; tolerance: number; maxEvaluations: number },
): Minimum {
  let evaluations = 0;
  const point = (at: readonly number[]) => {
    evaluations += 1;
    const value = f(at);
    return { at, value: Number.isFinite(value) ? value : Number.POSITIVE_INFINITY };
  };
  const towards = (from: readonly number[], to: readonly number[], by: number) =>
    from.map((value, i) => value + by * ((to[i] ?? value) - value));

  let best = point([...start]);
  let others = start.map((_, i) => point(start.map((value, j) => (i === j ? value + (options.steps[i] ?? 1) : value))));
  while (others.length > 0) {
    const [first = best, ...rest] = [best, ...others].sort((a, b) => a.value - b.value);
    best = first;
    others = rest;
    const worst = others[others.length - 1] ?? best;
    if (worst.value - best.value < options.tolerance || evaluations >= options.maxEvaluations) break;
    const kept = [best, ...others.slice(0, -1)];
    const nextWorst = kept[kept.length - 1] ?? best;
    const centre = start.map((_, i) => kept.reduce((sum, { at }) => sum + (at[i] ?? 0), 0) / kept.length);
    const reflected = point(towards(centre, worst.at, -1));
    let replacement = reflected;
    if (reflected.value < best.value) {
      const expanded = point(towards(centre, worst.at, -2));
      if (expanded.value < reflected.value) replacement = expanded;
    } else if (reflected.value >= nextWorst.value) {
      const outside = reflected.value < worst.value;
      const contracted = point(towards(centre, outside ? reflected.at : worst.at, 0.5));
      if (contracted.value > (outside ? reflected.value : worst.value)) {
        const centreOfAll = best;
        others = others.map(({ at }) => point(towards(centreOfAll.at, at, 0.5)));
        continue;
      }
      replacement = contracted;
    }
    others = [...others.slice(0, -1), replacement];
  }
  return { at: best.at, value: best.value, evaluations };
}
