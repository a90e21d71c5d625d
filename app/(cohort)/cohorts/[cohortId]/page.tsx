import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { CohortHead } from "@/app/(cohort)/_components/cohort-head";
import { InviteForm } from "@/app/(cohort)/_components/invite-form";
import { RetentionForm } from "@/app/(cohort)/_components/retention-form";
import { ZoneInput } from "@/app/(cohort)/_components/zone-input";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { AskedButton } from "@/components/forms/asked-button";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { Table } from "@/components/ui/table";
import {
  archiveCohortAction,
  changeCohortAction,
  removeMemberAction,
  withdrawInviteAction,
} from "@/lib/actions/cohorts";
import { requireContext } from "@/lib/auth/viewer";
import { getInvites } from "@/lib/usecases/cohort/join";
import { getCohort } from "@/lib/usecases/cohort/manage-cohort";
import { listExams } from "@/lib/usecases/learn/current-exam";
import { findCourseOf } from "@/lib/usecases/lti/read-course-roster";
import { getRetention } from "@/lib/usecases/privacy/cohort-retention";

export const metadata: Metadata = { title: "Cohort" };

type Invite = NonNullable<Awaited<ReturnType<typeof getInvites>>>[number];

/** Whom a code is for. */
const forWhom = ({ role, forName, forEmail }: Invite): string =>
  forName === null ? (role === "lead" ? "a lead" : "learners") : `${forName}, ${forEmail ?? ""}`;

/** Why a code lets nobody in any more; null while it does. */
function endOf({ revokedAt, expiresAt, used, maxUses }: Invite, now: number): string | null {
  if (revokedAt !== null) return "withdrawn";
  if (expiresAt <= now) return "expired";
  return used >= maxUses ? "all places taken" : null;
}

