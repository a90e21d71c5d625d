import { HEAT_LOOK, heatOf } from "@/components/charts/heat";
import { momentMarkup } from "@/components/time/moment-markup";
import { Prepared } from "@/components/ui/prepared";
import type { LessonCell } from "@/lib/core/cohort/board";
import { type Markup, markup } from "@/lib/core/shared/markup";
import type { RosterRow } from "@/lib/usecases/cohort/board";

/** Readiness as a range of the exam's scale, never as a verdict. */
function readinessWords({ readiness }: RosterRow): string {
  if (readiness === null) return "–";
  if (readiness.kind === "not-enough-evidence") return "not enough answers";
  return `${Math.round(readiness.band.low)}–${Math.round(readiness.band.high)}`;
}

const paceWords = (paceMs: number | null): string =>
  paceMs === null || paceMs < 500 ? "–" : `${Math.round(paceMs / 1_000)} s`;

/** How a member stands in a lesson; the figures stand there whatever the colour is. */
function lessonCell({ answered, right }: LessonCell): Markup {
  const look = HEAT_LOOK[heatOf({ decided: answered, falls: answered - right })];
  return markup`<td><span class="${look}">${answered === 0 ? "–" : `${right} of ${answered}`}</span></td>`;
}

function rowOf(cohortId: string, row: RosterRow, zone: string | undefined): Markup {
  const { member, lessons, answers, right, paceMs, lastAt } = row;
  const share = answers === 0 ? "–" : `${Math.round((100 * right) / answers)} % of ${answers}`;
  return markup`<tr><th scope="row"><a class="link" href="/cohorts/${cohortId}/learners/${member.userId}">${member.name}</a></th>${lessons.map(lessonCell)}<td class="end">${share}</td><td class="end">${paceWords(paceMs)}</td><td class="end">${readinessWords(row)}</td><td>${lastAt === null ? "none yet" : momentMarkup(lastAt, zone)}</td></tr>`;
}

const HEADS = markup`<th scope="col" class="end">Right</th><th scope="col" class="end">A question</th><th scope="col" class="end">Likely score</th><th scope="col">Last answer</th>`;

/** The learners of a cohort by lesson, with their pace and how an exam would go. `zone`: the cohort's, for paper. */
export function RosterTable({ cohortId, rows, zone }: { cohortId: string; rows: readonly RosterRow[]; zone?: string }) {
  const lessons = rows[0]?.lessons ?? [];
  const columns = lessons.map(({ lesson }) => markup`<th scope="col">${lesson}</th>`);
  const body = rows.map((row) => rowOf(cohortId, row, zone));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus to be scrolled by keys
    <section aria-label="Learners by lesson" tabIndex={0} className="scroll-x rounded-control">
      <Prepared
        of={markup`<table class="roster"><caption class="sr-only">Learners by lesson</caption><thead><tr><th scope="col">Learner</th>${columns}${HEADS}</tr></thead><tbody>${body}</tbody></table>`}
      />
    </section>
  );
}
