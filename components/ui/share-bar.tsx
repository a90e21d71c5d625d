import { classNames } from "@/components/ui/class-names";

export type BarTone = "accent" | "right" | "wrong" | "trap";

const fills = {
  accent: "fill-accent",
  right: "fill-right",
  wrong: "fill-wrong",
  trap: "fill-trap",
} satisfies Record<BarTone, string>;

/**
 * The bare bar behind Progress and BarRow, without a text alternative of its own. Drawn with SVG attributes:
 * a Content-Security-Policy without 'unsafe-inline' drops style attributes from the server's HTML.
 */
export function ShareBar({
  share,
  tone = "accent",
  className,
}: {
  /** 0 … 1; clipped. */
  share: number;
  tone?: BarTone;
  className?: string;
}) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <svg
      aria-hidden="true"
      width="100%"
      height="8"
      className={classNames("chart block overflow-hidden rounded-pill", className)}
    >
      <rect x="0.5" y="0.5" width="calc(100% - 1px)" height="7" rx="3.5" className="fill-sunken stroke-line" />
      <rect width={`${percent}%`} height="8" rx="4" className={fills[tone]} />
    </svg>
  );
}
