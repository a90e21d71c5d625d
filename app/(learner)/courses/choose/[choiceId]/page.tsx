import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { formSize } from "@/lib/core/exam/blueprint";
import { getContentChoice } from "@/lib/usecases/lti/choose-content";
import { ContentChoice } from "./_components/content-choice";

export const metadata: Metadata = { title: "Choose for your course" };

export default async function ChoosePage({ params }: { params: Promise<{ choiceId: string }> }) {
  const { choiceId } = await params;
  const context = await requireContext(`/courses/choose/${choiceId}`);
  const choice = await getContentChoice(context, choiceId);
  if (choice === null) notFound();
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        eyebrow={choice.course}
        title="What is the new link to open?"
        lead={`Then you are back at ${choice.platform}, where the link is made.`}
      />
      <ContentChoice
        choiceId={choiceId}
        exams={choice.blueprints.map((blueprint) => ({
          id: blueprint.id,
          title: blueprint.title,
          summary: blueprint.summary,
          questions: formSize(blueprint),
        }))}
      />
    </SiteFrame>
  );
}
