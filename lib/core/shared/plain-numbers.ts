/** A chance in words, no finer than a tenth: "about 6 in 10". */
export function chanceInWords(chance: number): string {
  const tenths = Math.round(chance * 10);
  if (tenths <= 0) return "less than 1 in 10";
  return tenths >= 10 ? "more than 9 in 10" : `about ${tenths} in 10`;
}

// A share may miss a multiple of five by a few ulps, which must not widen the band.
const SLACK = 1e-9;

/** A range of shares in per cent, to fives and outwards: a finer figure would claim more than the answers tell. */
export function percentBand({ low, high }: { low: number; high: number }): { low: number; high: number } {
  return {
    low: Math.max(0, Math.floor(low * 20 + SLACK) * 5),
    high: Math.min(100, Math.ceil(high * 20 - SLACK) * 5),
  };
}
