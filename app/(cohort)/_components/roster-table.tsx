import Link from "next/link";
import { HEAT_LOOK, heatOf } from "@/components/charts/heat";
import { classNames } from "@/components/ui/class-names";
import { Table } from "@/components/ui/table";
import type { LessonCell } from "@/lib/core/cohort/board";
import type { RosterRow } from "@/lib/usecases/cohort/board";
import { Moment } from "./moment";

/** Readiness as a range of the exam's scale, never as a verdict. */
function readinessWords({ readiness }: RosterRow): string {
  if (readiness === null) return "–";
  if (readiness.kind === "not-enough-evidence") return "not enough answers";
  return `${Math.round(readiness.band.low)}–${Math.round(readiness.band.high)}`;
}

/** How a member stands in a lesson; the figures stand there whatever the colour is. */
function LessonShare({ answered, right }: LessonCell) {
  const look = heatOf({ decided: answered, falls: answered - right });
  return (
    <span
      className={classNames(
        "num inline-block min-w-20 rounded-control border px-2 py-1 text-center whitespace-nowrap",
        HEAT_LOOK[look],
      )}
    >
      {answered === 0 ? "–" : `${right} of ${answered}`}
    </span>
  );
}

/** The learners of a cohort by lesson, with their pace and how an exam would go. `zone`: the cohort's, for paper. */
export function RosterTable({ cohortId, rows, zone }: { cohortId: string; rows: readonly RosterRow[]; zone?: string }) {
  const lessons = rows[0]?.lessons.map(({ lesson }) => lesson) ?? [];
  return (
    <Table
      caption="Learners by lesson"
      rows={rows}
      rowKey={({ member }) => member.userId}
      empty={null}
      columns={[
        {
          key: "name",
          header: "Learner",
          rowHeader: true,
          cell: ({ member }) => (
            <Link
              className="link inline-block min-w-28 font-semibold [overflow-wrap:anywhere]"
              href={`/cohorts/${cohortId}/learners/${member.userId}`}
            >
              {member.name}
            </Link>
          ),
        },
        ...lessons.map((lesson, index) => ({
          key: lesson,
          header: lesson,
          cell: (row: RosterRow) => <LessonShare {...(row.lessons[index] ?? { lesson, answered: 0, right: 0 })} />,
        })),
        {
          key: "right",
          header: "Right",
          align: "end",
          cell: ({ answers, right }) =>
            answers === 0 ? "–" : `${Math.round((100 * right) / answers)} % of ${answers}`,
        },
        {
          key: "pace",
          header: "A question",
          align: "end",
          cell: ({ paceMs }) => (paceMs === null || paceMs < 500 ? "–" : `${Math.round(paceMs / 1_000)} s`),
        },
        { key: "ready", header: "Likely score", align: "end", cell: readinessWords },
        {
          key: "last",
          header: "Last answer",
          cell: ({ lastAt }) => (lastAt === null ? "none yet" : <Moment at={lastAt} zone={zone} />),
        },
      ]}
    />
  );
}
