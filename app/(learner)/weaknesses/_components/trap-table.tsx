import { HEAT_LOOK, heatOf } from "@/components/charts/heat";
import { rangeBarMarkup } from "@/components/charts/range-bar";
import { shortDay } from "@/components/time/day-text";
import { badgeMarkup } from "@/components/ui/badge";
import { Prepared } from "@/components/ui/prepared";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Markup, markup } from "@/lib/core/shared/markup";
import { percentBand } from "@/lib/core/shared/plain-numbers";
import type { LessonWeakness, TrapWeakness } from "@/lib/usecases/learning/get-weaknesses";
import { studySetHref } from "./study-set-href";

type Lesson = Pick<LessonWeakness, "id" | "short">;

const NEVER_OFFERED = markup`<span class="cell never"><span class="sr-only">never offered</span></span>`;

function countsCell(trap: TrapWeakness, lesson: Lesson): Markup {
  const counts = trap.lessons[lesson.id] ?? { offered: 0, decided: 0, falls: 0 };
  if (counts.offered === 0) return NEVER_OFFERED;
  return markup`<a href="${studySetHref({ trap: trap.id, lesson: lesson.id })}" class="chart cell ${HEAT_LOOK[heatOf(counts)]}">${counts.falls} of ${counts.decided}<span class="sr-only">, ${trap.short} in lesson ${lesson.id}: build a study set</span></a>`;
}

const TOO_FEW = markup`<td role="cell" class="often few">too few</td>`;

function rateCell(trap: TrapWeakness): Markup {
  const { rate } = trap;
  if (rate === null) return TOO_FEW;
  const band = percentBand(rate);
  const shapes = rate.decided === trap.decided ? "" : " with shapes";
  return markup`<td role="cell" class="often"><span class="num rate"><span class="font-[550]">${band.low}–${band.high}\u00a0%</span><a class="link" href="${studySetHref({ trap: trap.id })}">${rate.falls} of ${rate.decided}${shapes}<span class="sr-only">, ${trap.short}: build a study set</span></a></span>${rangeBarMarkup({ low: rate.low, high: rate.high, tone: "trap" })}</td>`;
}

const NO_STATE = markup`<td role="cell" class="state none">–</td>`;

function stateCell({ state, dueAt }: TrapWeakness, now: EpochMs): Markup {
  if (state === null && dueAt === null) return NO_STATE;
  const badge =
    state === null ? null : state === "cleared" ? badgeMarkup("neutral", "not confirmed") : badgeMarkup(state);
  const due =
    dueAt === null
      ? null
      : dueAt <= now
        ? badgeMarkup("due", "check due")
        : markup`<span class="num text-sm text-ink-2">check ${shortDay(dueAt)}</span>`;
  return markup`<td role="cell" class="state"><span>${badge}${due}</span></td>`;
}

const SHAPE_OF_IT = markup`<i aria-hidden="true">↳</i><span class="sr-only">A shape of it: </span>`;

function rowOf(trap: TrapWeakness, lessons: readonly Lesson[], isShape: boolean, now: EpochMs): Markup {
  const cells = lessons.map(
    (lesson) => markup`<td role="cell" data-lesson="${lesson.id}">${countsCell(trap, lesson)}</td>`,
  );
  return markup`<tr role="row"><th role="rowheader" scope="row"${isShape ? markup` class="shape"` : null}><a href="/learn/traps/${trap.id}">${isShape ? SHAPE_OF_IT : null}${trap.short}</a><span>${trap.name}</span></th>${cells}${rateCell(trap)}${stateCell(trap, now)}</tr>`;
}

const columnOf = ({ id, short }: Lesson): Markup =>
  markup`<th role="columnheader" scope="col"><span class="num">${id}</span><span>${short}</span></th>`;

type TrapTableProps = {
  caption: string;
  /** Each parent followed by its shapes. */
  traps: readonly TrapWeakness[];
  lessons: readonly Lesson[];
  now: EpochMs;
};

function tableOf({ caption, traps, lessons, now }: TrapTableProps): Markup {
  const listed = new Set(traps.map(({ id }) => id));
  const rows = traps.map((trap) => rowOf(trap, lessons, trap.parent !== null && listed.has(trap.parent), now));
  return markup`<table role="table" class="trap-table"><caption class="sr-only">${caption}</caption><thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Trap</th>${lessons.map(columnOf)}<th role="columnheader" scope="col" class="often">How often it is taken</th><th role="columnheader" scope="col" class="state">State</th></tr></thead><tbody role="rowgroup">${rows}</tbody></table>`;
}

/** Traps by lesson: how often each was taken out of the answers that it decided, with its range and state. */
export function TrapTable(props: TrapTableProps) {
  return <Prepared of={tableOf(props)} />;
}
