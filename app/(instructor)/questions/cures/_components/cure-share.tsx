import type { ShareInterval } from "@/lib/core/learning/cures/count-cures";

const tones = { right: "fill-right", wrong: "fill-wrong" } as const;
const percent = (share: number): number => Math.round(share * 100);

/** A count with the range that its share may have, in words and as a band from none to all. */
export function CureShare({
  count,
  interval: { low, high },
  tone,
}: {
  count: number;
  interval: ShareInterval;
  tone: keyof typeof tones;
}) {
  return (
    <span className="inline-grid justify-items-end gap-1">
      <span>
        {count}{" "}
        <span className="text-sm text-ink-2">
          · {percent(low)}–{percent(high)}
          {"\u00a0%"}
        </span>
      </span>
      <svg aria-hidden="true" width="96" height="8" className="block">
        <rect x="0.5" y="0.5" width="95" height="7" rx="3.5" className="fill-sunken stroke-line" />
        <rect x={low * 96} width={Math.max(3, (high - low) * 96)} height="8" rx="4" className={tones[tone]} />
      </svg>
    </span>
  );
}
