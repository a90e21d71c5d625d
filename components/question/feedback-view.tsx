import type { ReactNode, Ref } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import type { ItemFeedback } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";
import { dayInWords } from "./day";
import { headline } from "./feedback/headline";
import { Reasons } from "./feedback/reasons";
import { RulingNote } from "./feedback/ruling-note";
import { Sources } from "./feedback/sources";
import { TrapBox } from "./feedback/trap-box";

export type FeedbackViewProps = {
  question: PublicQuestion;
  /** The answer that the feedback is on, in the learner's tokens. */
  answer: Answer;
  feedback: ItemFeedback;
  /** Nobody gave the answer: it is the key, shown to somebody who answers nothing here. */
  isKey?: boolean;
  /** The heading, so that the focus can be moved to it. */
  headingRef?: Ref<HTMLHeadingElement>;
  /** Stands under the outcome, before the explanation. */
  children?: ReactNode;
};

const looks = {
  right: { icon: "check", ink: "text-right" },
  wrong: { icon: "cross", ink: "text-wrong" },
  unanswered: { icon: "minus", ink: "text-ink-2" },
} satisfies Record<ItemFeedback["outcome"], { icon: IconName; ink: string }>;

/** Feedback on one question: outcome, traps taken, why each part is right or wrong, sources. No hooks: any page shows it. */
export function FeedbackView(props: FeedbackViewProps) {
  const { question, answer, feedback, isKey = false, headingRef, children } = props;
  const { title, detail } = headline(question, answer, feedback, isKey);
  const { icon, ink } = looks[feedback.outcome];
  return (
    <section aria-label="Feedback" className="grid gap-5">
      <div>
        <h3 ref={headingRef} tabIndex={-1} className={classNames("flex items-center gap-2 text-xl outline-none", ink)}>
          <Icon name={icon} size={24} />
          {title}
        </h3>
        {detail === null ? null : <p className="mt-1 text-ink-2">{detail}</p>}
      </div>
      {children}
      {feedback.ruling === null ? null : <RulingNote question={question} ruling={feedback.ruling} />}
      {feedback.trapsTaken.map((trap) => (
        <TrapBox key={trap.id} trap={trap} />
      ))}
      <Reasons question={question} answer={answer} feedback={feedback} isKey={isKey} />
      <Sources sources={feedback.sources} />
      <p className="text-sm text-ink-2">
        Lesson {feedback.lesson.id} {feedback.lesson.title} · question verified on{" "}
        <time dateTime={feedback.verifiedOn}>{dayInWords(feedback.verifiedOn)}</time>
      </p>
    </section>
  );
}
