import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { LocalTime } from "@/components/time/local-time";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { TabsNav } from "@/components/ui/tabs-nav";
import { findContextFor } from "@/lib/auth/viewer";
import { listDisputes } from "@/lib/usecases/dispute/list-disputes";

export const metadata: Metadata = { title: "Disputes" };

export default async function DisputesPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const show = (await searchParams).show === "answered" ? "answered" : "open";
  const context = await findContextFor("writeBank", "/disputes");
  const found = context === null ? null : await listDisputes(context, show);
  if (found === null) notFound();
  return (
    <SiteFrame current="/disputes" width="wide">
      <PageHeader
        title="Disputes"
        lead="What learners say against questions that they were served. Answer each; repair the question where they are right."
      />
      <TabsNav
        label="Which disputes"
        current={show === "open" ? "/disputes" : "/disputes?show=answered"}
        items={[
          { href: "/disputes", label: "Open", count: found.open },
          { href: "/disputes?show=answered", label: "Answered" },
        ]}
      />
      <Card>
        <Table
          caption={show === "open" ? "Open disputes, the oldest first" : "Answered disputes, the newest first"}
          captionShown
          onPhone="cards"
          rows={found.rows}
          rowKey={(row) => row.id}
          empty={
            <EmptyState
              icon="check"
              title="None"
              text={
                show === "open"
                  ? "Every dispute is answered. New ones come from the review of a finished attempt."
                  : "No dispute has been answered yet."
              }
            />
          }
          columns={[
            {
              key: "question",
              header: "Question",
              rowHeader: true,
              cell: (row) => (
                <>
                  <Link className="link font-semibold [overflow-wrap:anywhere]" href={`/disputes/${row.id}`}>
                    {row.questionId}
                  </Link>
                  <span className="mt-0.5 line-clamp-2 text-sm text-ink-2">{row.reason}</span>
                </>
              ),
            },
            { key: "count", header: "On this question", align: "end", cell: (row) => row.ofQuestion },
            {
              key: "at",
              header: show === "open" ? "Filed" : "Answered",
              cell: (row) => <LocalTime at={row.answeredAt ?? row.at} />,
            },
          ]}
        />
      </Card>
    </SiteFrame>
  );
}
