import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BankTabs } from "@/app/(instructor)/_components/bank-tabs";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { EXISTING_CHOICES } from "@/lib/core/authoring/existing-choice";
import { getImport } from "@/lib/usecases/exchange/import-file";
import { ImportLines } from "./_components/import-lines";
import { ImportSummary } from "./_components/import-summary";
import { ImportWishesForm } from "./_components/import-wishes-form";

export const metadata: Metadata = { title: "Look at an import" };

const querySchema = z.object({
  lesson: z.string().max(80).optional().catch(undefined),
  exam: z.string().max(80).optional().catch(undefined),
  existing: z.enum(EXISTING_CHOICES).optional().catch(undefined),
  page: z.coerce.number().int().min(1).catch(1),
});

export default async function ImportPreviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ importId: string }>;
  searchParams: Promise<Record<string, unknown>>;
}) {
  const { importId } = await params;
  const { page, ...wishes } = querySchema.parse(await searchParams);
  const context = await findContextFor("writeBank", `/questions/import/${importId}`);
  const found = context === null ? null : await getImport(context, { importId, wishes, page });
  if (found === null) notFound();
  if (found.kind === "made") {
    return (
      <SiteFrame current="/questions" width="wide">
        <PageHeader title={`${found.drafts} ${found.drafts === 1 ? "draft" : "drafts"} made`} lead={found.fileName} />
        <BankTabs current="/questions/import" />
        <Notice
          tone="success"
          className="max-w-reading"
          title="The questions of the file are drafts now."
          action={
            <>
              <ButtonLink href="/questions/drafts" variant="primary">
                Go to the drafts
              </ButtonLink>
              <ButtonLink href="/questions/import">Import another file</ButtonLink>
            </>
          }
        >
          Each has to be completed and reviewed before it is published.
        </Notice>
      </SiteFrame>
    );
  }
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        eyebrow={found.packName}
        title="What the file comes to"
        lead={
          <span className="[overflow-wrap:anywhere]">
            {found.fileName}, read as {found.format}. Nothing has been made yet.
          </span>
        }
      />
      <BankTabs current="/questions/import" />
      <div className="grid gap-6">
        <ImportSummary preview={found} />
        <ImportWishesForm preview={found} />
        <ImportLines preview={found} />
      </div>
    </SiteFrame>
  );
}
