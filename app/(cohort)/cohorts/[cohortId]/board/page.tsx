import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { CohortHead } from "@/app/(cohort)/_components/cohort-head";
import { TrapWeeks } from "@/app/(cohort)/_components/trap-weeks";
import { HEAT_LOOK, heatOf } from "@/components/charts/heat";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import { requireContext } from "@/lib/auth/viewer";
import type { LessonCell } from "@/lib/core/cohort/board";
import { riskWords } from "@/lib/core/cohort/risk-words";
import { type Board, getBoard, type RosterRow } from "@/lib/usecases/cohort/board";

export const metadata: Metadata = { title: "Board" };

/** The traps that are shown at once; the others are a press away. */
const SHOWN_TRAPS = 12;

type Props = { params: Promise<{ cohortId: string }>; searchParams: Promise<Record<string, unknown>> };

const share = (right: number, answers: number): string => `${Math.round((100 * right) / answers)} %`;

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
      className={classNames("num inline-block min-w-20 rounded-control border px-2 py-1 text-center", HEAT_LOOK[look])}
    >
      {answered === 0 ? "–" : `${right} of ${answered}`}
    </span>
  );
}

function Outbreaks({ board: { outbreaks, found, cohort } }: { board: Board }) {
  return outbreaks.map(({ trap, now, before }) => (
    <Notice
      key={trap}
      tone="warning"
      role="note"
      title={`“${found.pack.traps.get(trap)?.name ?? trap}” takes more of the cohort than it did`}
      action={
        <ButtonLink variant="primary" href={`/cohorts/${cohort.id}/reteach/${trap}`}>
          Reteach it
        </ButtonLink>
      }
    >
      In the last two weeks {now.people} learners fell for it in {now.falls} of {now.decided} answers that decided it (
      {share(now.falls, now.decided)}); in the six weeks before in {before.falls} of {before.decided} (
      {share(before.falls, before.decided)}).
    </Notice>
  ));
}

function AtRisk({ board: { atRisk, found, cohort } }: { board: Board }) {
  const names = (id: string): string => found.pack.traps.get(id)?.short ?? id;
  return (
    <Card as="section" aria-labelledby="at-risk">
      <CardHeader id="at-risk" title="Look at first" note="Whoever may fall behind, and why" />
      {atRisk.length === 0 ? (
        <p className="text-ink-2">Nobody stands out: all are active, and nothing is overdue.</p>
      ) : (
        <ul className="grid list-none gap-3 p-0">
          {atRisk.slice(0, 12).map(({ userId, name, risks }) => (
            <li key={userId}>
              <Link
                className="link font-semibold [overflow-wrap:anywhere]"
                href={`/cohorts/${cohort.id}/learners/${userId}`}
              >
                {name}
              </Link>
              <span className="block text-ink-2">{risks.map((risk) => riskWords(risk, names)).join("; ")}.</span>
            </li>
          ))}
          {atRisk.length > 12 ? (
            <li className="num text-ink-2">… and {atRisk.length - 12} more, in the roster.</li>
          ) : null}
        </ul>
      )}
    </Card>
  );
}

