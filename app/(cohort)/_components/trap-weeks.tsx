import { HEAT_LOOK, heatOf } from "@/components/charts/heat";
import { shortDay } from "@/components/time/day-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Prepared } from "@/components/ui/prepared";
import type { CohortWeek, TrapCell, TrapRow } from "@/lib/core/cohort/board";
import { type Markup, markup } from "@/lib/core/shared/markup";

const NOT_MET = markup`<td><span class="none"><span class="sr-only">not met</span></span></td>`;
const TOO_FEW = markup`<td><span class="heat-none">too few</span></td>`;

function cellOf({ decided, falls, rate }: TrapCell): Markup {
  if (decided === 0) return NOT_MET;
  if (rate === null) return TOO_FEW;
  return markup`<td><span class="${HEAT_LOOK[heatOf({ decided, falls })]}">${falls} of ${decided}</span></td>`;
}

const columnOf = (week: string): Markup =>
  markup`<th scope="col"><span class="sr-only">week of </span>${shortDay(Date.parse(`${week}T00:00:00Z`))}</th>`;

const inAll = ({ answers, right }: CohortWeek): string =>
  answers === 0 ? "–" : right === null ? "too few" : `${Math.round(100 * right)} %`;

const footOf = (past: readonly CohortWeek[]): Markup =>
  markup`<tfoot><tr><th scope="row">Right answers of all</th>${past.map((week) => markup`<td>${inAll(week)}</td>`)}</tr></tfoot>`;

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
  const body = rows.map(
    ({ trap, cells }) =>
      markup`<tr><th scope="row"><a class="link" href="${href(trap)}">${nameOf(trap)}</a></th>${cells.map(cellOf)}</tr>`,
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus to be scrolled by keys
    <section aria-label="Traps by week, table" tabIndex={0} className="scroll-x rounded-control">
      <Prepared
        of={markup`<table class="trap-weeks"><caption class="sr-only">Falls of decided answers, by trap and week</caption><thead><tr><th scope="col">Trap</th>${weeks.map(columnOf)}</tr></thead><tbody>${body}</tbody>${past.length === 0 ? null : footOf(past)}</table>`}
      />
    </section>
  );
}
