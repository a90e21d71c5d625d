"use client";

import { chosenIds, letterOf, strikeOption } from "@/components/question/choice";
import type { AnswerProps } from "@/components/question/kind-view";
import { OptionCard } from "@/components/question/option-card";
import { toggleOption } from "./choose";

/** Some options of several: native checkboxes. */
export function MultipleResponseAnswer({
  question,
  answer,
  struck,
  disabled,
  onChoose,
  labelId,
}: AnswerProps<"multiple-response">) {
  const given = { answer, struck };
  const chosen = chosenIds(answer);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and the ask above is the name already
    <div role="group" aria-labelledby={labelId} className="grid gap-2.5">
      {question.options.map((option, place) => (
        <OptionCard
          key={option.id}
          type="checkbox"
          name={labelId}
          optionId={option.id}
          letter={letterOf(place)}
          text={option.text}
          chosen={chosen.includes(option.id)}
          struck={struck.includes(option.id)}
          disabled={disabled}
          onChoose={() => onChoose(toggleOption(given, option.id, question.choose))}
          onStrike={() => onChoose(strikeOption(given, option.id, letterOf(place)))}
        />
      ))}
    </div>
  );
}
