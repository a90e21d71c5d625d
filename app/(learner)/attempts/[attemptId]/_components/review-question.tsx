"use client";

import { useMemo } from "react";
import { FeedbackView } from "@/components/question/feedback-view";
import { ScenarioText, StemAndAsk } from "@/components/question/question-text";
import { ScenarioPanel } from "@/components/question/scenario-panel";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/notice";
import { Prepared } from "@/components/ui/prepared";
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

function Header({ item }: { item: ReviewItem }) {
  const change = changeWords[item.change];
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h2 id={`q${item.place}-title`} className="num text-lg">
        Question {item.place}
      </h2>
      <Badge state={item.outcome} />
      {item.pilot ? <Badge state="pilot" /> : null}
      {item.dropped ? <Badge state="neutral">dropped</Badge> : null}
      {item.item.state.flagged ? <Badge state="flagged" /> : null}
      {change === null ? null : <Badge state="neutral">{change}</Badge>}
      <p className="num ms-auto text-sm text-ink-2">
        {minutesAndSeconds(item.spentMs)} min{item.slow ? ", slow" : ""}
      </p>
    </header>
  );
}

function Explained({ item: { item, feedback } }: { item: ReviewItem }) {
  if (feedback === null) {
    return (
      <Notice tone="info" role="note" title="Kept back while your exam runs">
        This question is in the exam that you are sitting. Its answer and reasons stand here again when that exam is
        over.
      </Notice>
    );
  }
  return <FeedbackView question={item.question} answer={item.state.answer} feedback={feedback} />;
}

/** As QuestionText shows it; the panel of a case is folded by a script, the texts are prepared. */
function Served({ item }: { item: ReviewItem["item"] }) {
  const text = { question: item, highlights: item.state.highlights };
  if (item.scenario === null) return null;
  return (
    <div className="grid gap-6">
      <ScenarioPanel title={item.scenario.title} position={item.scenario.position} of={item.scenario.of}>
        <Prepared>
          <ScenarioText {...text} />
        </Prepared>
      </ScenarioPanel>
      <Prepared>
        <StemAndAsk {...text} />
      </Prepared>
    </div>
  );
}

/**
 * One question of a finished attempt: as it was served, what became of it, why, and the way to the answer.
 *
 * @param sent the item as JSON: as one text it is neither walked through by the framework nor sent a second time as HTML.
 */
export function ReviewQuestion({
  sent,
  disputeHref,
  isDisputing,
}: {
  sent: string;
  /** The page with the form for a dispute of this question open. */
  disputeHref: string;
  isDisputing: boolean;
}) {
  const item = useMemo((): ReviewItem => JSON.parse(sent), [sent]);
  const { place, miss, dispute, path } = item;
  const isOfCase = item.item.scenario !== null;
  return (
    <Card as="article" aria-labelledby={`q${place}-title`} className="grid gap-6">
      <Prepared>
        <Header item={item} />
        {isOfCase ? null : <StemAndAsk question={item.item} highlights={item.item.state.highlights} />}
        {isOfCase ? null : <Explained item={item} />}
      </Prepared>
      {isOfCase ? (
        <>
          <Served item={item.item} />
          <Prepared>
            <Explained item={item} />
          </Prepared>
        </>
      ) : null}
      {miss === null ? null : <MissChoice itemId={item.item.id} place={place} miss={miss} />}
      {item.feedback === null ? null : (
        <DisputeForm
          itemId={item.item.id}
          place={place}
          dispute={dispute}
          formHref={disputeHref}
          isAsked={isDisputing}
        />
      )}
      {path.length === 0 ? null : (
        <Prepared>
          <Disclosure title="Your path" aside={`${path.length} ${path.length === 1 ? "step" : "steps"}`}>
            <AnswerPath question={item.item.question} path={path} />
          </Disclosure>
        </Prepared>
      )}
    </Card>
  );
}
