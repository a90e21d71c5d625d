"use client";

import { letterOf, strikeOption } from "@/components/question/choice";
import type { AnswerProps } from "@/components/question/kind-view";
import { OptionCard } from "@/components/question/option-card";
import { chooseOne } from "./choose";

/** One option of several: native radio buttons, so arrows move within them. */
export function MultipleChoiceAnswer({
  question,
  answer,
  struck,
  disabled,
  onChoose,
  labelId,
}: AnswerProps<"multiple-choice">) {
  const given = { answer, struck };
  return (
    <div role="radiogroup" aria-labelledby={labelId} className="grid gap-2.5">
      {question.options.map((option, place) => (
        <OptionCard
          key={option.id}
          type="radio"
          name={labelId}
          optionId={option.id}
          letter={letterOf(place)}
          text={option.text}
          chosen={answer === option.id}
          struck={struck.includes(option.id)}
          disabled={disabled}
          onChoose={() => onChoose(chooseOne(given, option.id))}
          onStrike={() => onChoose(strikeOption(given, option.id, letterOf(place)))}
        />
      ))}
    </div>
  );
}
