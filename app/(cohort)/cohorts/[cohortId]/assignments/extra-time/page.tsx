import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { AllowForm } from "@/app/(cohort)/_components/allow-form";
import { CohortHead } from "@/app/(cohort)/_components/cohort-head";
import { extraTimeOptions } from "@/app/(learner)/_components/extra-time";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { requireContext } from "@/lib/auth/viewer";
import { listExtraTimes } from "@/lib/usecases/assignment/allow";

export const metadata: Metadata = { title: "Extra time" };

export default async function ExtraTimePage({ params }: { params: Promise<{ cohortId: string }> }) {
  const { cohortId } = await params;
  const context = await requireContext(`/cohorts/${cohortId}/assignments/extra-time`);
  const found = await listExtraTimes(context, cohortId);
  if (found === null) notFound();
  const { cohort, learners } = found;
  const options = extraTimeOptions();
  const words = (value: string) => options.find((option) => option.value === value)?.label.toLowerCase() ?? "";
  return (
    <SiteFrame current="/cohorts">
      <CohortHead cohort={cohort} current="/assignments" />
      <p className="mb-5">
        <Link className="link" href={`/cohorts/${cohort.id}/assignments`}>
          All assignments
        </Link>
      </p>
      {learners.length === 0 ? (
        <EmptyState
          icon="user"
          title="No learners yet"
          text="Who needs more time can be given it here once they have joined."
          action={<ButtonLink href={`/cohorts/${cohort.id}`}>Invite learners</ButtonLink>}
        />
      ) : (
        <Card as="section" aria-labelledby="extra-time">
          <CardHeader
            id="extra-time"
            title="Extra time in all assignments"
            note="Holds for those to come too; what is set in one assignment goes before it"
          />
          <AllowForm
            cohortId={cohort.id}
            assignmentId={null}
            extraTimes={options}
            learners={learners.map(({ member, extraTime }) => ({
              userId: member.userId,
              name: member.name,
              note: extraTime === "none" ? "" : words(extraTime),
            }))}
          />
        </Card>
      )}
    </SiteFrame>
  );
}