function Roster({ board }: { board: Board }) {
  const { roster, cohort, page } = board;
  const lessons = roster[0]?.lessons.map(({ lesson }) => lesson) ?? [];
  return (
    <Card as="section" aria-labelledby="roster">
      <CardHeader
        id="roster"
        title="Roster"
        note="What counts since they joined, over eight weeks; lessons as right of answered"
      />
      <Table
        caption="Learners by lesson"
        rows={roster}
        rowKey={({ member }) => member.userId}
        empty={null}
        columns={[
          {
            key: "name",
            header: "Learner",
            rowHeader: true,
            cell: ({ member }) => (
              <Link
                className="link font-semibold [overflow-wrap:anywhere]"
                href={`/cohorts/${cohort.id}/learners/${member.userId}`}
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
            cell: ({ answers, right }) => (answers === 0 ? "–" : `${share(right, answers)} of ${answers}`),
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
            cell: ({ lastAt }) => (lastAt === null ? "none yet" : <LocalTime at={lastAt} />),
          },
        ]}
      />
      {page.of === 1 ? null : (
        <nav aria-label="Pages of the roster" className="mt-4 flex flex-wrap items-center gap-4">
          {page.number === 1 ? null : (
            <ButtonLink href={`/cohorts/${cohort.id}/board?page=${page.number - 1}#roster`}>Previous</ButtonLink>
          )}
          <span className="num text-ink-2">
            Page {page.number} of {page.of}
          </span>
          {page.number === page.of ? null : (
            <ButtonLink href={`/cohorts/${cohort.id}/board?page=${page.number + 1}#roster`}>Next</ButtonLink>
          )}
        </nav>
      )}
    </Card>
  );
}

const TABLES = [
  { what: "roster", label: "Roster" },
  { what: "gradebook", label: "Gradebook" },
  { what: "questions", label: "By question" },
  { what: "traps", label: "By trap and week" },
] as const;
const FORMATS = [
  { format: "xlsx", label: "Excel (XLSX)" },
  { format: "csv", label: "CSV" },
] as const;

function Exports({ cohortId }: { cohortId: string }) {
  const link = (label: string, query: string, name?: string) => (
    <a
      key={query}
      className="link inline-flex min-h-11 items-center"
      href={`/api/v1/cohorts/${cohortId}/export?${query}`}
      aria-label={name}
      download
    >
      {label}
    </a>
  );
  return (
    <Card as="section" aria-labelledby="exports">
      <CardHeader id="exports" title="Take it with you" note="Learners are told of an export that they are in" />
      <dl className="grid gap-x-10 sm:grid-cols-2">
        {TABLES.map(({ what, label }) => (
          <div key={what} className="flex flex-wrap items-center gap-x-5">
            <dt className="min-w-36">{label}</dt>
            <dd className="flex gap-x-5">
              {FORMATS.map((one) => link(one.label, `what=${what}&format=${one.format}`, `${label}, ${one.label}`))}
            </dd>
          </div>
        ))}
        <div className="flex flex-wrap items-center gap-x-5">
          <dt className="min-w-36">xAPI statements</dt>
          <dd>{link("JSON", "what=xapi", "xAPI statements, JSON")}</dd>
        </div>
      </dl>
    </Card>
  );
}

export default async function BoardPage({ params, searchParams }: Props) {
  const { cohortId } = await params;
  const { page } = await searchParams;
  const context = await requireContext(`/cohorts/${cohortId}/board`);
  const number = typeof page === "string" && /^\d{1,4}$/.test(page) ? Number(page) : 1;
  const board = await getBoard(context, cohortId, number);
  if (board === null) notFound();
  const { cohort, learners, past, weeks, traps, found } = board;
  return (
    <SiteFrame current="/cohorts" width="wide">
      <CohortHead
        cohort={cohort}
        current="/board"
        lead={`${found.exam.name}. ${learners} ${learners === 1 ? "learner" : "learners"}.`}
      />
      {learners === 0 ? (
        <EmptyState
          icon="list"
          title="Nobody to look at yet"
          text="When learners have joined and answered something, you see here who is behind and which trap the group falls into."
          action={
            <ButtonLink variant="primary" href={`/cohorts/${cohort.id}`}>
              Invite learners
            </ButtonLink>
          }
        />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <Outbreaks board={board} />
          <AtRisk board={board} />
          <Card as="section" aria-labelledby="traps">
            <CardHeader
              id="traps"
              title="Traps by week"
              note="How often the cohort fell, of the answers that decided it; of fewer than five people nothing is shown"
            />
            <TrapWeeks
              rows={traps.slice(0, SHOWN_TRAPS)}
              weeks={weeks}
              href={(trap) => `/cohorts/${cohort.id}/reteach/${trap}`}
              nameOf={(trap) => found.pack.traps.get(trap)?.short ?? trap}
              past={past}
            />
            {traps.length <= SHOWN_TRAPS ? null : (
              <div className="mt-4">
                <Disclosure title={`${traps.length - SHOWN_TRAPS} more, with fewer falls`}>
                  <TrapWeeks
                    rows={traps.slice(SHOWN_TRAPS)}
                    weeks={weeks}
                    href={(trap) => `/cohorts/${cohort.id}/reteach/${trap}`}
                    nameOf={(trap) => found.pack.traps.get(trap)?.short ?? trap}
                    past={[]}
                  />
                </Disclosure>
              </div>
            )}
          </Card>
          <Roster board={board} />
          <Exports cohortId={cohort.id} />
        </div>
      )}
    </SiteFrame>
  );
}
