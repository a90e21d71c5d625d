import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { CohortHead } from "@/app/(cohort)/_components/cohort-head";
import { RosterTable } from "@/app/(cohort)/_components/roster-table";
import { TrapWeeks } from "@/app/(cohort)/_components/trap-weeks";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Prepared } from "@/components/ui/prepared";
import { requireContext } from "@/lib/auth/viewer";
import { outbreakWords } from "@/lib/core/cohort/outbreak-words";
import { riskWords } from "@/lib/core/cohort/risk-words";
import { type Board, getBoard } from "@/lib/usecases/cohort/board";

export const metadata: Metadata = { title: "Board" };

/** The traps that are shown at once; the others are a press away. */
const SHOWN_TRAPS = 12;
/** The same for who may fall behind; and so many are on the board at all. */
const SHOWN_AT_RISK = 12;
const MOST_AT_RISK = 36;

type Props = { params: Promise<{ cohortId: string }>; searchParams: Promise<Record<string, unknown>> };

function Outbreaks({ board: { outbreaks, found, cohort } }: { board: Board }) {
  return outbreaks.map((outbreak) => (
    <Notice
      key={outbreak.trap}
      tone="warning"
      role="note"
      title={`“${found.pack.traps.get(outbreak.trap)?.name ?? outbreak.trap}” takes more of the cohort than it did`}
      action={
        <ButtonLink variant="primary" href={`/cohorts/${cohort.id}/reteach/${outbreak.trap}`}>
          Reteach it
        </ButtonLink>
      }
    >
      {outbreakWords(outbreak)}
    </Notice>
  ));
}

function AtRiskList({ board: { found, cohort }, people }: { board: Board; people: Board["atRisk"] }) {
  const names = (id: string): string => found.pack.traps.get(id)?.short ?? id;
  return (
    <ul className="grid list-none gap-x-8 gap-y-3 p-0 sm:grid-cols-2">
      {people.map(({ userId, name, risks }) => (
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
    </ul>
  );
}

function AtRisk({ board }: { board: Board }) {
  const { atRisk, cohort } = board;
  const rest = atRisk.slice(SHOWN_AT_RISK, MOST_AT_RISK);
  return (
    <Card as="section" aria-labelledby="at-risk">
      <CardHeader id="at-risk" title="Look at first" note="Whoever may fall behind, and why" />
      {atRisk.length === 0 ? (
        <p className="text-ink-2">Nobody stands out: all are active, and nothing is overdue.</p>
      ) : (
        <>
          <AtRiskList board={board} people={atRisk.slice(0, SHOWN_AT_RISK)} />
          {rest.length === 0 ? null : (
            <div className="mt-4">
              <Disclosure title={`${rest.length} more`}>
                <AtRiskList board={board} people={rest} />
              </Disclosure>
            </div>
          )}
          {atRisk.length <= MOST_AT_RISK ? null : (
            <p className="num mt-4 text-ink-2">
              {atRisk.length - MOST_AT_RISK} others are in the{" "}
              <Link className="link" href={`/cohorts/${cohort.id}/report`} prefetch={false}>
                report
              </Link>
              .
            </p>
          )}
        </>
      )}
    </Card>
  );
}

function Roster({ board }: { board: Board }) {
  const { roster, cohort, page } = board;
  return (
    <Card as="section" aria-labelledby="roster">
      <CardHeader
        id="roster"
        title="Roster"
        note="What counts since they joined, over eight weeks; lessons as right of answered"
      />
      <RosterTable cohortId={cohort.id} rows={roster} />
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
        actions={
          <ButtonLink href={`/cohorts/${cohort.id}/report`} prefetch={false}>
            Report for print
          </ButtonLink>
        }
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
          <Prepared>
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
          </Prepared>
        </div>
      )}
    </SiteFrame>
  );
}
