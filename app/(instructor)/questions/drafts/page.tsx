import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BankTabs } from "@/app/(instructor)/_components/bank-tabs";
import { KIND_WORDS } from "@/components/authoring/kind-words";
import { NewQuestion } from "@/components/authoring/new-question";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { findContextFor } from "@/lib/auth/viewer";
import { type ListedDraft, listOpenDrafts } from "@/lib/usecases/authoring/open-editor";

export const metadata: Metadata = { title: "Drafts" };

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

function findingsIn({ errors, warnings }: ListedDraft): string {
  const parts = [
    ...(errors > 0 ? [counted(errors, "error")] : []),
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
  ];
  return parts.length === 0 ? "none" : parts.join(", ");
}

export default async function DraftsPage() {
  const context = await findContextFor("writeBank", "/questions/drafts");
  const drafts = context === null ? null : await listOpenDrafts(context);
  if (drafts === null) notFound();
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        title="Drafts"
        lead="Questions that are being written or changed. Learners see none of it before it is published."
        actions={<NewQuestion />}
      />
      <BankTabs current="/questions/drafts" />
      <Card>
        <Table
          caption={counted(drafts.length, "draft")}
          captionShown
          onPhone="cards"
          rows={drafts}
          rowKey={({ draftId }) => draftId}
          empty={
            <EmptyState
              icon="edit"
              title="No drafts"
              text="Begin a question with “New question”, or open a published one and choose “Edit”."
            />
          }
          columns={[
            {
              key: "draft",
              header: "Draft",
              rowHeader: true,
              cell: ({ draftId, unitId, says, isNew }) => (
                <>
                  <Link className="link font-semibold [overflow-wrap:anywhere]" href={`/questions/drafts/${draftId}`}>
                    {unitId}
                  </Link>
                  <span className="mt-0.5 line-clamp-2 text-sm font-normal text-ink-2">
                    {says === "" ? "Nothing written yet" : says}
                    {isNew ? "" : " (changes a published one)"}
                  </span>
                </>
              ),
            },
            {
              key: "type",
              header: "Type",
              cell: ({ inCase, types }) => (inCase ? "Case" : types.map((type) => KIND_WORDS[type]).join(", ")),
            },
            { key: "state", header: "State", cell: ({ state }) => <Badge state={state} /> },
            { key: "findings", header: "Findings", cell: (draft) => findingsIn(draft) },
            { key: "who", header: "Last written by", cell: ({ editedBy }) => editedBy ?? "somebody who is gone" },
            { key: "when", header: "When", cell: ({ updatedAt }) => <LocalTime at={updatedAt} /> },
          ]}
        />
      </Card>
    </SiteFrame>
  );
}
