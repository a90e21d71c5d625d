/** The mark: a line that drops into an open loop, the snare. Same drawing as app/icon.svg. */
export function BrandMark({ size = 22 }: { size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.4"
      strokeLinecap="round"
      className="shrink-0 text-accent"
    >
      <path d="M3 5h18M12 5v5.2M9 11.4a5 5 0 1 0 6 0" />
      <circle cx="12" cy="15.4" r="1.3" fill="currentColor" stroke="none" />
    </svg>
  );
}
