/** Where a value stands between the ends of a scale, in per cent of its length and to hundredths; clipped. */
export function percentOn({ min, max }: { min: number; max: number }, value: number): number {
  if (max <= min) return 50;
  const share = (Math.min(max, Math.max(min, value)) - min) / (max - min);
  return Math.round(share * 10_000) / 100;
}

/** A stretch of a scale in per cent of its length; at least `least` wide, and inside the scale. */
export function stretchOn(
  scale: { min: number; max: number },
  { low, high }: { low: number; high: number },
  least = 1,
): { x: number; width: number } {
  const from = percentOn(scale, low);
  const width = Math.max(least, Math.round((percentOn(scale, high) - from) * 100) / 100);
  return { x: Math.min(from, 100 - width), width };
}

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The next round number from a value on: where an axis may end. */
export function niceMax(value: number): number {
  if (value <= 0) return 1;
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = STEPS.find((candidate) => candidate * unit >= value) ?? 10;
  return step * unit;
}
