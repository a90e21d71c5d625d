import { chosenIds, textOf } from "@/components/question/choice";
import type { QuestionOf } from "@/components/question/kind-view";
import { LineView } from "@/components/question/line-view";
import { Icon } from "@/components/ui/icon";
import type { Reason } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import { Decoys } from "./decoys";
import { TrapBadge, Why } from "./why";

type OrderingReasonsProps = {
  question: QuestionOf<"ordering">;
  /** Undefined where nobody answered: then there is only the right order. */
  answer: Answer | undefined;
  correct: readonly string[];
  reasons: readonly Reason[];
};

/** The learner's sequence beside the right one, then the reasons of each step and of what was the wrong way round. */
export function OrderingReasons({ question, answer, correct, reasons }: OrderingReasonsProps) {
  const sequence = answer === undefined ? [] : chosenIds(answer);
  const text = (id: string) => <LineView line={textOf(question.options, id)} />;
  const of = (kind: Reason["kind"]) => reasons.filter((reason) => reason.kind === kind);
  return (
    <div className="grid gap-6">
      <div className="grid gap-4 sm:grid-cols-2">
        {answer === undefined ? null : (
          <section className="grid content-start gap-2">
            <h4 className="text-sm text-ink-2">Your order</h4>
            {sequence.length === 0 ? <p className="text-ink-2">None given.</p> : null}
            <ol className="grid gap-1.5">
              {sequence.map((id, place) => {
                const right = correct[place] === id;
                return (
                  <li key={id} className="flex gap-2.5">
                    <Icon
                      name={right ? "check" : "cross"}
                      size={18}
                      label={right ? "right place" : "wrong place"}
                      className={right ? "mt-0.5 text-right" : "mt-0.5 text-wrong"}
                    />
                    <span className="num w-4 shrink-0 text-ink-2">{place + 1}</span>
                    <span className="min-w-0">{text(id)}</span>
                  </li>
                );
              })}
            </ol>
          </section>
        )}
        <section className="grid content-start gap-2">
          <h4 className="text-sm text-ink-2">Right order</h4>
          <ol className="grid gap-1.5">
            {correct.map((id, place) => (
              <li key={id} className="flex gap-2.5">
                <span className="num w-4 shrink-0 text-ink-2">{place + 1}</span>
                <span className="min-w-0">{text(id)}</span>
              </li>
            ))}
          </ol>
        </section>
      </div>
      {of("inversion").map((reason) => (
        <section
          key={reason.refs.join()}
          className="grid gap-2 rounded-card border border-trap bg-trap-soft px-4 py-3.5"
        >
          <p>
            You put “{text(reason.refs[0] ?? "")}” before “{text(reason.refs[1] ?? "")}”: the wrong way round.
          </p>
          <p>
            <TrapBadge trap={reason.trap} />
          </p>
          <Why reason={reason} />
        </section>
      ))}
      <section className="grid gap-2">
        <h4 className="text-sm text-ink-2">Why in this order</h4>
        <ol className="grid gap-3">
          {correct.map((id, place) => (
            <li key={id} className="flex gap-2.5">
              <span className="num w-4 shrink-0 font-semibold">{place + 1}</span>
              <div className="grid min-w-0 gap-0.5">
                <p>{text(id)}</p>
                <Why reason={of("option").find((reason) => reason.refs[0] === id)} />
              </div>
            </li>
          ))}
        </ol>
      </section>
      {of("decoy").length === 0 ? null : (
        <section className="grid gap-2">
          <h4 className="text-sm text-ink-2">Belongs to no step</h4>
          <Decoys reasons={of("decoy")} options={question.options} />
        </section>
      )}
    </div>
  );
}
