"use client";

import { letterIn, letterOf, pairsOf } from "@/components/question/choice";
import type { AnswerProps } from "@/components/question/kind-view";
import { lineWords } from "@/components/question/line-text";
import { LineView } from "@/components/question/line-view";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { pairPrompt } from "./pair";

/** Each prompt with a native list of the responses, which stand above in full: phones cut long lines in lists. */
export function MatchingAnswer({ question, answer, struck, disabled, onChoose, labelId }: AnswerProps<"matching">) {
  const given = { answer, struck };
  const pairs = pairsOf(answer);
  const used = new Set(Object.values(pairs));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and the ask above is the name already
    <div role="group" aria-labelledby={labelId} className="grid gap-6">
      <section aria-label="Responses" className="grid gap-2">
        <h3 className="text-sm font-semibold text-ink-2">Responses</h3>
        <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
          {question.options.map((option, place) => (
            <li key={option.id} className="flex gap-2.5">
              <span
                className={classNames(
                  "pair-letter",
                  used.has(option.id) ? "border-accent bg-accent-soft font-semibold" : "border-line-strong text-ink-2",
                )}
              >
                {letterOf(place)}
              </span>
              <span className="min-w-0">
                <LineView line={option.text} />
              </span>
            </li>
          ))}
        </ul>
      </section>
      <ol className="grid gap-2.5">
        {question.prompts.map((prompt, index) => {
          const chosen = pairs[prompt.id];
          const promptId = `${labelId}-${prompt.id}`;
          return (
            <li key={prompt.id} className={classNames("pair", chosen === undefined ? "border-line" : "border-accent")}>
              <label htmlFor={promptId} className="flex gap-3 text-[1rem]/6">
                <span className="num w-4 shrink-0 text-ink-3">{index + 1}</span>
                <span className="min-w-0">
                  <LineView line={prompt.text} />
                </span>
              </label>
              <div className="relative">
                <select
                  id={promptId}
                  disabled={disabled}
                  value={chosen ?? ""}
                  onChange={(event) =>
                    onChoose(pairPrompt(given, prompt.id, event.target.value === "" ? null : event.target.value))
                  }
                  className={classNames(
                    "pair-choice",
                    chosen === undefined
                      ? "border-line-strong bg-surface text-ink-2"
                      : "border-accent bg-accent-soft text-ink",
                  )}
                >
                  <option value="">Choose a response</option>
                  {question.options.map((option) => (
                    <option key={option.id} value={option.id}>
                      {letterIn(question.options, option.id)} · {lineWords(option.text)}
                    </option>
                  ))}
                </select>
                <Icon name="chevron-down" size={18} className="pair-arrow" />
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
