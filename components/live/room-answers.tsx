import { letterOf } from "@/components/question/choice";
import { TrapBadge, Why } from "@/components/question/feedback/why";
import { LineView } from "@/components/question/line-view";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { ShareBar } from "@/components/ui/share-bar";
import { LEAST_SHOWN, type LiveExplanation, type LiveResult } from "@/lib/core/live/live-view";
import type { Answer } from "@/lib/core/question/answer";
import { isChoice } from "@/lib/core/question/is-choice";
import type { PublicQuestion } from "@/lib/core/question/public";
import { RoomSlots } from "./room-slots";
import { percent, ShareWords } from "./share-words";

export type RoomAnswersProps = {
  question: PublicQuestion;
  /** Null while answers come in: the options alone. */
  result: LiveResult | null;
  explanation: LiveExplanation | null;
  /** The viewer's own answer; null on the projector. */
  own: Answer;
  /** With the reason of every option, once it is explained. */
  withReasons: boolean;
};

const chose = (answer: Answer, id: string): boolean => answer === id || (Array.isArray(answer) && answer.includes(id));

/** "5 answers", "1 answer". */
export const answersInWords = (count: number): string => `${count} ${count === 1 ? "answer" : "answers"}`;

/** What the room answered, and once it is explained, what is right, with the trap and the reason of each. */
export function RoomAnswers(props: RoomAnswersProps) {
  const { question, result } = props;
  return (
    <div className="grid gap-4">
      {isChoice(question) ? <RoomOptions {...props} /> : <RoomSlots {...props} question={question} />}
      {result === null || result.options !== null || result.slots !== null ? null : (
        <p className="text-ink-2">
          {answersInWords(result.answered)}. How they fall on the options is shown from {LEAST_SHOWN} answers on.
        </p>
      )}
    </div>
  );
}

/** The options with how many of the room chose each. */
function RoomOptions({ question: { options }, result, explanation, own, withReasons }: RoomAnswersProps) {
  const counts = result?.options ?? null;
  return (
    <ol className="grid list-none gap-2.5 p-0" aria-label={result === null ? "Options" : "How the room answered"}>
      {options.map((option, place) => {
        const count = counts?.find((one) => one.option === option.id)?.count ?? null;
        const reason = explanation?.feedback.reasons.find(
          ({ kind, refs }) => kind === "option" && refs[0] === option.id,
        );
        const right = reason?.right === true;
        const share = count === null || result === null ? null : percent(count, result.answered);
        return (
          <li
            key={option.id}
            className={classNames(
              "grid gap-2 rounded-card border px-4 py-3",
              right ? "border-right bg-right-soft" : "border-line bg-surface",
            )}
          >
            <div className="flex items-start gap-3.5">
              <span className="num w-4 shrink-0 text-center text-sm leading-6 text-ink-2">{letterOf(place)}</span>
              <p className="min-w-0 grow text-[1rem]/6">
                <LineView line={option.text} />
              </p>
              {share === null || count === null ? null : <ShareWords share={share} count={count} />}
            </div>
            {share === null ? null : <ShareBar share={share / 100} tone={right ? "right" : "accent"} />}
            <p className="flex flex-wrap gap-1.5 empty:hidden">
              {right ? <Badge state="right">right answer</Badge> : null}
              {chose(own, option.id) ? <Badge state="answered">your answer</Badge> : null}
              {reason === undefined ? null : <TrapBadge trap={reason.trap} />}
            </p>
            {withReasons ? <Why reason={reason} /> : null}
          </li>
        );
      })}
    </ol>
  );
}

/** How many were right and took which trap, in words; nothing where too few answered. */
export function RoomTraps({ result, explanation }: { result: LiveResult | null; explanation: LiveExplanation | null }) {
  if (result === null || explanation === null || explanation.right === null || explanation.traps === null) return null;
  const { right, traps } = explanation;
  return (
    <div className="grid gap-3">
      <p className="num">
        <span className="font-semibold">
          {right} of {result.answered}
        </span>{" "}
        had it right.
      </p>
      {traps.map(({ id, name, count }) => (
        <div key={id} className="grid gap-1.5">
          <p>
            <span className="num font-semibold">
              {count} of {result.answered}
            </span>{" "}
            took the trap: {name}
          </p>
          <ShareBar share={count / result.answered} tone="trap" />
        </div>
      ))}
    </div>
  );
}
