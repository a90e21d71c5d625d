import { classNames } from "@/components/ui/class-names";
import { drawLine, type LinePoint } from "./line-geometry";

type Tone = "accent" | "trap";

export interface LineSeries {
  name: string;
  /** The two also differ in stroke and mark, so that colour is not needed to tell them apart. */
  tone: Tone;
  points: readonly LinePoint[];
}

export interface LineChartProps {
  series: readonly LineSeries[];
  /** The ends of the x axis, with what stands under them. */
  from: { at: number; label: string };
  to: { at: number; label: string };
  /** The end of the y axis; it begins at 0. */
  max: number;
  /** A value of the y axis in words. */
  format: (value: number) => string;
}

const HEIGHT = 120;
const TOP = 10;
const strokes = { accent: "stroke-accent", trap: "stroke-trap" } satisfies Record<Tone, string>;
const fills = { accent: "fill-accent", trap: "fill-trap" } satisfies Record<Tone, string>;

/** A round mark or a square on its corner; hollow where it rests on few answers. */
function Mark({ tone, few }: { tone: Tone; few: boolean }) {
  const look = classNames(strokes[tone], few ? "fill-surface" : fills[tone]);
  return tone === "accent" ? (
    <circle r="4" strokeWidth="2" className={look} />
  ) : (
    <path d="M0-5 5 0 0 5-5 0Z" strokeWidth="2" className={look} />
  );
}

function Legend({ series }: { series: readonly LineSeries[] }) {
  return (
    <ul className="mb-2 flex list-none flex-wrap gap-x-5 gap-y-1 p-0 text-sm text-ink-2">
      {series.map(({ name, tone }) => (
        <li key={name} className="flex items-center gap-2">
          <svg aria-hidden="true" width="28" height="12" className="chart overflow-visible">
            <line
              x1="0"
              x2="28"
              y1="6"
              y2="6"
              strokeWidth="2"
              strokeDasharray={tone === "trap" ? "5 4" : undefined}
              className={strokes[tone]}
            />
            <svg aria-hidden="true" x="14" y="6" className="overflow-visible">
              <Mark tone={tone} few={false} />
            </svg>
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/**
 * Lines over time. The drawing is hidden from screen readers: a table with the same figures stands behind it, which the
 * page brings. Points have places in per cent, so that it needs no script to fit its place.
 */
export function LineChart({ series, from, to, max, format }: LineChartProps) {
  const ticks = [0, max / 2, max];
  const bottom = TOP + HEIGHT;
  const yOf = (value: number) => TOP + HEIGHT * (1 - value / max);
  return (
    <div>
      <Legend series={series} />
      <div aria-hidden="true" className="grid grid-cols-[2.75rem_minmax(0,1fr)]">
        <svg aria-hidden="true" width="44" height={bottom + 24} className="chart block overflow-visible">
          {ticks.map((tick) => (
            <text key={tick} x="36" y={yOf(tick) + 4} textAnchor="end" className="num fill-ink-2 text-xs">
              {format(tick)}
            </text>
          ))}
        </svg>
        <div className="pr-2">
          <svg aria-hidden="true" width="100%" height={bottom + 24} className="chart block overflow-visible">
            {ticks.map((tick) => (
              <line key={tick} x1="0" x2="100%" y1={yOf(tick)} y2={yOf(tick)} className="stroke-line" />
            ))}
            {series.map(({ name, tone, points }) => {
              const drawn = drawLine(points, { x: { min: from.at, max: to.at }, max, height: HEIGHT });
              return (
                <g key={name}>
                  {drawn.segments.map((segment) => (
                    <line
                      key={segment.to.x}
                      x1={`${segment.from.x}%`}
                      x2={`${segment.to.x}%`}
                      y1={TOP + segment.from.y}
                      y2={TOP + segment.to.y}
                      strokeWidth="2"
                      strokeDasharray={tone === "trap" ? "5 4" : undefined}
                      className={strokes[tone]}
                    />
                  ))}
                  {drawn.points.map((point) => (
                    <svg
                      aria-hidden="true"
                      key={point.x}
                      x={`${point.x}%`}
                      y={TOP + point.y}
                      className="overflow-visible"
                    >
                      <Mark tone={tone} few={point.few} />
                    </svg>
                  ))}
                </g>
              );
            })}
            <text
              x={from.at === to.at ? "50%" : "0"}
              y={bottom + 20}
              textAnchor={from.at === to.at ? "middle" : "start"}
              className="num fill-ink-2 text-xs"
            >
              {from.label}
            </text>
            {from.at === to.at ? null : (
              <text x="100%" y={bottom + 20} textAnchor="end" className="num fill-ink-2 text-xs">
                {to.label}
              </text>
            )}
          </svg>
        </div>
      </div>
    </div>
  );
}
