import { letterOf } from "@/components/question/choice";
import { TrapBadge, Why } from "@/components/question/feedback/why";
import { LineView } from "@/components/question/line-view";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { ShareBar } from "@/components/ui/share-bar";
import { LEAST_SHOWN, type LiveExplanation, type LiveResult } from "@/lib/core/live/live-view";
import type { Answer } from "@/lib/core/question/answer";
import type { Part } from "@/lib/core/question/public";

export type RoomAnswersProps = {
  options: readonly Part[];
  /** Null while answers come in: the options alone. */
  result: LiveResult | null;
  explanation: LiveExplanation | null;
  /** The viewer's own answer; null on the projector. */
  own: Answer;
  /** With the reason of every option, once it is explained. */
  withReasons: boolean;
};

const percent = (count: number, of: number): number => (of === 0 ? 0 : Math.round((count / of) * 100));
const chose = (answer: Answer, id: string): boolean => answer === id || (Array.isArray(answer) && answer.includes(id));

/** "5 answers", "1 answer". */
export const answersInWords = (count: number): string => `${count} ${count === 1 ? "answer" : "answers"}`;

/** The options with how many of the room chose each, and once it is explained, which is right and the trap of each. */
export function RoomAnswers({ options, result, explanation, own, withReasons }: RoomAnswersProps) {
  const counts = result?.options ?? null;
  return (
    <div className="grid gap-4">
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
                {share === null ? null : (
                  <p className="num shrink-0 text-end leading-6">
                    <span className="font-semibold">{share} %</span>{" "}
                    <span className="text-sm text-ink-2">({count})</span>
                  </p>
                )}
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
      {result === null || counts !== null ? null : (
        <p className="text-ink-2">
          {answersInWords(result.answered)}. How they fall on the options is shown from {LEAST_SHOWN} answers on.
        </p>
      )}
    </div>
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
