import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { TabsNav } from "@/components/ui/tabs-nav";
import { findContextFor } from "@/lib/auth/viewer";
import { listQuestions } from "@/lib/usecases/bank/list-questions";

export const metadata: Metadata = { title: "Questions" };

export default async function QuestionsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { lesson } = await searchParams;
  const context = await findContextFor("readBank", "/questions");
  const chosen = typeof lesson === "string" ? lesson : null;
  const found = context === null ? null : await listQuestions(context, chosen);
  if (found === null) notFound();
  const { rows, lessons } = found;
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        title="Questions"
        actions={<ButtonLink href="/questions/cures">Does the lesson cure?</ButtonLink>}
        lead="The published bank of the exam you practise for. Questions are written as files; the README of the questions folder says how."
      />
      <TabsNav
        label="Lessons"
        current={chosen === null ? "/questions" : `/questions?lesson=${chosen}`}
        items={[
          { href: "/questions", label: "All" },
          ...lessons.map((id) => ({ href: `/questions?lesson=${id}`, label: `Lesson ${id}` })),
        ]}
      />
      <Card>
        <Table
          caption={`${rows.length} questions`}
          captionShown
          onPhone="cards"
          rows={rows}
          rowKey={(row) => row.id}
          empty={<EmptyState icon="search" title="No questions" text="The bank has none for this lesson and exam." />}
          columns={[
            {
              key: "question",
              header: "Question",
              rowHeader: true,
              cell: (row) => (
                <>
                  <Link className="link font-semibold [overflow-wrap:anywhere]" href={`/questions/${row.id}`}>
                    {row.id}
                  </Link>
                  <span className="mt-0.5 line-clamp-2 text-sm text-ink-2">{row.stem}</span>
                </>
              ),
            },
            { key: "lesson", header: "Lesson", cell: (row) => <span className="num">{row.lesson}</span> },
            {
              key: "type",
              header: "Type",
              cell: (row) => (
                <>
                  {row.type.replace("-", " ")}
                  {row.caseId === null ? "" : ", case"}
                  {row.family === null ? "" : ", draw of a family"}
                </>
              ),
            },
            { key: "difficulty", header: "Difficulty", align: "end", cell: (row) => row.difficulty },
            {
              key: "counter",
              header: "Counter-cue",
              cell: (row) =>
                row.counterCue ? <Badge state="trap">counter-cue</Badge> : <span className="text-ink-2">no</span>,
            },
            { key: "traps", header: "Traps", align: "end", cell: (row) => row.traps.length },
            {
              key: "verified",
              header: "Verified",
              cell: (row) => (
                <span className="num whitespace-nowrap">
                  {row.verifiedOn}
                  {row.stale ? (
                    <>
                      {" "}
                      <Badge state="trap">over a year ago</Badge>
                    </>
                  ) : null}
                </span>
              ),
            },
          ]}
        />
      </Card>
    </SiteFrame>
  );
}
