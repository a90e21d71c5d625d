import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ChangeList } from "@/components/authoring/change-list";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { can } from "@/lib/core/access/viewer";
import { getHistory } from "@/lib/usecases/authoring/history";
import { CompareForm } from "./_components/compare-form";
import { EntryList } from "./_components/entry-list";
import { StateForm } from "./_components/state-form";
import { VersionTable } from "./_components/version-table";

export const metadata: Metadata = { title: "History" };

const numberOf = (value: unknown): number | null =>
  typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : null;

type Props = { params: Promise<{ questionId: string }>; searchParams: Promise<Record<string, unknown>> };

export default async function HistoryPage({ params, searchParams }: Props) {
  const { questionId } = await params;
  const { from, to } = await searchParams;
  const context = await findContextFor("readBank", `/questions/${questionId}/history`);
  const wanted = { from: numberOf(from), to: numberOf(to) };
  const history = context === null ? null : await getHistory(context, questionId, wanted);
  if (context === null || history === null) notFound();
  const { state, family, inCaseWith, entries, versions, draft, compared } = history;
  const isRetired = state === "retired";
  return (
    <SiteFrame current="/questions">
      <PageHeader
        eyebrow={
          <Link className="link [overflow-wrap:anywhere]" href={`/questions/${questionId}`}>
            {questionId}
          </Link>
        }
        title="History"
        lead={
          <span className="flex flex-wrap items-center gap-2">
            <Badge state={isRetired ? "retired" : "published"} />
            {versions.length === 1 ? "One version." : `${versions.length} versions.`}
            {inCaseWith.length === 0 ? null : ` In a case with ${inCaseWith.join(", ")}.`}
          </span>
        }
      />
      <div className="grid gap-9">
        {draft === null ? null : (
          <Notice
            role="note"
            title={draft.state === "in-review" ? "A draft of it is in review" : "Somebody is writing a draft of it"}
            action={
              <Link
                className="link"
                href={`/questions/drafts/${draft.id}${draft.state === "in-review" ? "/review" : ""}`}
              >
                Open the draft
              </Link>
            }
          />
        )}
        <section aria-labelledby="steps" className="grid gap-3">
          <h2 id="steps" className="text-lg">
            What happened
          </h2>
          <Card>
            <EntryList entries={entries} />
          </Card>
        </section>
        <section aria-labelledby="versions" className="grid gap-3">
          <h2 id="versions" className="text-lg">
            Versions
          </h2>
          <Card>
            <VersionTable
              questionId={questionId}
              versions={versions}
              mayRestore={can(context.viewer, "writeBank") && family === null}
            />
          </Card>
        </section>
        {compared === null ? null : (
          <section aria-labelledby="compared" className="grid gap-3">
            <h2 id="compared" className="text-lg">
              From version {compared.from} to {compared.to}
            </h2>
            <CompareForm versions={versions.map(({ version }) => version)} from={compared.from} to={compared.to} />
            <Card>
              <ChangeList changes={compared.changes} />
            </Card>
          </section>
        )}
        {can(context.viewer, "writeBank") ? (
          <StateForm
            key={state}
            questionId={questionId}
            isRetired={isRetired}
            inCaseWith={inCaseWith.length}
            isDraw={family !== null}
          />
        ) : null}
      </div>
    </SiteFrame>
  );
}
