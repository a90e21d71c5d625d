import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { FeedbackView } from "@/components/question/feedback-view";
import { QuestionText } from "@/components/question/question-text";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { getDispute } from "@/lib/usecases/dispute/get-dispute";
import { AnswerTable } from "./_components/answer-table";
import { DisputeAnswer } from "./_components/dispute-answer";
import { RepairHistory } from "./_components/repair-history";

export const metadata: Metadata = { title: "Dispute" };

type Props = { params: Promise<{ disputeId: string }>; searchParams: Promise<Record<string, unknown>> };

export default async function DisputePage({ params, searchParams }: Props) {
  const { disputeId } = await params;
  const { repaired } = await searchParams;
  const context = await findContextFor("writeBank", `/disputes/${disputeId}`);
  const found = context === null ? null : await getDispute(context, disputeId);
  if (found === null) notFound();
  const { dispute, others, room, feedback, counts, repairs } = found;
  const inForce = repairs.some(({ undoneAt, versionId }) => undoneAt === null && versionId === dispute.versionId);
  return (
    <SiteFrame current="/disputes">
      <PageHeader
        eyebrow={
          <Link className="link" href="/disputes">
            Disputes
          </Link>
        }
        title={<span className="[overflow-wrap:anywhere]">{dispute.questionId}</span>}
        lead={
          <>
            Filed <LocalTime at={dispute.at} />.{" "}
            <Link className="link" href={`/questions/${dispute.questionId}`}>
              The question as it stands now
            </Link>
            ,{" "}
            <Link className="link" href={`/questions/${dispute.questionId}/analysis`}>
              its item analysis
            </Link>
          </>
        }
        actions={
          inForce ? undefined : (
            <ButtonLink href={`/disputes/${dispute.id}/repair`} variant="primary">
              Repair the question
            </ButtonLink>
          )
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {repaired === undefined || !inForce ? null : (
          <Notice tone="success" title="The question is repaired">
            Results are rescored now, and those concerned are told. Below you see how far it is, and can undo it.
          </Notice>
        )}
        <RepairHistory repairs={repairs} versionId={dispute.versionId} />
        <Card as="section" aria-labelledby="reason">
          <CardHeader
            id="reason"
            title="What the learner says"
            action={
              dispute.answeredAt === null ? (
                <Badge state="neutral">open</Badge>
              ) : (
                <Badge state="answered">answered</Badge>
              )
            }
          />
          <p className="max-w-reading whitespace-pre-line [overflow-wrap:anywhere]">{dispute.reason}</p>
          <DisputeAnswer dispute={dispute} />
        </Card>
        <AnswerTable counts={counts} />
        {others.length === 0 ? null : (
          <Card as="section" aria-labelledby="others">
            <CardHeader id="others" title="Other disputes on this question" note={`${others.length}`} />
            <ul className="grid list-none gap-3 p-0">
              {others.map((other) => (
                <li key={other.id}>
                  <Link className="link line-clamp-2 [overflow-wrap:anywhere]" href={`/disputes/${other.id}`}>
                    {other.reason}
                  </Link>
                  <span className="text-sm text-ink-2">
                    {other.answeredAt === null ? "open" : "answered"}
                    {other.versionId === dispute.versionId ? "" : ", on another version"}
                  </span>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card as="section" aria-labelledby="served" className="grid gap-6">
          <div>
            <h2 id="served" className="text-lg">
              The question as it was served
            </h2>
            {inForce ? <p className="mt-1 text-ink-2">From before the repair; what counts now is said above.</p> : null}
          </div>
          <QuestionText question={room} />
          <FeedbackView question={room.question} answer={feedback.key} feedback={feedback} isKey />
        </Card>
      </div>
    </SiteFrame>
  );
}
