import { type Markup, markup } from "@/lib/core/shared/markup";
import { stretchOn } from "./scale";

const tones = { accent: "fill-accent", trap: "fill-trap" };

/**
 * A range of shares on a line from 0 to 100 %. It has no text alternative of its own: the range stands beside it in
 * words.
 */
export function RangeBar({ low, high, tone = "accent" }: { low: number; high: number; tone?: keyof typeof tones }) {
  const { x, width } = stretchOn({ min: 0, max: 1 }, { low, high }, 2);
  return (
    <svg aria-hidden="true" width="100%" height="14" className="chart block">
      <line x1="0" x2="100%" y1="7" y2="7" className="stroke-line-strong" />
      {["0.5", "50%", "100%"].map((at) => (
        <line key={at} x1={at} x2={at} y1="3" y2="11" className="stroke-line-strong" />
      ))}
      <rect x={`${x}%`} y="3" width={`${width}%`} height="8" rx="4" className={tones[tone]} />
    </svg>
  );
}

const AXIS = "range-axis";

/** The line under the bars of `rangeBarMarkup`, once on a page that has some; its colour is given to it there. */
export function RangeAxis({ className }: { className: string }) {
  return (
    <svg aria-hidden="true" width="0" height="0" className="absolute">
      <g id={AXIS} className={className}>
        <line x1="0" x2="100%" y1="7" y2="7" />
        {["0.5", "50%", "100%"].map((at) => (
          <line key={at} x1={at} x2={at} y1="3" y2="11" />
        ))}
      </g>
    </svg>
  );
}

/** The same inside of `Prepared`, on a `RangeAxis`. */
export function rangeBarMarkup({ low, high, tone }: { low: number; high: number; tone: keyof typeof tones }): Markup {
  const { x, width } = stretchOn({ min: 0, max: 1 }, { low, high }, 2);
  return markup`<svg aria-hidden="true" width="100%" height="14" class="chart block"><use href="#${AXIS}"/><rect x="${x}%" y="3" width="${width}%" height="8" rx="4" class="${tones[tone]}"/></svg>`;
}
