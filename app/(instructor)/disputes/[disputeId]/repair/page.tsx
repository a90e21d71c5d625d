import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { kindProblem, rulingAsked } from "@/lib/core/question/ruling/ruling-form";
import { getDispute } from "@/lib/usecases/dispute/get-dispute";
import { previewRepair } from "@/lib/usecases/repair/preview-repair";
import { ConfirmRepair } from "./_components/confirm-repair";
import { PreviewTable } from "./_components/preview-table";
import { RulingForm } from "./_components/ruling-form";

export const metadata: Metadata = { title: "Repair" };

type Props = { params: Promise<{ disputeId: string }>; searchParams: Promise<Record<string, unknown>> };

export default async function RepairPage({ params, searchParams }: Props) {
  const { disputeId } = await params;
  const asked = await searchParams;
  const context = await findContextFor("writeBank", `/disputes/${disputeId}/repair`);
  const found = context === null ? null : await getDispute(context, disputeId);
  if (context === null || found === null) notFound();
  const { dispute, question } = found;
  const ruling = rulingAsked(question, asked);
  const mismatch = ruling === null ? null : kindProblem(asked.kind, ruling);
  const preview = ruling === null || mismatch !== null ? null : await previewRepair(context, { disputeId, ruling });
  if (preview !== null && !preview.ok && preview.error === "missing") notFound();
  const problem =
    mismatch ??
    (preview !== null && !preview.ok && preview.error !== "missing" ? preview.error.problems.join(" ") : null);
  return (
    <SiteFrame current="/disputes">
      <PageHeader
        eyebrow={
          <Link className="link [overflow-wrap:anywhere]" href={`/disputes/${dispute.id}`}>
            Dispute on {dispute.questionId}
          </Link>
        }
        title="Repair the question"
        lead="Say what is right; see whose results change and how; then confirm. Nothing changes before that, and it can be undone."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <RulingForm question={question} asked={asked} />
        {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
        {ruling === null || preview === null || !preview.ok ? null : (
          <>
            <PreviewTable preview={preview.value} />
            <ConfirmRepair
              disputeId={dispute.id}
              question={question}
              ruling={ruling}
              traps={found.traps}
              family={found.family}
            />
          </>
        )}
      </div>
    </SiteFrame>
  );
}
