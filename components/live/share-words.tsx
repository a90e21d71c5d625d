export const percent = (count: number, of: number): number => (of === 0 ? 0 : Math.round((count / of) * 100));

/** A share of the room in figures, beside what it is of. */
export function ShareWords({ share, count }: { share: number; count: number }) {
  return (
    <p className="num shrink-0 text-end leading-6">
      <span className="font-semibold">{share} %</span> <span className="text-sm text-ink-2">({count})</span>
    </p>
  );
}
