import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionButton } from "@/components/forms/action-button";
import { FeedbackView } from "@/components/question/feedback-view";
import { QuestionText } from "@/components/question/question-text";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { openDraftAction } from "@/lib/actions/drafts";
import { findContextFor } from "@/lib/auth/viewer";
import { can } from "@/lib/core/access/viewer";
import { findQuestionSheet } from "@/lib/usecases/bank/list-questions";

export const metadata: Metadata = { title: "Question" };

export default async function QuestionPage({ params }: { params: Promise<{ questionId: string }> }) {
  const { questionId } = await params;
  const context = await findContextFor("readBank", `/questions/${questionId}`);
  const sheet = context === null ? null : await findQuestionSheet(context, questionId);
  if (context === null || sheet === null) notFound();
  return (
    <SiteFrame current="/questions">
      <PageHeader
        eyebrow={
          <Link className="link" href="/questions">
            Questions
          </Link>
        }
        title={<span className="[overflow-wrap:anywhere]">{sheet.id}</span>}
        actions={
          <>
            <ButtonLink href={`/questions/${sheet.id}/history`}>History</ButtonLink>
            <ButtonLink href={`/questions/${sheet.id}/analysis`}>Item analysis</ButtonLink>
            {sheet.isDrawn || !can(context.viewer, "writeBank") ? null : (
              <ActionButton
                action={openDraftAction}
                fields={{ questionId: sheet.id }}
                variant="secondary"
                icon={<Icon name="edit" size={18} />}
              >
                Edit
              </ActionButton>
            )}
          </>
        }
        lead={`Version ${sheet.version}, ${sheet.state}. Fits ${sheet.exams.join(", ")}. ${sheet.review}.`}
      />
      <Card className="grid gap-6">
        <QuestionText question={sheet.room} />
        <FeedbackView question={sheet.room.question} answer={sheet.feedback.key} feedback={sheet.feedback} isKey />
      </Card>
    </SiteFrame>
  );
}
