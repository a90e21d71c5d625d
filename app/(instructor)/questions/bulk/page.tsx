import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { type AddressParams, bankAddress } from "@/lib/core/authoring/bank/bank-query";
import { bulkVerbSchema } from "@/lib/core/authoring/bulk/bulk-change";
import type { BulkSelection } from "@/lib/core/authoring/bulk/selection";
import { type BulkPreview, getBulk, previewBulk } from "@/lib/usecases/bank/bulk";
import { MOST_AT_ONCE } from "@/lib/usecases/bank/plan-bulk";
import { BulkResult } from "./_components/bulk-result";
import { ChangeForm } from "./_components/change-form";
import { PlannedChange } from "./_components/planned-change";
import { RecentChanges } from "./_components/recent-changes";
import { SelectedQuestions } from "./_components/selected-questions";
import { VerbTabs } from "./_components/verb-tabs";

export const metadata: Metadata = { title: "Change questions" };

const backTo = (selection: BulkSelection | undefined): string =>
  selection?.kind === "all" ? bankAddress({ filter: selection.filter, sort: "id" }) : "/questions";

/** What stands in place of the forms when there is nothing to change, or too much. */
function Unready({ preview }: { preview: BulkPreview }) {
  if (preview.unreadable) {
    return (
      <Notice tone="danger" role="note" title="The selection could not be read">
        Part of the address makes no sense, and leaving it out might select more than was meant. Nothing was changed;
        select the questions again.
      </Notice>
    );
  }
  if (preview.selected?.tooMany) {
    return (
      <Notice tone="warning" role="note" title={`${preview.selected.total} questions are too many for one change`}>
        At most {MOST_AT_ONCE} are changed at once. Narrow the search, for instance by lesson, and do it in parts.
      </Notice>
    );
  }
  return (
    <EmptyState
      icon="list"
      title="Nothing is selected"
      text="Tick questions in the list, or search for those that are meant and take all that match."
      action={<ButtonLink href={backTo(preview.selected?.selection)}>To the list</ButtonLink>}
    />
  );
}

export default async function BulkPage({ searchParams }: { searchParams: Promise<AddressParams> }) {
  const params = await searchParams;
  const context = await findContextFor("writeBank", "/questions/bulk");
  if (context !== null && typeof params.change === "string") {
    const bulk = await getBulk(context, params.change);
    if (bulk === null) notFound();
    return <BulkResult bulk={bulk} />;
  }
  const preview = context === null ? null : await previewBulk(context, params);
  if (preview === null) notFound();
  const { pack, selected, planned, recent } = preview;
  const verb = bulkVerbSchema.safeParse(params.do).data ?? "lesson";
  const isReady = selected !== null && !selected.tooMany && selected.rows.length > 0;
  const count = selected?.total ?? 0;
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        eyebrow={
          <Link className="link" href={backTo(selected?.selection)}>
            Questions
          </Link>
        }
        title={isReady ? `Change ${count} ${count === 1 ? "question" : "questions"}` : "Change questions"}
        lead="First you see what will change and what will not; nothing is written until you say so. Every change can be undone."
      />
      {isReady ? (
        <div className="grid grid-cols-1 gap-5">
          <SelectedQuestions selection={selected.selection} rows={selected.rows} pack={pack} />
          <VerbTabs selection={selected.selection} current={verb} />
          <Card>
            <ChangeForm selection={selected.selection} verb={verb} params={params} pack={pack} rows={selected.rows} />
          </Card>
          {planned === null ? null : (
            <PlannedChange key={planned.seen} planned={planned} selection={selected.selection} pack={pack} />
          )}
        </div>
      ) : (
        <Unready preview={preview} />
      )}
      <RecentChanges recent={recent} pack={pack} />
    </SiteFrame>
  );
}
