import { FeedbackView } from "@/components/question/feedback-view";
import { QuestionText } from "@/components/question/question-text";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { minutesAndSeconds } from "@/lib/core/shared/duration";
import type { ReviewItem } from "@/lib/usecases/attempt/get-review";
import { AnswerPath } from "./answer-path";
import { DisputeForm } from "./dispute-form";
import { MissChoice } from "./miss-choice";

const changeWords = {
  none: null,
  "right-to-wrong": "changed away from right",
  "wrong-to-right": "changed to right",
  "wrong-to-wrong": "changed, still wrong",
} satisfies Record<ReviewItem["change"], string | null>;

/** One question of a finished attempt: as it was served, what became of it, why, and the way to the answer. */
export function ReviewQuestion({ item }: { item: ReviewItem }) {
  const change = changeWords[item.change];
  const { state } = item.item;
  return (
    <Card as="article" aria-labelledby={`q${item.place}-title`} className="grid gap-6">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 id={`q${item.place}-title`} className="num text-lg">
          Question {item.place}
        </h2>
        <Badge state={item.outcome} />
        {item.pilot ? <Badge state="pilot" /> : null}
        {item.dropped ? <Badge state="neutral">dropped</Badge> : null}
        {state.flagged ? <Badge state="flagged" /> : null}
        {change === null ? null : <Badge state="neutral">{change}</Badge>}
        <p className="num ms-auto text-sm text-ink-2">
          {minutesAndSeconds(item.spentMs)} min{item.slow ? ", slow" : ""}
        </p>
      </header>
      <QuestionText question={item.item} highlights={state.highlights} />
      {item.feedback === null ? (
        <Notice tone="info" role="note" title="Kept back while your exam runs">
          This question is in the exam that you are sitting. Its answer and reasons stand here again when that exam is
          over.
        </Notice>
      ) : (
        <FeedbackView question={item.item.question} answer={state.answer} feedback={item.feedback} />
      )}
      {item.miss === null ? null : <MissChoice itemId={item.item.id} place={item.place} miss={item.miss} />}
      {item.feedback === null ? null : <DisputeForm item={item} />}
      {item.path.length === 0 ? null : (
        <Disclosure title="Your path" aside={`${item.path.length} ${item.path.length === 1 ? "step" : "steps"}`}>
          <AnswerPath question={item.item.question} path={item.path} />
        </Disclosure>
      )}
    </Card>
  );
}
