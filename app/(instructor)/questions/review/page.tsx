import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BankTabs } from "@/app/(instructor)/_components/bank-tabs";
import { KIND_WORDS } from "@/components/authoring/kind-words";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Table, type TableColumn } from "@/components/ui/table";
import { findContextFor } from "@/lib/auth/viewer";
import { listReviewQueue, type QueueRow } from "@/lib/usecases/authoring/review-queue";

export const metadata: Metadata = { title: "To review" };

const DONE: Readonly<Record<string, string>> = {
  published: "Published. New sittings take the new version; attempts under way keep theirs.",
  returned: "Returned to its author, with your note.",
};

/** "Case of 2", or the type of the one question. */
const what = ({ types }: QueueRow): string =>
  types.length > 1 ? `Case of ${types.length}` : types.map((type) => KIND_WORDS[type]).join("");

const columns: readonly TableColumn<QueueRow>[] = [
  {
    key: "question",
    header: "Question",
    rowHeader: true,
    cell: (row) => (
      <Link className="link font-semibold [overflow-wrap:anywhere]" href={`/questions/drafts/${row.draftId}/review`}>
        {row.unitId}
      </Link>
    ),
  },
  { key: "type", header: "Type", cell: what },
  {
    key: "new",
    header: "In the bank",
    cell: (row) => (row.isNew ? <Badge state="neutral">new</Badge> : "changes a published one"),
  },
  { key: "author", header: "From", cell: ({ author }) => author ?? "somebody who is gone" },
  { key: "since", header: "Waits since", cell: ({ submittedAt }) => <LocalTime at={submittedAt} /> },
];

export default async function ReviewQueuePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await findContextFor("writeBank", "/questions/review");
  const queue = context === null ? null : await listReviewQueue(context);
  if (queue === null) notFound();
  const { done } = await searchParams;
  const said = typeof done === "string" ? DONE[done] : undefined;
  const key = (row: QueueRow): string => row.draftId;
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        title="To review"
        lead="Drafts that others have handed in, the oldest first. You solve each before you see its key."
      />
      <BankTabs current="/questions/review" />
      {said === undefined ? null : (
        <Notice tone="success" className="mb-5">
          {said}
        </Notice>
      )}
      <div className="grid gap-8">
        {queue.waiting.length === 0 ? (
          <EmptyState icon="check" title="Nothing waits for you" text="What others hand in stands here." />
        ) : (
          <Card>
            <Table
              caption="Drafts that wait for your review"
              onPhone="cards"
              rows={queue.waiting}
              rowKey={key}
              empty={null}
              columns={columns}
            />
          </Card>
        )}
        {queue.own.length === 0 ? null : (
          <section aria-labelledby="own" className="grid gap-3">
            <h2 id="own" className="text-lg">
              Yours, waiting for somebody else
            </h2>
            <Card>
              <Table
                caption="Your drafts in review"
                onPhone="cards"
                rows={queue.own}
                rowKey={key}
                empty={null}
                columns={columns}
              />
            </Card>
          </section>
        )}
      </div>
    </SiteFrame>
  );
}
