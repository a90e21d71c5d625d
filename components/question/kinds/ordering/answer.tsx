"use client";

import { useEffect, useRef } from "react";
import { type Choice, chosenIds, letterOf, textOf } from "@/components/question/choice";
import type { AnswerProps } from "@/components/question/kind-view";
import { LineView } from "@/components/question/line-view";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import { moveItem, toggleItem } from "./moves";

type MoveButtonProps = {
  item: string;
  move: "up" | "down" | "out";
  label: string;
  icon: IconName;
  off: boolean;
  onPress: () => void;
};

/** `off` leaves it in the tab order: the focus must not fall away when an item arrives at an end. */
function MoveButton({ item, move, label, icon, off, onPress }: MoveButtonProps) {
  return (
    <button
      type="button"
      data-item={item}
      data-move={move}
      aria-label={label}
      aria-disabled={off || undefined}
      onClick={onPress}
      className={classNames(
        "flex size-11 items-center justify-center rounded-control text-ink-2",
        off ? "opacity-40" : "hover:bg-sunken hover:text-ink",
      )}
    >
      <Icon
        name={icon}
        size={18}
        className={classNames(move === "up" && "-rotate-90", move === "down" && "rotate-90")}
      />
    </button>
  );
}

/**
 * Entries to be put in order. Pressing an entry puts it into the next free place or takes it out; what stands in a
 * place can be moved up and down. Buttons all the way, so the keyboard does what the pointer does.
 */
export function OrderingAnswer({ question, answer, struck, disabled, onChoose, labelId }: AnswerProps<"ordering">) {
  const list = useRef<HTMLOListElement>(null);
  const moved = useRef<{ item: string; move: "up" | "down" } | null>(null);
  const given = { answer, struck };
  const sequence = chosenIds(answer);

  // A button that is moved with its entry loses the focus on the way; it gets it back.
  useEffect(() => {
    const last = moved.current;
    moved.current = null;
    if (last === null) return;
    list.current
      ?.querySelector<HTMLElement>(`[data-item="${CSS.escape(last.item)}"][data-move="${last.move}"]`)
      ?.focus();
  });

  const move = (item: string, direction: "up" | "down"): void => {
    moved.current = { item, move: direction };
    onChoose(named(moveItem(given, item, direction === "up" ? -1 : 1), item));
  };
  const named = (choice: Choice, item: string): Choice => ({
    ...choice,
    says: choice.says === null ? null : `${textOf(question.options, item)}: ${choice.says}`,
  });

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend, and the ask above is the name already
    <div role="group" aria-labelledby={labelId} className="grid gap-6">
      <section aria-label="Entries" className="grid gap-2.5">
        {question.options.map((option, index) => {
          const place = sequence.indexOf(option.id);
          return (
            <button
              key={option.id}
              type="button"
              disabled={disabled}
              data-option={option.id}
              aria-pressed={place >= 0}
              onClick={() => onChoose(named(toggleItem(given, option.id, question.pick), option.id))}
              className={classNames(
                "flex min-h-13 items-start gap-3.5 rounded-card border py-3.5 pr-4 pl-4 text-left text-[1rem]/6",
                place >= 0 ? "border-accent bg-accent-soft" : "border-line bg-surface hover:border-line-strong",
              )}
            >
              <span
                aria-hidden="true"
                className={classNames(
                  "num flex size-6 shrink-0 items-center justify-center rounded-full border text-sm",
                  place >= 0
                    ? "border-accent bg-accent font-semibold text-accent-ink"
                    : "border-dashed border-line-strong text-ink-3",
                )}
              >
                {place >= 0 ? place + 1 : ""}
              </span>
              <span aria-hidden="true" className="num w-4 shrink-0 text-center text-sm leading-6 text-ink-3">
                {letterOf(index)}
              </span>
              <span className="min-w-0 grow">
                <LineView line={option.text} />
                {place >= 0 ? <span className="sr-only"> (place {place + 1})</span> : null}
              </span>
            </button>
          );
        })}
      </section>
      <section aria-label="Your order" className="grid gap-2">
        <h3 className="text-sm font-semibold text-ink-2">Your order</h3>
        <ol ref={list} className="overflow-hidden rounded-card border border-line bg-surface">
          {sequence.map((item, place) => (
            <li
              key={item}
              className="flex min-h-14 items-center gap-3 border-b border-line py-1.5 pr-1.5 pl-4 last:border-b-0"
            >
              <span className="num w-4 shrink-0 font-semibold text-accent">{place + 1}</span>
              <span className="min-w-0 grow py-1.5">
                <LineView line={textOf(question.options, item)} />
              </span>
              {disabled ? null : (
                <span className="flex shrink-0">
                  <MoveButton
                    item={item}
                    move="up"
                    label={`Move ${place + 1} up`}
                    icon="arrow-right"
                    off={place === 0}
                    onPress={() => move(item, "up")}
                  />
                  <MoveButton
                    item={item}
                    move="down"
                    label={`Move ${place + 1} down`}
                    icon="arrow-right"
                    off={place === sequence.length - 1}
                    onPress={() => move(item, "down")}
                  />
                  <MoveButton
                    item={item}
                    move="out"
                    label={`Take ${place + 1} out`}
                    icon="cross"
                    off={false}
                    onPress={() => onChoose(named(toggleItem(given, item, question.pick), item))}
                  />
                </span>
              )}
            </li>
          ))}
          {Array.from(
            { length: Math.max(0, question.pick - sequence.length) },
            (_, index) => sequence.length + index + 1,
          ).map((place) => (
            <li
              key={`place-${place}`}
              className="flex min-h-14 items-center gap-3 border-b border-dashed border-line px-4 text-ink-3 last:border-b-0"
            >
              <span className="num w-4 shrink-0">{place}</span>
              <span>empty</span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
