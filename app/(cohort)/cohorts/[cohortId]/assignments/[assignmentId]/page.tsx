import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { AllowForm } from "@/app/(cohort)/_components/allow-form";
import { AssignmentFields } from "@/app/(cohort)/_components/assignment-fields";
import { CohortHead } from "@/app/(cohort)/_components/cohort-head";
import { workChoices, workValue } from "@/app/(cohort)/_components/work-choices";
import { extraTimeOptions } from "@/app/(learner)/_components/extra-time";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { ZonedTime } from "@/components/time/zoned-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import { changeAssignmentAction, takeBackAssignmentAction } from "@/lib/actions/assignments";
import { requireContext } from "@/lib/auth/viewer";
import type { AssignmentRules, Standing } from "@/lib/core/cohort/assignment";
import { wallTimeOf } from "@/lib/core/cohort/wall-time";
import { workWords } from "@/lib/usecases/assignment/due";
import {
  type AssignmentSheet,
  getAssignment,
  type LearnerStanding,
} from "@/lib/usecases/assignment/manage-assignments";

export const metadata: Metadata = { title: "Assignment" };

type Props = {
  params: Promise<{ cohortId: string; assignmentId: string }>;
  searchParams: Promise<Record<string, unknown>>;
};

const STANDING: Record<Standing, string> = {
  "to-come": "not open yet",
  open: "not begun",
  begun: "begun",
  done: "done",
  late: "done late",
  overdue: "overdue",
  missed: "missed",
};

/** What one learner is allowed beyond the rules, in words; null where it is nothing. */
function allowedWords({ rules }: LearnerStanding, all: AssignmentRules): string | null {
  const extra = extraTimeOptions().find(({ value }) => value === rules.extraTime)?.label ?? "";
  const words = [
    ...(rules.extraTime === "none" ? [] : [extra.toLowerCase()]),
    ...(rules.dueAt > all.dueAt ? ["due later"] : []),
    ...(rules.attempts !== null && rules.attempts !== all.attempts ? [`${rules.attempts} attempts`] : []),
  ];
  return words.length === 0 ? null : words.join(", ");
}

function People({ sheet }: { sheet: AssignmentSheet }) {
  const { learners, cohort, assignment } = sheet;
  return (
    <Card as="section" aria-labelledby="people">
      <CardHeader id="people" title="Learners" />
      <Table
        caption="How the learners stand"
        onPhone="cards"
        rows={learners}
        rowKey={({ member }) => member.userId}
        empty={<EmptyState title="No learner has joined yet" level={3} />}
        columns={[
          {
            key: "name",
            header: "Learner",
            rowHeader: true,
            cell: ({ member }) => <span className="[overflow-wrap:anywhere]">{member.name}</span>,
          },
          {
            key: "standing",
            header: "Stands",
            cell: ({ standing }) =>
              standing === "overdue" || standing === "missed" ? (
                <Badge state="flagged">{STANDING[standing]}</Badge>
              ) : (
                STANDING[standing]
              ),
          },
          { key: "begun", header: "Begun", align: "end", cell: ({ begun }) => begun },
          {
            key: "done",
            header: "Done at",
            cell: ({ doneAt }) => (doneAt === null ? "" : <ZonedTime at={doneAt} zone={cohort.timeZone} />),
          },
          { key: "allowed", header: "Allowed", cell: (row) => allowedWords(row, assignment) ?? "" },
        ]}
      />
    </Card>
  );
}

export default async function AssignmentPage({ params, searchParams }: Props) {
  const at = await params;
  const context = await requireContext(`/cohorts/${at.cohortId}/assignments/${at.assignmentId}`);
  const sheet = await getAssignment(context, at);
  if (sheet === null) notFound();
  const { cohort, assignment, found, learners } = sheet;
  const wall = (moment: number) => wallTimeOf(moment, cohort.timeZone);
  const made = (await searchParams).made !== undefined;
  return (
    <SiteFrame current="/cohorts">
      <CohortHead cohort={cohort} current="/assignments" />
      <div className="mb-6">
        <h2 className="text-2xl [overflow-wrap:anywhere]">{assignment.title}</h2>
        <p className="mt-1 text-ink-2">
          {workWords(assignment.work, found.pack, found.exam.id)}. Opens{" "}
          <ZonedTime at={assignment.opensAt} zone={cohort.timeZone} />, due{" "}
          <ZonedTime at={assignment.dueAt} zone={cohort.timeZone} named />.
        </p>
      </div>
      <div className="grid gap-6">
        {made ? (
          <Notice tone="success">
            Assigned. Your learners find it on their home page, and in the calendars that they have asked for.
          </Notice>
        ) : null}
        <People sheet={sheet} />
        {learners.length === 0 ? null : (
          <Card as="section" aria-labelledby="allow">
            <CardHeader
              id="allow"
              title="More time"
              note="Extra time, a later due time or another attempt, for one learner or many, also in the middle of an exam"
            />
            <AllowForm
              cohortId={cohort.id}
              assignmentId={assignment.id}
              extraTimes={extraTimeOptions()}
              learners={learners.map((row) => ({
                userId: row.member.userId,
                name: row.member.name,
                note: [STANDING[row.standing], allowedWords(row, assignment)]
                  .filter((word) => word !== null)
                  .join(" · "),
              }))}
            />
          </Card>
        )}
        <Card>
          <Disclosure title="Change the times and rules">
            <ActionForm action={changeAssignmentAction} className="mt-4 grid gap-6">
              <input type="hidden" name="cohort" value={cohort.id} />
              <input type="hidden" name="assignment" value={assignment.id} />
              <input type="hidden" name="revision" value={assignment.revision} />
              <AssignmentFields
                isNew={false}
                works={workChoices(found)}
                zone={cohort.timeZone}
                start={{
                  title: assignment.title,
                  work: workValue(assignment.work),
                  opens: wall(assignment.opensAt),
                  due: wall(assignment.dueAt),
                  closes: assignment.closesAt === null ? "" : wall(assignment.closesAt),
                  attempts: assignment.attempts === null ? "" : String(assignment.attempts),
                  review: assignment.review,
                  lateness: assignment.lateness,
                }}
              />
              <FormSubmit variant="secondary" className="justify-self-start">
                Save
              </FormSubmit>
            </ActionForm>
            <div className="mt-6 flex flex-wrap items-center justify-between gap-4 border-line border-t pt-5">
              <p className="max-w-reading text-ink-2">
                Taken back, nobody is to do it any more. What was done stays its learner's.
              </p>
              <ActionButton
                action={takeBackAssignmentAction}
                fields={{ cohort: cohort.id, assignment: assignment.id }}
                variant="secondary"
              >
                Take it back
              </ActionButton>
            </div>
          </Disclosure>
        </Card>
        <p>
          <Link className="link" href={`/cohorts/${cohort.id}/assignments`}>
            All assignments
          </Link>
        </p>
      </div>
    </SiteFrame>
  );
}
