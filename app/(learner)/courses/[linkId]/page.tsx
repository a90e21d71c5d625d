import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { getCoursePage } from "@/lib/usecases/lti/course-link";
import { ChooseExam } from "./_components/choose-exam";
import { JoinCard } from "./_components/join-card";
import { StartCard } from "./_components/start-card";

export const metadata: Metadata = { title: "From your course" };

export default async function CoursePage({
  params,
  searchParams,
}: {
  params: Promise<{ linkId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { linkId } = await params;
  const context = await requireContext(`/courses/${linkId}`);
  const page = await getCoursePage(context, linkId);
  if (page === null) notFound();
  const { link, cohort, membership, opens, choices } = page;
  const asksToJoin = membership === "may-join" && cohort !== null;
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        eyebrow={link.course.title}
        title={<span className="[overflow-wrap:anywhere]">{link.title}</span>}
        lead={cohort === null ? undefined : `Led by ${cohort.leads.join(", ")}.`}
      />
      <div className="grid gap-6">
        {(await searchParams).joined === "1" && membership === "learner" ? (
          <Notice tone="success">You have joined. You can leave at any time, in your account.</Notice>
        ) : null}
        {asksToJoin ? <JoinCard linkId={link.id} cohort={cohort.name} /> : null}
        {choices === null || cohort === null ? null : (
          <Card as="section" aria-labelledby="cohort">
            <CardHeader
              id="cohort"
              title="You lead this course here"
              note="Its learners are asked to join when they open the link"
              action={<ButtonLink href={`/cohorts/${cohort.id}`}>To the cohort</ButtonLink>}
            />
            <ChooseExam linkId={link.id} choices={choices.blueprints} chosen={opens?.blueprint.id ?? ""} />
          </Card>
        )}
        {opens === null ? (
          <EmptyState
            icon="info"
            title={membership === "lead" ? "This link opens no exam yet" : "Nothing is set for this link yet"}
            text={
              membership === "lead"
                ? "Choose one above. Until then the link leads here, and from here to practice."
                : "Who teaches your course chooses what it opens. You can practise in the meantime."
            }
            action={<ButtonLink href="/home">To practice</ButtonLink>}
          />
        ) : (
          <StartCard
            linkId={link.id}
            blueprint={opens.blueprint}
            extraTime={context.viewer.extraTime}
            takesScores={link.takesScores}
            isFirst={!asksToJoin}
          />
        )}
      </div>
    </SiteFrame>
  );
}
