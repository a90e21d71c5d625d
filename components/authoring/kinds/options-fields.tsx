"use client";

import { useContext } from "react";
import { flushSync } from "react-dom";
import { QuestionPlace, useEditing } from "@/components/authoring/fields/editing";
import { LineField } from "@/components/authoring/fields/line-field";
import { MarkdownField } from "@/components/authoring/fields/markdown-field";
import { Part } from "@/components/authoring/fields/part";
import { focusField, PartList } from "@/components/authoring/fields/part-list";
import { TrapField } from "@/components/authoring/fields/trap-field";
import { type DraftOf, withKey } from "@/lib/core/authoring/edit-question";
import { fieldId } from "@/lib/core/authoring/finding-place";
import { freePartId, moved } from "@/lib/core/authoring/rearrange";

type Choosing = DraftOf<"multiple-choice" | "multiple-response">;
type OptionsFieldsProps = { question: Choosing; onChange: (edit: (question: Choosing) => Choosing) => void };

/** The options of a choice question: what is right, which trap each wrong one offers, and why. */
export function OptionsFields({ question, onChange }: OptionsFieldsProps) {
  const position = useContext(QuestionPlace);
  const { touch } = useEditing();
  const single = question.type === "multiple-choice";
  const { options } = question;
  const set = (id: string, change: Partial<Choosing["options"][number]>): void =>
    onChange((held) => ({
      ...held,
      options: held.options.map((option) => (option.id === id ? { ...option, ...change } : option)),
    }));
  const add = (): void =>
    onChange((held) => {
      const id = freePartId(held.options.map((option) => option.id));
      return {
        ...held,
        options: [...held.options, { id, text: "", key: false, trap: "", missedTrap: "", why: "" }],
      };
    });
  const mark = (id: string, key: boolean): void => {
    onChange((held) => withKey(held, id, key));
    touch(fieldId(position, ["options"]));
  };
  const next = (index: number): void => {
    if (index === options.length - 1 && options.length < 8) flushSync(add);
    focusField(position, ["options", index + 1, "text"]);
  };
  const right = options.filter(({ key }) => key).length;
  return (
    <PartList
      field="options"
      title="Options"
      hint={
        single
          ? "One is right. Enter goes to the next option; Alt with ↑ or ↓ moves one."
          : `Two to five are right; ${right} ${right === 1 ? "is" : "are"} marked. Enter goes to the next option; Alt with ↑ or ↓ moves one.`
      }
      addLabel="Add an option"
      onAdd={add}
      count={options.length}
      most={single ? 6 : 8}
    >
      {options.map((option, index) => (
        <Part
          key={option.id}
          path={["options", index]}
          name={`Option ${index + 1}`}
          place={index}
          of={options.length}
          right={option.key}
          onMove={(to) => onChange((held) => ({ ...held, options: moved(held.options, index, to) }))}
          onRemove={() => onChange((held) => ({ ...held, options: held.options.filter(({ id }) => id !== option.id) }))}
          mark={
            <label className="flex min-h-11 items-center gap-2 px-1 text-sm">
              <input
                type={single ? "radio" : "checkbox"}
                name={`key-${position}`}
                checked={option.key}
                onChange={(event) => mark(option.id, event.target.checked)}
                className={single ? "radio" : "checkbox"}
              />
              <span>
                Right<span className="sr-only">: option {index + 1}</span>
              </span>
            </label>
          }
        >
          <LineField
            path={["options", index, "text"]}
            label="Text"
            value={option.text}
            onChange={(text) => set(option.id, { text })}
            onEnter={() => next(index)}
          />
          {option.key ? (
            single ? null : (
              <TrapField
                path={["options", index, "missedTrap"]}
                label="Trap of leaving it out (where there is one)"
                value={option.missedTrap}
                onChange={(missedTrap) => set(option.id, { missedTrap })}
              />
            )
          ) : (
            <TrapField
              path={["options", index, "trap"]}
              label="Trap"
              value={option.trap}
              onChange={(trap) => set(option.id, { trap })}
            />
          )}
          <MarkdownField
            path={["options", index, "why"]}
            label={option.key ? "Why it is right" : "Why it is wrong"}
            value={option.why}
            onChange={(why) => set(option.id, { why })}
          />
        </Part>
      ))}
    </PartList>
  );
}
