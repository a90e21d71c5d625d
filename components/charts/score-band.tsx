import type { ReactNode } from "react";
import { percentOn, stretchOn } from "./scale";

export interface ScoreBandProps {
  /** What is shown, for the table behind the picture, e.g. "Likely score". */
  label: string;
  /** Ends of the scale, e.g. 100 and 1000. */
  min: number;
  max: number;
  /** The likely range, in units of the scale. */
  low: number;
  high: number;
  /** The pass mark on the scale. */
  pass: number;
  /** How sure the range is and what it rests on; stands under the figures. */
  note: ReactNode;
}

/** A band of the scale with the pass line: never a single score. */
export function ScoreBand({ label, min, max, low, high, pass, note }: ScoreBandProps) {
  const scale = { min, max };
  const band = stretchOn(scale, { low, high });
  const passAt = percentOn(scale, pass);
  // Near an end the pass label would run into the end's own label: there it stands above the scale.
  const passAbove = passAt < 16 || passAt > 84;
  const passAnchor = passAt < 10 ? "start" : passAt > 90 ? "end" : "middle";
  return (
    <figure className="grid items-center gap-x-10 gap-y-5 sm:grid-cols-[minmax(0,15rem)_minmax(0,1fr)]">
      <figcaption>
        <p className="num text-4xl font-bold tracking-[-0.03em] whitespace-nowrap">
          {low}–{high}
        </p>
        <div className="mt-1 text-sm text-ink-2">{note}</div>
      </figcaption>
      <div>
        <svg aria-hidden="true" width="100%" height="66" className="chart block overflow-visible">
          <rect x="0" y="22" width="100%" height="10" rx="5" className="fill-sunken stroke-line" />
          <rect x={`${band.x}%`} y="22" width={`${band.width}%`} height="10" rx="5" className="fill-accent" />
          <line x1={`${passAt}%`} x2={`${passAt}%`} y1="10" y2="44" strokeWidth="2" className="stroke-ink" />
          <text x="0" y="58" className="num fill-ink-2 text-xs">
            {min}
          </text>
          <text
            x={`${passAt}%`}
            y={passAbove ? 4 : 58}
            textAnchor={passAnchor}
            className="num fill-ink text-xs font-semibold"
          >
            pass {pass}
          </text>
          <text x="100%" y="58" textAnchor="end" className="num fill-ink-2 text-xs">
            {max}
          </text>
        </svg>
        <table className="sr-only">
          <caption>{label}</caption>
          <tbody>
            <tr>
              <th scope="row">Likely range</th>
              <td>
                {low} to {high}
              </td>
            </tr>
            <tr>
              <th scope="row">Pass mark</th>
              <td>{pass}</td>
            </tr>
            <tr>
              <th scope="row">Scale</th>
              <td>
                {min} to {max}
              </td>
            </tr>
          </tbody>
        </table>
      </div>
    </figure>
  );
}
