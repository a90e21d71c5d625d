import type { ReactNode } from "react";
import { type BarTone, ShareBar } from "@/components/ui/share-bar";

export interface ProgressProps {
  /** What progresses; also its accessible name. */
  label: string;
  /** 0 … max. */
  value: number;
  max: number;
  /** Says the value in words, e.g. "5 of 14 answered"; "value of max" unless told. */
  valueText?: string;
  /** Shows label and value above the bar; true unless told. */
  textShown?: boolean;
  tone?: BarTone;
  /** Beside the value, e.g. a badge. */
  aside?: ReactNode;
}

/** How far something has come. */
export function Progress({ label, value, max, valueText, textShown = true, tone, aside }: ProgressProps) {
  const text = valueText ?? `${value} of ${max}`;
  return (
    <div className="grid gap-1.5">
      {textShown ? (
        <p aria-hidden="true" className="flex justify-between gap-3 text-sm">
          <span className="text-ink-2">{label}</span>
          <span className="num">
            {text} {aside}
          </span>
        </p>
      ) : null}
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={text}
      >
        <ShareBar share={max > 0 ? value / max : 0} tone={tone} />
      </div>
    </div>
  );
}
