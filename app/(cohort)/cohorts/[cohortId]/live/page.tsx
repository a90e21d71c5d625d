import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { getLiveChoice } from "@/lib/usecases/live/start-live";
import { QuestionChooser } from "./_components/question-chooser";

export const metadata: Metadata = { title: "Live session" };

type Query = Record<string, string | string[] | undefined>;
const wished = (value: Query[string]): string | null => (typeof value === "string" && value !== "" ? value : null);

export default async function LiveChoicePage({
  params,
  searchParams,
}: {
  params: Promise<{ cohortId: string }>;
  searchParams: Promise<Query>;
}) {
  const [{ cohortId }, query] = [await params, await searchParams];
  const context = await requireContext(`/cohorts/${cohortId}/live`);
  const [lesson, trap] = [wished(query.lesson), wished(query.trap)];
  const choice = await getLiveChoice(context, { cohortId, lesson, trap });
  if (choice === null) notFound();
  const { cohort, running } = choice;
  return (
    <SiteFrame current="/cohorts">
      <PageHeader
        eyebrow={
          <Link className="link" href={`/cohorts/${cohortId}`}>
            {cohort.name}
          </Link>
        }
        title="Live session"
        lead="You show questions to the room; everybody answers on their phone with a code. The room sees how the answers fall, then you explain."
      />
      {cohort.archivedAt !== null ? (
        <Notice tone="info" role="note">
          This cohort is archived. Open it again under its settings to start a session.
        </Notice>
      ) : running !== null ? (
        <Notice
          tone="info"
          role="note"
          title="A session is running"
          action={
            <ButtonLink href={`/cohorts/${cohortId}/live/${running.id}`} variant="primary">
              Go on with it
            </ButtonLink>
          }
        >
          A cohort has one session at a time. End it there to start another one.
        </Notice>
      ) : (
        <QuestionChooser
          cohortId={cohortId}
          lesson={lesson ?? ""}
          trap={trap ?? ""}
          lessons={choice.lessons}
          traps={choice.traps}
          questions={choice.questions}
          total={choice.total}
        />
      )}
    </SiteFrame>
  );
}
