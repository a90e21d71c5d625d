import type { Metadata } from "next";
import Link from "next/link";
import { notFound, redirect } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ResultChanges } from "@/app/(learner)/_components/result-change";
import { ReviewQuestion } from "@/app/(learner)/attempts/[attemptId]/_components/review-question";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import { requireContext } from "@/lib/auth/viewer";
import { getReport, isReport } from "@/lib/usecases/attempt/get-result";
import { getReview, REVIEW_FILTERS, type ReviewFilter, type ReviewItem } from "@/lib/usecases/attempt/get-review";

export const metadata: Metadata = { title: "Review" };

const words = {
  all: "All",
  wrong: "Wrong",
  flagged: "Flagged",
  changed: "Changed",
  slow: "Slow",
} satisfies Record<ReviewFilter, string>;

const nothing = {
  all: "This attempt has no questions.",
  wrong: "Nothing was wrong or left out.",
  flagged: "You flagged no question.",
  changed: "You changed no answer after it was complete.",
  slow: "No question took clearly longer than the others.",
} satisfies Record<ReviewFilter, string>;

/** A question of the review as its page carries it; the stem is sent as it is shown, without its Markdown. */
const sentItem = (item: ReviewItem): string =>
  JSON.stringify({
    ...item,
    item: { ...item.item, question: { ...item.item.question, stem: "" } },
  } satisfies ReviewItem);

type Props = { params: Promise<{ attemptId: string }>; searchParams: Promise<Record<string, unknown>> };

export default async function ReviewPage({ params, searchParams }: Props) {
  const { attemptId } = await params;
  const { show, dispute } = await searchParams;
  const filter = REVIEW_FILTERS.find((candidate) => candidate === show) ?? "all";
  const here = `/attempts/${attemptId}/review`;
  const disputeHref = (place: number): string =>
    `${here}?${filter === "all" ? "" : `show=${filter}&`}dispute=${place}#q${place}`;
  const context = await requireContext(here);
  const review = await getReview(context, attemptId, filter);
  if (review === null) {
    const attempt = await getReport(context, attemptId);
    if (attempt === null || isReport(attempt)) notFound();
    redirect(`/attempts/${attemptId}`);
  }
  const { attempt, items, counts, revisions } = review;
  return (
    <SiteFrame current="/attempts" width="narrow">
      <PageHeader
        eyebrow={
          <Link className="link" href={`/attempts/${attempt.id}`}>
            {attempt.title}
          </Link>
        }
        title="Review"
        lead="Why each option is right or wrong, where it is written, and the way you came to your answer."
      />
      <div className="mb-6 empty:hidden">
        <ResultChanges revisions={revisions} />
      </div>
      <TabsNav
        label="Which questions"
        current={filter === "all" ? here : `${here}?show=${filter}`}
        items={REVIEW_FILTERS.map((entry) => ({
          href: entry === "all" ? here : `${here}?show=${entry}`,
          label: words[entry],
          count: counts[entry],
        }))}
      />
      {items.length === 0 ? (
        <EmptyState
          icon="filter"
          title="None"
          text={nothing[filter]}
          action={<ButtonLink href={here}>Show all</ButtonLink>}
        />
      ) : (
        <ol className="grid list-none gap-10 p-0">
          {items.map((item) => (
            <li key={item.item.id} id={`q${item.place}`} className="scroll-mt-6">
              <ReviewQuestion
                sent={sentItem(item)}
                disputeHref={disputeHref(item.place)}
                isDisputing={dispute === String(item.place)}
              />
            </li>
          ))}
        </ol>
      )}
    </SiteFrame>
  );
}
