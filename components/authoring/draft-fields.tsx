"use client";

import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem } from "@/components/ui/menu";
import { DRAFT_TYPES, type DraftFile, type DraftQuestion } from "@/lib/core/authoring/draft-file";
import { nextInCase } from "@/lib/core/authoring/edit-question";
import { fieldId } from "@/lib/core/authoring/finding-place";
import { moved } from "@/lib/core/authoring/rearrange";
import type { Kind } from "@/lib/core/question/schema";
import { CaseFields } from "./case-fields";
import { QuestionPlace } from "./fields/editing";
import { Part } from "./fields/part";
import { KIND_WORDS } from "./kind-words";
import { QuestionFields } from "./question-fields";

type DraftFieldsProps = {
  file: DraftFile;
  published: readonly string[];
  change: (edit: (file: DraftFile) => DraftFile) => void;
  /** The question that is being written, for the preview. */
  onEnter: (question: number) => void;
};

const replaced =
  (index: number, edit: (question: DraftQuestion) => DraftQuestion) =>
  (file: DraftFile): DraftFile => ({
    ...file,
    questions: file.questions.map((question, place) => (place === index ? edit(question) : question)),
  });

/** Everything of a draft that is written: one question, or a case with its questions. */
export function DraftFields({ file, published, change, onEnter }: DraftFieldsProps) {
  const { inCase, questions } = file;
  // Questions keep their elements while they move and while their ids change.
  const made = useRef(questions.length);
  const [keys, setKeys] = useState(() => questions.map((_, index) => index));
  const ids = [...(inCase === null ? [] : [inCase.id]), ...questions.map(({ id }) => id)];
  const fields = (question: DraftQuestion, index: number) => (
    <QuestionFields
      question={question}
      onChange={(edit) => change(replaced(index, edit))}
      fixedId={published.includes(question.id)}
      others={ids.filter((id) => id !== question.id)}
    />
  );
  const [only] = questions;
  if (inCase === null && only !== undefined) return fields(only, 0);

  const add = (type: Kind): void => {
    made.current += 1;
    const key = made.current;
    flushSync(() => {
      change((held) => ({ ...held, questions: [...held.questions, nextInCase(held, type)] }));
      setKeys((held) => [...held, key]);
    });
    document.getElementById(fieldId(questions.length, ["stem"]))?.focus();
  };
  return (
    <div className="grid gap-7">
      {inCase === null ? null : (
        <CaseFields
          inCase={inCase}
          onChange={(edit) => change((held) => (held.inCase === null ? held : { ...held, inCase: edit(held.inCase) }))}
          fixedId={published.includes(inCase.id)}
          others={ids.filter((id) => id !== inCase.id)}
        />
      )}
      <section aria-label="Questions" className="grid gap-5">
        <h2 className="text-lg">Questions</h2>
        <div className="grid gap-5">
          {questions.map((question, index) => (
            <QuestionPlace key={keys[index] ?? question.id} value={index}>
              <Part
                onEnter={() => onEnter(index)}
                path={[]}
                name={`Question ${index + 1}`}
                place={index}
                of={questions.length}
                mark={<span className="text-sm text-ink-2">{KIND_WORDS[question.type]}</span>}
                onMove={(to) => {
                  change((held) => ({ ...held, questions: moved(held.questions, index, to) }));
                  setKeys((held) => moved(held, index, to));
                }}
                onRemove={
                  questions.length === 1
                    ? undefined
                    : () => {
                        change((held) => ({
                          ...held,
                          questions: held.questions.filter((_, place) => place !== index),
                        }));
                        setKeys((held) => held.filter((_, place) => place !== index));
                      }
                }
              >
                {fields(question, index)}
              </Part>
            </QuestionPlace>
          ))}
        </div>
        {questions.length >= 4 ? null : (
          <Menu
            align="start"
            trigger={
              <Button
                data-adds=""
                icon={<Icon name="plus" size={18} />}
                className="justify-self-start border-dashed text-sm"
              >
                Add a question
              </Button>
            }
          >
            {DRAFT_TYPES.map((type) => (
              <MenuItem key={type} onSelect={() => add(type)}>
                {KIND_WORDS[type]}
              </MenuItem>
            ))}
          </Menu>
        )}
      </section>
    </div>
  );
}
