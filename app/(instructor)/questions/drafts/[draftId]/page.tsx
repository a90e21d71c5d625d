import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { DraftEditor } from "@/components/authoring/draft-editor";
import { findContextFor } from "@/lib/auth/viewer";
import { openEditor } from "@/lib/usecases/authoring/open-editor";

export const metadata: Metadata = { title: "Draft" };

export default async function DraftPage({ params }: { params: Promise<{ draftId: string }> }) {
  const { draftId } = await params;
  const context = await findContextFor("writeBank", `/questions/drafts/${draftId}`);
  const opened = context === null ? null : await openEditor(context, draftId);
  if (context === null || opened === null) notFound();
  // Whoever may review it solves it first, without its key.
  if (opened === "review") redirect(`/questions/drafts/${draftId}/review`);
  return (
    <SiteFrame current="/questions" width="wide">
      <p className="mb-1 text-sm text-ink-2">
        <Link className="link" href="/questions/drafts">
          Drafts
        </Link>
      </p>
      <DraftEditor key={draftId} {...opened} writer={context.viewer.userId} />
    </SiteFrame>
  );
}
