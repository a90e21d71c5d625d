import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { CohortHead } from "@/app/(cohort)/_components/cohort-head";
import { ZonedTime } from "@/components/time/zoned-time";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import { requireContext } from "@/lib/auth/viewer";
import { type ListedAssignment, listCohortAssignments } from "@/lib/usecases/assignment/manage-assignments";

export const metadata: Metadata = { title: "Assignments" };

type Props = { params: Promise<{ cohortId: string }>; searchParams: Promise<Record<string, unknown>> };

/** How many have done it, and what stands out of the others. */
function progress({ counts, learners }: ListedAssignment): string {
  const late = counts.late === 0 ? "" : `, ${counts.late} late`;
  const missed = counts.missed === 0 ? "" : `, ${counts.missed} missed it`;
  return `${counts.done + counts.late} of ${learners}${late}${missed}`;
}

export default async function AssignmentsPage({ params, searchParams }: Props) {
  const { cohortId } = await params;
  const context = await requireContext(`/cohorts/${cohortId}/assignments`);
  const found = await listCohortAssignments(context, cohortId);
  if (found === null) notFound();
  const { cohort, assignments } = found;
  const taken = (await searchParams)["taken-back"] !== undefined;
  const add = (
    <ButtonLink variant="primary" href={`/cohorts/${cohort.id}/assignments/new`}>
      New assignment
    </ButtonLink>
  );
  return (
    <SiteFrame current="/cohorts">
      <CohortHead
        cohort={cohort}
        current="/assignments"
        actions={
          <>
            <ButtonLink href={`/cohorts/${cohort.id}/assignments/extra-time`}>Extra time</ButtonLink>
            {assignments.length === 0 || cohort.archivedAt !== null ? null : add}
          </>
        }
      />
      {cohort.archivedAt === null ? null : (
        <Notice tone="info" role="note" className="mb-5">
          This cohort is archived: its learners are shown none of these. Open it again under its settings.
        </Notice>
      )}
      {taken ? (
        <Notice tone="success" className="mb-5">
          Taken back: nobody is to do it any more. What was done stays its learner's.
        </Notice>
      ) : null}
      {assignments.length === 0 ? (
        <EmptyState
          icon="list"
          title="Nothing is assigned"
          text="An exam, a drill on a trap, a lesson or a diagnosis, with a time by which it is due. Learners find it on their home page and in their calendar."
          action={cohort.archivedAt === null ? add : undefined}
        />
      ) : (
        <Card>
          <Table
            caption="Assignments"
            onPhone="cards"
            rows={assignments}
            rowKey={({ assignment }) => assignment.id}
            empty={null}
            columns={[
              {
                key: "title",
                header: "Assignment",
                rowHeader: true,
                cell: ({ assignment }) => (
                  <Link
                    className="link font-semibold [overflow-wrap:anywhere]"
                    href={`/cohorts/${cohort.id}/assignments/${assignment.id}`}
                  >
                    {assignment.title}
                  </Link>
                ),
              },
              {
                key: "opens",
                header: "Opens",
                cell: ({ assignment }) => <ZonedTime at={assignment.opensAt} zone={cohort.timeZone} />,
              },
              {
                key: "due",
                header: "Due",
                cell: ({ assignment }) => <ZonedTime at={assignment.dueAt} zone={cohort.timeZone} />,
              },
              { key: "done", header: "Done", align: "end", cell: progress },
            ]}
          />
        </Card>
      )}
    </SiteFrame>
  );
}
