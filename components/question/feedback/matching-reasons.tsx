import { letterIn, pairsOf, textOf } from "@/components/question/choice";
import type { QuestionOf } from "@/components/question/kind-view";
import { LineView } from "@/components/question/line-view";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { Reason } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import { TrapBadge, Why } from "./why";

type MatchingReasonsProps = {
  question: QuestionOf<"matching">;
  answer: Answer;
  correct: Readonly<Record<string, string>>;
  reasons: readonly Reason[];
};

/** Every prompt with the response given and the right one, and why. */
export function MatchingReasons({ question, answer, correct, reasons }: MatchingReasonsProps) {
  const pairs = pairsOf(answer);
  const response = (id: string) => (
    <>
      <span className="num mr-1.5 text-sm text-ink-2">{letterIn(question.options, id)}</span>
      <LineView line={textOf(question.options, id)} />
    </>
  );
  return (
    <ol className="grid gap-2.5">
      {question.prompts.map((prompt) => {
        const given = pairs[prompt.id];
        const key = correct[prompt.id] ?? "";
        const right = given === key;
        const about = (kind: Reason["kind"]) =>
          reasons.find((reason) => reason.kind === kind && reason.refs[0] === prompt.id);
        const wrongPair = about("wrong-pair");
        return (
          <li key={prompt.id} className={classNames("reason", right ? "reason-right" : "reason-wrong")}>
            <Icon
              name={right ? "check" : "cross"}
              label={right ? "right" : "wrong"}
              className={right ? "text-right" : "text-wrong"}
            />
            <div>
              <p className="reason-line">
                <LineView line={prompt.text} />
              </p>
              <dl className="grid gap-1">
                {right ? null : (
                  <div>
                    <dt className="inline text-ink-2">You chose: </dt>
                    <dd className="inline">{given === undefined ? "nothing" : response(given)}</dd>
                  </div>
                )}
                <div>
                  <dt className="inline text-ink-2">Right: </dt>
                  <dd className="inline font-[550]">{response(key)}</dd>
                </div>
              </dl>
              {wrongPair === undefined ? null : (
                <>
                  <p>
                    <TrapBadge trap={wrongPair.trap} />
                  </p>
                  <Why reason={wrongPair} />
                </>
              )}
              <Why reason={about("pair")} />
            </div>
          </li>
        );
      })}
    </ol>
  );
}
