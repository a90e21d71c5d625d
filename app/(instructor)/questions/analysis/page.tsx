import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import { findContextFor } from "@/lib/auth/viewer";
import { FLAG_NAMES } from "@/lib/core/item-analysis/flags/flag-words";
import { BANK_PARTS, type BankPart, getBankAnalysis } from "@/lib/usecases/analysis/get-bank-analysis";
import { FigureTable } from "./_components/figure-table";
import { FormTable } from "./_components/form-table";

export const metadata: Metadata = { title: "Item analysis" };

const HERE = "/questions/analysis";

const nameOf = (part: BankPart | null): string =>
  part === null ? "all" : part === "pilots" ? "pilots that can count" : FLAG_NAMES[part];

const hrefOf = (part: BankPart | null, after: string | null = null): string => {
  const query = new URLSearchParams({ ...(part === null ? {} : { show: part }), ...(after === null ? {} : { after }) });
  return query.size === 0 ? HERE : `${HERE}?${query}`;
};

const EMPTY = {
  "likely-wrong-key": "In no question do the better ones choose a wrong option over the key.",
  "too-hard": "No question is missed by most and tells nobody apart.",
  drifting: "No question became easier or harder.",
  "dead-distractor": "Every wrong option is chosen by somebody.",
  pilots: "No question that was only a pilot so far has gathered enough good answers.",
} satisfies Record<BankPart, string>;

export default async function BankAnalysisPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { show, after } = await searchParams;
  const part = BANK_PARTS.find((one) => one === show) ?? null;
  const context = await findContextFor("readBank", HERE);
  const cursor = typeof after === "string" ? after : null;
  const analysis = context === null ? null : await getBankAnalysis(context, { part, after: cursor });
  if (analysis === null) notFound();
  const { forms, counts, unanswered, rows, next } = analysis;
  const total = counts.get(part) ?? 0;
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        eyebrow={
          <Link className="link" href="/questions">
            Questions
          </Link>
        }
        title="Item analysis"
        lead="What real answers say about the questions: those of exams that have ended, where each was answered once, timed and without feedback. Exams of which less than half was answered are left out. Counts are brought up within a minute."
      />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-10">
        <section aria-labelledby="forms" className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <h2 id="forms" className="text-lg">
            Forms
          </h2>
          <FormTable forms={forms} />
          {forms.length === 0 ? null : (
            <p className="max-w-reading text-sm text-ink-2">
              KR-20 says how far a form would rank the same people alike again, from 0 to 1; SEM how many questions a
              score may be off by luck. Forms are drawn from the bank, so both are what to expect of a form of this
              length. Unscored pilots are in neither.
            </p>
          )}
        </section>
        <section aria-labelledby="questions" className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <h2 id="questions" className="text-lg">
            Questions
          </h2>
          {(counts.get(null) ?? 0) === 0 ? (
            <EmptyState
              level={3}
              icon="clock"
              title="No answers yet"
              text="Questions appear here with the first exam that ends. Figures are shown from 30 answers on."
              action={<ButtonLink href="/questions">To the questions</ButtonLink>}
            />
          ) : (
            <>
              <TabsNav
                label="What stands out"
                current={hrefOf(part)}
                className="mb-0"
                items={[null, ...BANK_PARTS].map((one) => {
                  const name = nameOf(one);
                  const label = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
                  return { href: hrefOf(one), label, count: counts.get(one) ?? 0 };
                })}
              />
              <FigureTable
                caption={
                  cursor === null && next === null
                    ? `${total} ${total === 1 ? "question" : "questions"}`
                    : `${rows.length} of ${total} questions`
                }
                rows={rows}
                empty={part === null ? "The list ends here." : EMPTY[part]}
              />
              <div className="flex flex-wrap gap-2">
                {cursor === null ? null : (
                  <ButtonLink href={hrefOf(part)} variant="ghost">
                    Back to the start
                  </ButtonLink>
                )}
                {next === null ? null : <ButtonLink href={hrefOf(part, next)}>Next questions</ButtonLink>}
              </div>
              {unanswered === 0 ? null : (
                <p className="text-sm text-ink-2">
                  {unanswered === 1 ? "1 published question has" : `${unanswered} published questions have`} no answer
                  to the present version yet. A family of drawn questions counts as one.
                </p>
              )}
            </>
          )}
        </section>
      </div>
    </SiteFrame>
  );
}
