import type { ReactNode } from "react";
import { chosenIds, letterOf, pairsOf, textOf } from "@/components/question/choice";
import { Decoys } from "@/components/question/feedback/decoys";
import { Why } from "@/components/question/feedback/why";
import { LineView } from "@/components/question/line-view";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { ShareBar } from "@/components/ui/share-bar";
import type { LiveExplanation, LiveResult } from "@/lib/core/live/live-view";
import type { Answer } from "@/lib/core/question/answer";
import type { Part, PublicQuestion } from "@/lib/core/question/public";
import { percent, ShareWords } from "./share-words";

type SlotQuestion = Extract<PublicQuestion, { type: "ordering" | "matching" }>;
type RoomSlotsProps = {
  question: SlotQuestion;
  result: LiveResult | null;
  explanation: LiveExplanation | null;
  own: Answer;
  withReasons: boolean;
};

/** The places of an ordering by number, the prompts of a matching by token. */
const slotsOf = (question: SlotQuestion): { id: string; name: ReactNode }[] =>
  question.type === "ordering"
    ? Array.from({ length: question.pick }, (_, place) => ({ id: String(place + 1), name: `Step ${place + 1}` }))
    : question.prompts.map(({ id, text }) => ({ id, name: <LineView line={text} /> }));

/** What an answer puts into a slot. */
const putIn = (question: SlotQuestion, answer: Answer, slot: string): string | undefined =>
  question.type === "ordering" ? chosenIds(answer)[Number(slot) - 1] : pairsOf(answer)[slot];

/** Prompts or options by themselves, before anything is known of the room. */
function Parts({ parts, label, lettered }: { parts: readonly Part[]; label: string; lettered: boolean }) {
  return (
    <section className="grid content-start gap-2" aria-label={label}>
      <p className="text-sm text-ink-2">{label}</p>
      <ol className="grid list-none gap-2.5 p-0">
        {parts.map(({ id, text }, place) => (
          <li key={id} className="flex gap-3.5 rounded-card border border-line bg-surface px-4 py-3">
            {lettered ? (
              <span className="num w-4 shrink-0 text-center text-sm leading-6 text-ink-2">{letterOf(place)}</span>
            ) : null}
            <p className="min-w-0 text-[1rem]/6">
              <LineView line={text} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Slot({ slot, question, result, explanation, own, withReasons }: RoomSlotsProps & { slot: SlotName }) {
  const counts = result?.slots?.find((one) => one.slot === slot.id)?.options ?? null;
  const feedback = explanation?.feedback ?? null;
  const answers = feedback === null ? [] : [feedback.key, ...(feedback.ruling?.alsoRight ?? [])];
  const right = new Set(answers.map((answer) => putIn(question, answer, slot.id)));
  const mine = putIn(question, own, slot.id);
  const named = counts?.map(({ option }) => option) ?? [];
  const shown = [...new Set([...named, ...[...right, mine].filter((id) => id !== undefined)])];
  const key = feedback === null ? undefined : putIn(question, feedback.key, slot.id);
  const reason = feedback?.reasons.find(({ kind, refs }) =>
    question.type === "ordering" ? kind === "option" && refs[0] === key : kind === "pair" && refs[0] === slot.id,
  );
  return (
    <li className="grid gap-3 rounded-card border border-line bg-surface px-4 py-3">
      <p className="font-semibold">{slot.name}</p>
      <ul className="grid list-none gap-3 p-0 empty:hidden">
        {shown.map((id) => {
          const count = counts?.find(({ option }) => option === id)?.count ?? 0;
          const share = result === null || counts === null ? null : percent(count, result.answered);
          const isRight = right.has(id);
          return (
            <li
              key={id}
              className={classNames("grid gap-1.5", isRight && "-mx-2 rounded-control bg-right-soft px-2 py-1.5")}
            >
              <div className="flex items-start justify-between gap-3.5">
                <p className="min-w-0 text-[1rem]/6">
                  <LineView line={textOf(question.options, id)} />
                </p>
                {share === null ? null : <ShareWords share={share} count={count} />}
              </div>
              {share === null ? null : <ShareBar share={share / 100} tone={isRight ? "right" : "accent"} />}
              <p className="flex flex-wrap gap-1.5 empty:hidden">
                {isRight ? <Badge state="right">right answer</Badge> : null}
                {mine === id ? <Badge state="answered">your answer</Badge> : null}
              </p>
            </li>
          );
        })}
      </ul>
      {withReasons ? <Why reason={reason} /> : null}
    </li>
  );
}
type SlotName = ReturnType<typeof slotsOf>[number];

/** What the room put into each place of an ordering, or to each prompt of a matching. */
export function RoomSlots(props: RoomSlotsProps) {
  const { question, result, explanation, withReasons } = props;
  if (result === null) {
    return question.type === "ordering" ? (
      <Parts parts={question.options} label="To put in order" lettered />
    ) : (
      <div className="grid gap-4 sm:grid-cols-2">
        <Parts parts={question.prompts} label="To each of these" lettered={false} />
        <Parts parts={question.options} label="one of these" lettered />
      </div>
    );
  }
  const decoys = withReasons ? (explanation?.feedback.reasons.filter(({ kind }) => kind === "decoy") ?? []) : [];
  return (
    <div className="grid gap-4">
      <ol className="grid list-none gap-2.5 p-0" aria-label="How the room answered">
        {slotsOf(question).map((slot) => (
          <Slot key={slot.id} {...props} slot={slot} />
        ))}
      </ol>
      {decoys.length === 0 ? null : (
        <section className="grid gap-2" aria-label="Belongs to no step">
          <p className="text-sm text-ink-2">Belongs to no step</p>
          <Decoys reasons={decoys} options={question.options} />
        </section>
      )}
    </div>
  );
}
