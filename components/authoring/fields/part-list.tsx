"use client";

import { type ReactNode, useContext } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { fieldId, findingsAt } from "@/lib/core/authoring/finding-place";
import { QuestionPlace, useEditing } from "./editing";
import { Found } from "./frame";

type PartListProps = {
  /** The field of the question that holds the parts, such as `options`. */
  field: string;
  title: string;
  hint?: ReactNode;
  addLabel: string;
  /** Adds a part at the end. */
  onAdd: () => void;
  count: number;
  most: number;
  children: ReactNode;
};

/** The parts of a question under their heading, and the button that adds one. */
export function PartList({ field, title, hint, addLabel, onAdd, count, most, children }: PartListProps) {
  const question = useContext(QuestionPlace);
  const { findings, isShown } = useEditing();
  const id = fieldId(question, [field]);
  const found = isShown(id) ? findingsAt(findings, question, [field]) : [];
  const add = (): void => {
    flushSync(onAdd);
    document
      .getElementById(fieldId(question, [field, count]))
      ?.querySelector<HTMLElement>("textarea, select, input")
      ?.focus();
  };
  return (
    <section id={id} tabIndex={-1} aria-label={title} className="grid gap-3 outline-none">
      <div>
        <h3 className="text-[1rem]">{title}</h3>
        {hint === undefined ? null : <p className="text-sm text-ink-2">{hint}</p>}
      </div>
      <Found id={id} found={found} />
      {count === 0 ? null : <div className="grid gap-3">{children}</div>}
      {count >= most ? null : (
        <Button
          data-adds=""
          onClick={add}
          icon={<Icon name="plus" size={18} />}
          className="justify-self-start border-dashed text-sm"
        >
          {addLabel}
        </Button>
      )}
    </section>
  );
}

/** Puts the focus into a field once it is there. */
export function focusField(question: number, path: readonly (string | number)[]): void {
  document.getElementById(fieldId(question, path))?.focus();
}
