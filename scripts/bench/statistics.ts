/** What was measured of one thing at so many clients: the time of each request, over so many seconds. */
export type Sample = { times: readonly number[]; seconds: number; bytes: number };

/** What a sample says. Times in milliseconds, `bytes` of a reply's body. */
export type Figures = { count: number; perSecond: number; p50: number; p95: number; p99: number; bytes: number };

/** The value below which so large a share of the sorted values lies. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function figuresOf({ times, seconds, bytes }: Sample): Figures {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    count: sorted.length,
    perSecond: sorted.length / seconds,
    p50: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    p99: quantile(sorted, 0.99),
    bytes,
  };
}

/** Samples of the same thing at several times of a run, as one. */
export function joinSamples(samples: readonly Sample[]): Sample {
  return {
    times: samples.flatMap(({ times }) => times),
    seconds: samples.reduce((sum, { seconds }) => sum + seconds, 0),
    bytes: samples.at(-1)?.bytes ?? 0,
  };
}

/** The slope of a line through values that were taken one a step; NaN for fewer than two. */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const products = values.reduce((sum, value, at) => sum + (at - middle) * (value - mean), 0);
  const squares = values.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  return products / squares;
}
