import Link from "next/link";
import { HEAT_LOOK, heatOf } from "@/components/charts/heat";
import { shortDay } from "@/components/time/day-text";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import type { CohortWeek, TrapCell, TrapRow } from "@/lib/core/cohort/board";

const CELL = "num block min-w-16 rounded-control border px-1.5 py-1.5 text-center text-sm";

function Cell({ decided, falls, rate }: TrapCell) {
  if (decided === 0) {
    return (
      <span className={classNames(CELL, HEAT_LOOK.none)}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">not met</span>
      </span>
    );
  }
  if (rate === null) return <span className={classNames(CELL, HEAT_LOOK.none)}>too few</span>;
  return (
    <span className={classNames(CELL, HEAT_LOOK[heatOf({ decided, falls })])}>
      {falls} of {decided}
    </span>
  );
}

/** The traps of a cohort week by week, with how it did in all under them. */
export function TrapWeeks({
  rows,
  weeks,
  past,
  href,
  nameOf,
}: {
  rows: readonly TrapRow[];
  weeks: readonly string[];
  past: readonly CohortWeek[];
  href: (trap: string) => string;
  nameOf: (trap: string) => string;
}) {
  if (rows.length === 0) {
    return <EmptyState level={3} title="No trap was met yet" text="It fills as exams and practice are handed in." />;
  }
  const head = "px-1 py-1.5 text-start text-sm font-[550] text-ink-2";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus to be scrolled by keys
    <section aria-label="Traps by week, table" tabIndex={0} className="scroll-x rounded-control">
      <table className="w-full border-separate border-spacing-1">
        <caption className="sr-only">Falls of decided answers, by trap and week</caption>
        <thead>
          <tr>
            <th scope="col" className={head}>
              Trap
            </th>
            {weeks.map((week) => (
              <th key={week} scope="col" className={classNames(head, "num whitespace-nowrap text-center")}>
                <span className="sr-only">week of </span>
                {shortDay(Date.parse(`${week}T00:00:00Z`))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ trap, cells }) => (
            <tr key={trap}>
              <th scope="row" className="min-w-44 px-1 text-start font-normal">
                <Link className="link inline-flex min-h-11 items-center print:inline" href={href(trap)}>
                  {nameOf(trap)}
                </Link>
              </th>
              {cells.map((cell) => (
                <td key={cell.week}>
                  <Cell {...cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {past.length === 0 ? null : (
          <tfoot>
            <tr>
              <th scope="row" className="px-1 pt-3 text-start text-sm font-[550] text-ink-2">
                Right answers of all
              </th>
              {past.map(({ week, answers, right }) => (
                <td key={week} className="num pt-3 text-center text-sm text-ink-2">
                  {answers === 0 ? "–" : right === null ? "too few" : `${Math.round(100 * right)} %`}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