export default async function CohortPage({ params }: { params: Promise<{ cohortId: string }> }) {
  const { cohortId } = await params;
  const context = await requireContext(`/cohorts/${cohortId}`);
  const [found, invites] = [await getCohort(context, cohortId), await getInvites(context, cohortId)];
  const retention = await getRetention(context, cohortId);
  if (found === null || invites === null || retention === null) notFound();
  const { cohort, members } = found;
  const course = await findCourseOf(context, cohortId);
  const exam = (await listExams()).find((one) => one.exam.id === cohort.examId)?.exam;
  const archived = cohort.archivedAt !== null;
  const learners = members.filter(({ role }) => role === "learner").length;
  return (
    <SiteFrame current="/cohorts">
      <CohortHead
        cohort={cohort}
        current=""
        lead={`${exam?.name ?? cohort.examId}. ${learners} ${learners === 1 ? "learner" : "learners"}.`}
        actions={
          <>
            {course === null || course.titles.length === 0 ? null : (
              <ButtonLink href={`/cohorts/${cohort.id}/course`}>Roster of the course</ButtonLink>
            )}
            <ButtonLink href={`/cohorts/${cohort.id}/live`}>Live session</ButtonLink>
          </>
        }
      />
      <div className="grid gap-6">
        {archived ? (
          <Notice tone="info">
            This cohort is archived: nobody can join it, and nobody is shown what it has assigned. Open it again under
            its settings.
          </Notice>
        ) : (
          <Card as="section" aria-labelledby="invite">
            <CardHeader
              id="invite"
              title="Invite"
              note="Whoever has the code can join after reading what you will see of them"
              action={<ButtonLink href={`/cohorts/${cohort.id}/roster`}>From a list</ButtonLink>}
            />
            <InviteForm cohortId={cohort.id} />
          </Card>
        )}
        <Card as="section" aria-labelledby="people">
          <CardHeader id="people" title="People" />
          <Table
            caption="People of the cohort"
            onPhone="cards"
            rows={members}
            rowKey={({ membershipId }) => membershipId}
            empty={<EmptyState title="Nobody yet" level={3} />}
            columns={[
              {
                key: "person",
                header: "Person",
                rowHeader: true,
                cell: ({ name, email }) => (
                  <>
                    <span className="block font-semibold">{name}</span>
                    <span className="block break-all text-sm text-ink-2">{email}</span>
                  </>
                ),
              },
              {
                key: "role",
                header: "As",
                cell: ({ role }) => (role === "lead" ? <Badge state="neutral">lead</Badge> : "learner"),
              },
              { key: "since", header: "Since", cell: ({ joinedAt }) => <LocalTime at={joinedAt} /> },
              {
                key: "remove",
                header: "Remove",
                headerHidden: true,
                cell: ({ userId, name }) => {
                  const isSelf = userId === context.viewer.userId;
                  const does = isSelf ? "Leave the cohort" : `Remove ${name}`;
                  return (
                    <AskedButton
                      action={removeMemberAction}
                      fields={{ cohort: cohort.id, user: userId }}
                      variant="ghost"
                      className="-my-2.5 -ml-4"
                      aria-label={does}
                      question={`${does}?`}
                      consequence={
                        isSelf
                          ? "You see nothing of it any more. Another lead can invite you again."
                          : "You see nothing of theirs any more, and they are told. Invited again, they count from that day on."
                      }
                      confirmLabel={isSelf ? "Leave" : "Remove"}
                    >
                      {isSelf ? "Leave" : "Remove"}
                    </AskedButton>
                  );
                },
              },
            ]}
          />
        </Card>
        {invites.length === 0 ? null : (
          <Card as="section" aria-labelledby="codes">
            <CardHeader id="codes" title="Codes" />
            <Table
              caption="Codes"
              onPhone="cards"
              rows={invites}
              rowKey={({ id }) => id}
              empty={null}
              columns={[
                {
                  key: "code",
                  header: "Ends in",
                  rowHeader: true,
                  cell: ({ ending }) => <span className="num font-semibold">…-{ending}</span>,
                },
                { key: "for", header: "For", cell: forWhom },
                {
                  key: "used",
                  header: "Taken",
                  align: "end",
                  cell: ({ used, maxUses }) => `${used} of ${maxUses}`,
                },
                { key: "until", header: "Holds until", cell: ({ expiresAt }) => <LocalTime at={expiresAt} /> },
                {
                  key: "state",
                  header: "State",
                  cell: (invite) =>
                    endOf(invite, context.now) ?? (
                      <ActionButton
                        action={withdrawInviteAction}
                        fields={{ cohort: cohort.id, invite: invite.id }}
                        variant="ghost"
                        className="-my-2.5 -ml-4"
                        aria-label={`Withdraw the code that ends in ${invite.ending}`}
                      >
                        Withdraw
                      </ActionButton>
                    ),
                },
              ]}
            />
          </Card>
        )}
        <Card as="section" aria-labelledby="settings">
          <CardHeader id="settings" title="Settings" />
          <ActionForm action={changeCohortAction} className="grid gap-5">
            <input type="hidden" name="cohort" value={cohort.id} />
            <FormInput label="Name" name="name" defaultValue={cohort.name} required maxLength={80} />
            <ZoneInput zone={cohort.timeZone} />
            <FormSubmit className="justify-self-start" variant="secondary">
              Save
            </FormSubmit>
          </ActionForm>
          <div className="mt-6 border-line border-t pt-5">
            <RetentionForm cohortId={cohort.id} retention={retention} />
          </div>
          <div className="mt-6 flex flex-wrap items-center justify-between gap-4 border-line border-t pt-5">
            <p className="max-w-reading text-ink-2">
              {archived
                ? "Opened again, people can join it by new codes and by old ones that still hold."
                : "Archived, nobody can join it any more, and its assignments leave the learners' lists. Who is in it stays for as long as is set above, and no work is lost."}
            </p>
            <ActionButton
              action={archiveCohortAction}
              fields={{ cohort: cohort.id, archived: archived ? "no" : "yes" }}
              variant="secondary"
            >
              {archived ? "Open again" : "Archive the cohort"}
            </ActionButton>
          </div>
        </Card>
      </div>
    </SiteFrame>
  );
}
