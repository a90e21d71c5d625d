import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BlindSolving } from "@/components/authoring/blind-solving";
import { HandIn } from "@/components/authoring/hand-in";
import { LocalTime } from "@/components/time/local-time";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { getReview, type ReviewSheet } from "@/lib/usecases/authoring/review";
import { Decision } from "./_components/decision";
import { FindingList } from "./_components/finding-list";
import { OpenedQuestions } from "./_components/opened-questions";
import { ReturnForm } from "./_components/return-form";
import { WaiveForm } from "./_components/waive-form";

export const metadata: Metadata = { title: "Review" };

function Stage({ sheet }: { sheet: ReviewSheet }) {
  switch (sheet.stage) {
    case "writing":
      return (
        <div className="grid gap-5">
          {sheet.returned === null ? (
            <Notice role="note" title="This draft is still being written">
              Its review begins when it is handed in.
            </Notice>
          ) : (
            <Notice
              role="note"
              tone="warning"
              title={`${sheet.returned.by ?? "Its reviewer"} returned it`}
              action={
                <Link className="link" href={`/questions/drafts/${sheet.draftId}`}>
                  Open it in the editor
                </Link>
              }
            >
              <p className="[overflow-wrap:anywhere]">{sheet.returned.note}</p>
            </Notice>
          )}
          <HandIn draftId={sheet.draftId} revision={sheet.revision} disabledReason={null} />
        </div>
      );
    case "faulty":
      return (
        <div className="grid gap-5">
          <Notice role="note" tone="warning" title="The rules find an error in it by now">
            What it rests on has changed since it was handed in. It cannot be published; it goes back to its author.
          </Notice>
          <FindingList findings={sheet.findings} />
          {sheet.isAuthor ? null : <ReturnForm draftId={sheet.draftId} revision={sheet.revision} isOpen />}
        </div>
      );
    case "blind":
      return (
        <div className="grid gap-8">
          <BlindSolving
            draftId={sheet.draftId}
            revision={sheet.revision}
            questions={sheet.questions}
            traps={sheet.traps}
          />
          <div className="grid gap-1 border-t border-line pt-4">
            <ReturnForm draftId={sheet.draftId} revision={sheet.revision} isOpen={false} />
            {sheet.mayWaive ? <WaiveForm sheet={sheet} /> : null}
          </div>
        </div>
      );
    case "open":
      return (
        <div className="grid gap-8">
          <OpenedQuestions questions={sheet.questions} />
          <FindingList findings={sheet.findings} />
          <Decision sheet={sheet} />
        </div>
      );
  }
}

export default async function ReviewPage({ params }: { params: Promise<{ draftId: string }> }) {
  const { draftId } = await params;
  const context = await findContextFor("writeBank", `/questions/drafts/${draftId}/review`);
  const sheet = context === null ? null : await getReview(context, draftId);
  if (sheet === null) notFound();
  return (
    <SiteFrame current="/questions">
      <PageHeader
        eyebrow={
          <Link className="link" href="/questions/review">
            To review
          </Link>
        }
        title={<span className="[overflow-wrap:anywhere]">{sheet.title}</span>}
        lead={
          sheet.submittedAt === null ? (
            "Not handed in yet."
          ) : (
            <>
              Handed in by {sheet.author ?? "somebody who is gone"} on <LocalTime at={sheet.submittedAt} />.
            </>
          )
        }
      />
      <Stage sheet={sheet} />
    </SiteFrame>
  );
}
