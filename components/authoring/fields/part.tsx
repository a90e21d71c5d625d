"use client";

import { type KeyboardEvent, type ReactNode, useContext, useRef } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { fieldId, findingsAt } from "@/lib/core/authoring/finding-place";
import { type Path, QuestionPlace, useEditing } from "./editing";
import { Found } from "./frame";

type PartProps = {
  path: Path;
  /** "Option A". */
  name: string;
  place: number;
  of: number;
  onMove?: (to: number) => void;
  onRemove?: () => void;
  /** Beside the name: whether it is right. */
  mark?: ReactNode;
  /** Looks like what is right. */
  right?: boolean;
  /** The focus has come to something in it. */
  onEnter?: () => void;
  children: ReactNode;
};

/** A part of a question with its fields. Alt with an arrow key moves it, wherever in it the focus is, and keeps the focus. */
export function Part({ path, name, place, of, onMove, onRemove, mark, right = false, onEnter, children }: PartProps) {
  const question = useContext(QuestionPlace);
  const { findings, announce, isShown } = useEditing();
  const id = fieldId(question, path);
  const root = useRef<HTMLFieldSetElement>(null);
  const found = isShown(id) ? findingsAt(findings, question, path) : [];

  const move = (to: number): void => {
    if (onMove === undefined) return;
    if (to < 0 || to >= of) {
      announce(`${name} is ${to < 0 ? "first" : "last"} already.`);
      return;
    }
    const focused = document.activeElement;
    // The elements move along with the part; the browser lets go of the focus when they do.
    flushSync(() => onMove(to));
    if (focused instanceof HTMLElement) focused.focus();
    announce(`Moved to place ${to + 1} of ${of}.`);
  };
  const press = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    event.stopPropagation();
    move(place + (event.key === "ArrowUp" ? -1 : 1));
  };
  const remove = (): void => {
    const group = root.current?.parentElement;
    flushSync(() => onRemove?.());
    announce(`${name} removed.`);
    // The way on from here is what adds a part of this kind: the last, behind those of the parts that are left.
    const adds = group?.parentElement?.querySelectorAll<HTMLElement>("[data-adds]") ?? [];
    Array.from(adds).at(-1)?.focus();
  };
  return (
    <fieldset
      ref={root}
      id={id}
      onFocus={onEnter}
      onKeyDown={onMove === undefined ? undefined : press}
      className={classNames(
        "grid min-w-0 gap-3 rounded-card border bg-surface p-3 sm:p-4",
        right ? "border-right" : "border-line",
      )}
    >
      <legend className="sr-only">{name}</legend>
      <div className="flex flex-wrap items-center gap-x-3">
        <span aria-hidden="true" className="text-sm font-semibold">
          {name}
        </span>
        {mark}
        <span className="ml-auto flex">
          {onMove === undefined ? null : (
            <>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Move ${name} up`}
                title="Move up (Alt+↑)"
                aria-disabled={place === 0}
                onClick={() => move(place - 1)}
                className="text-ink-2 aria-disabled:opacity-40"
              >
                <Icon name="chevron-down" className="rotate-180" />
              </Button>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Move ${name} down`}
                title="Move down (Alt+↓)"
                aria-disabled={place === of - 1}
                onClick={() => move(place + 1)}
                className="text-ink-2 aria-disabled:opacity-40"
              >
                <Icon name="chevron-down" />
              </Button>
            </>
          )}
          {onRemove === undefined ? null : (
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Remove ${name}`}
              title="Remove"
              onClick={remove}
              className="text-ink-2"
            >
              <Icon name="trash" />
            </Button>
          )}
        </span>
      </div>
      <Found id={id} found={found} />
      {children}
    </fieldset>
  );
}
