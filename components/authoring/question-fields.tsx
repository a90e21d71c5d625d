"use client";

import type { DraftQuestion } from "@/lib/core/authoring/draft-file";
import { type Change, DetailsFields } from "./details-fields";
import { LineField } from "./fields/line-field";
import { MarkdownField } from "./fields/markdown-field";
import { MatchingFields } from "./kinds/matching-fields";
import { OptionsFields } from "./kinds/options-fields";
import { OrderingFields } from "./kinds/ordering-fields";

type QuestionFieldsProps = {
  question: DraftQuestion;
  onChange: Change;
  fixedId: boolean;
  others: readonly string[];
};

/** An edit of questions of one type, as an edit of any: others stay as they are. */
const only =
  <Q extends DraftQuestion>(types: readonly Q["type"][], edit: (question: Q) => DraftQuestion) =>
  (held: DraftQuestion): DraftQuestion => {
    const isOne = (question: DraftQuestion): question is Q => types.some((type) => type === question.type);
    return isOne(held) ? edit(held) : held;
  };

function KindFields({ question, onChange }: Pick<QuestionFieldsProps, "question" | "onChange">) {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return (
        <OptionsFields
          question={question}
          onChange={(edit) => onChange(only(["multiple-choice", "multiple-response"], edit))}
        />
      );
    case "ordering":
      return <OrderingFields question={question} onChange={(edit) => onChange(only(["ordering"], edit))} />;
    case "matching":
      return <MatchingFields question={question} onChange={(edit) => onChange(only(["matching"], edit))} />;
  }
}

/** All fields of one question, in the order in which one is written. */
export function QuestionFields({ question, onChange, fixedId, others }: QuestionFieldsProps) {
  return (
    <div className="grid gap-7">
      <div className="grid gap-4">
        <MarkdownField
          path={["stem"]}
          label="Stem"
          hint="Who, what they have, one or two hard constraints with numbers."
          value={question.stem}
          onChange={(stem) => onChange((held) => ({ ...held, stem }))}
          tools
          rows={5}
        />
        <LineField
          path={["ask"]}
          label="Question line"
          hint="The question itself, with its one goal."
          value={question.ask}
          onChange={(ask) => onChange((held) => ({ ...held, ask }))}
        />
      </div>
      <KindFields question={question} onChange={onChange} />
      <DetailsFields question={question} onChange={onChange} fixedId={fixedId} others={others} />
    </div>
  );
}
