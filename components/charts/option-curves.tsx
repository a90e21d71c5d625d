import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { OptionCurves } from "@/lib/core/item-analysis/statistics/option-curves";
import { drawLine } from "./line-geometry";

export interface OptionCurvesChartProps {
  /** What is shown: the table's name, e.g. "Who chose what, by score on the other questions". */
  label: string;
  curves: OptionCurves;
  /** What stands for an option in the key and the table, e.g. its text; the option's id unless told. */
  nameOf?: (option: string) => ReactNode;
  /** Options that admit a trap are drawn in the colour of traps. */
  traps?: ReadonlySet<string>;
}

const HEIGHT = 180;
const TOP = 8;
const BOTTOM = TOP + HEIGHT;

const GROUP_NAMES = {
  3: ["lowest third", "middle third", "highest third"],
  5: ["lowest fifth", "second fifth", "middle fifth", "fourth fifth", "highest fifth"],
} satisfies Record<OptionCurves["groups"], readonly string[]>;

/** Strokes and marks of the wrong options in turn: five of one, four of the other, so that twenty pairs differ. */
const WRONG_DASHES = ["6 4", "2 3", "9 3 2 3", "4 2", "1 4"];
const WRONG_MARKS = ["M0-5 5 0 0 5-5 0Z", "M-4-4H4V4H-4Z", "M0-5 5 4H-5Z", "M-4-4 4 4M4-4-4 4"];

type Look = { stroke: string; fill: string; width: number; dash: string | undefined; mark: string | null };

/** The key is a whole line with round marks; each wrong option has a dash and a mark of its own. */
function lookOf(isKey: boolean, isTrap: boolean, wrongBefore: number): Look {
  if (isKey) return { stroke: "stroke-right", fill: "fill-right", width: 3, dash: undefined, mark: null };
  return {
    stroke: isTrap ? "stroke-trap" : "stroke-ink-2",
    fill: isTrap ? "fill-trap" : "fill-ink-2",
    width: 2,
    dash: WRONG_DASHES[wrongBefore % WRONG_DASHES.length],
    mark: WRONG_MARKS[wrongBefore % WRONG_MARKS.length] ?? null,
  };
}

function Mark({ look }: { look: Look }) {
  const className = classNames(look.stroke, look.fill);
  return look.mark === null ? (
    <circle r="4.5" className={className} />
  ) : (
    <path d={look.mark} strokeWidth="1.5" className={className} />
  );
}

function Sample({ look }: { look: Look }) {
  return (
    <svg aria-hidden="true" width="32" height="12" className="chart shrink-0 overflow-visible">
      <line x1="0" x2="32" y1="6" y2="6" strokeWidth={look.width} strokeDasharray={look.dash} className={look.stroke} />
      <svg aria-hidden="true" x="16" y="6" className="overflow-visible">
        <Mark look={look} />
      </svg>
    </svg>
  );
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

/**
 * Which share of each score group chose which option. A good key rises from left to right and every wrong option falls.
 * The drawing is hidden from screen readers, and a table with the same figures stands behind it. Points have places in
 * per cent, so that it needs no script to fit its place.
 */
export function OptionCurvesChart({ label, curves, nameOf = (option) => option, traps }: OptionCurvesChartProps) {
  const groups = GROUP_NAMES[curves.groups];
  const last = groups.length - 1;
  const lines = curves.options.map((option, place) => {
    const wrongBefore = curves.options.slice(0, place).filter(({ isKey }) => !isKey).length;
    const look = lookOf(option.isKey, traps?.has(option.option) ?? false, wrongBefore);
    const points = option.shares.map((value, at) => ({ at, value, few: false }));
    return { ...option, look, drawn: drawLine(points, { x: { min: 0, max: last }, max: 1, height: HEIGHT }) };
  });
  return (
    <figure className="relative">
      <figcaption className="num text-sm text-ink-2">n = {curves.n}</figcaption>
      <ul className="my-2 flex list-none flex-wrap gap-x-5 gap-y-1 p-0 text-sm text-ink-2">
        {lines.map(({ option, isKey, look }) => (
          <li key={option} className="flex min-w-0 items-center gap-2">
            <Sample look={look} />
            <span className={classNames("min-w-0 [overflow-wrap:anywhere]", isKey && "font-semibold text-ink")}>
              {nameOf(option)}
              {isKey ? " (key)" : null}
            </span>
          </li>
        ))}
      </ul>
      <div aria-hidden="true" className="grid grid-cols-[2.75rem_minmax(0,1fr)]">
        <svg aria-hidden="true" width="44" height={BOTTOM + 24} className="chart block overflow-visible">
          {[0, 0.5, 1].map((tick) => (
            <text
              key={tick}
              x="36"
              y={TOP + HEIGHT * (1 - tick) + 4}
              textAnchor="end"
              className="num fill-ink-2 text-xs"
            >
              {percent(tick)}
            </text>
          ))}
        </svg>
        <div className="pr-2">
          <svg aria-hidden="true" width="100%" height={BOTTOM + 24} className="chart block overflow-visible">
            {[0, 0.25, 0.5, 0.75, 1].map((tick) => (
              <line
                key={tick}
                x1="0"
                x2="100%"
                y1={TOP + HEIGHT * tick}
                y2={TOP + HEIGHT * tick}
                className="stroke-line"
              />
            ))}
            {lines.map(({ option, look, drawn }) => (
              <g key={option}>
                {drawn.segments.map(({ from, to }) => (
                  <line
                    key={to.x}
                    x1={`${from.x}%`}
                    x2={`${to.x}%`}
                    y1={TOP + from.y}
                    y2={TOP + to.y}
                    strokeWidth={look.width}
                    strokeDasharray={look.dash}
                    className={look.stroke}
                  />
                ))}
                {drawn.points.map(({ x, y }) => (
                  <svg aria-hidden="true" key={x} x={`${x}%`} y={TOP + y} className="overflow-visible">
                    <Mark look={look} />
                  </svg>
                ))}
              </g>
            ))}
            <text x="0" y={BOTTOM + 20} className="fill-ink-2 text-xs">
              {groups[0]}
            </text>
            <text x="100%" y={BOTTOM + 20} textAnchor="end" className="fill-ink-2 text-xs">
              {groups[last]}
            </text>
          </svg>
        </div>
      </div>
      <div className="sr-only">
        <table>
          <caption>
            {label}, n = {curves.n}
          </caption>
          <thead>
            <tr>
              <th scope="col">Option</th>
              {groups.map((group) => (
                <th key={group} scope="col">
                  {group}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ option, isKey, shares }) => (
              <tr key={option}>
                <th scope="row">
                  {nameOf(option)}
                  {isKey ? " (key)" : null}
                </th>
                {groups.map((group, at) => (
                  <td key={group}>{percent(shares[at] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
