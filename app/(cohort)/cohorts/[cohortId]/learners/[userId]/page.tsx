import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { LearnerParts, readinessSentence } from "@/app/(cohort)/_components/learner-parts";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { getLearnerPage } from "@/lib/usecases/cohort/learner-page";

export const metadata: Metadata = { title: "Learner" };

export default async function LearnerOfCohortPage({
  params,
}: {
  params: Promise<{ cohortId: string; userId: string }>;
}) {
  const at = await params;
  const context = await requireContext(`/cohorts/${at.cohortId}/learners/${at.userId}`);
  const found = await getLearnerPage(context, at);
  if (found === null) notFound();
  const { cohort, member } = found;
  return (
    <SiteFrame current="/cohorts">
      <PageHeader
        eyebrow={
          <Link className="link [overflow-wrap:anywhere]" href={`/cohorts/${cohort.id}/board`}>
            {cohort.name}
          </Link>
        }
        title={<span className="[overflow-wrap:anywhere]">{member.name}</span>}
        lead={readinessSentence(found)}
        actions={
          <ButtonLink href={`/cohorts/${cohort.id}/learners/${member.userId}/report`} prefetch={false}>
            Report for print
          </ButtonLink>
        }
      />
      <p className="mb-6 text-sm text-ink-2">
        What counts since <LocalTime at={member.joinedAt} />, in this cohort's exam. {member.name} sees that you opened
        this page.
      </p>
      <LearnerParts learner={found} />
    </SiteFrame>
  );
}
