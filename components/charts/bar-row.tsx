import type { ReactNode } from "react";
import { type BarTone, ShareBar } from "@/components/ui/share-bar";

export interface BarRowProps {
  title: ReactNode;
  /** 0 … 1, or null when there is nothing to show yet (an empty bar; say so in `text`). */
  share: number | null;
  /** The share in words with its counts: "2 of 3 right". This is what screen readers hear. */
  text: ReactNode;
  tone?: BarTone;
}

/** A share as a bar with the same in words. */
export function BarRow({ title, share, text, tone }: BarRowProps) {
  return (
    <div className="grid gap-2">
      <p className="font-semibold">{title}</p>
      <ShareBar share={share ?? 0} tone={tone} />
      <p className="num text-sm text-ink-2">{text}</p>
    </div>
  );
}
