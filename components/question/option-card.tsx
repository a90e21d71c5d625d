"use client";

import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { LineView } from "./line-view";

type OptionCardProps = {
  /** How many may be chosen: one of the group that `name` holds together, or several. */
  type: "radio" | "checkbox";
  name: string;
  optionId: string;
  letter: string;
  text: string;
  chosen: boolean;
  struck: boolean;
  disabled: boolean;
  onChoose: () => void;
  onStrike: () => void;
};

/** An option as a card: all of it chooses; the button at its end strikes it out or restores it. */
export function OptionCard(props: OptionCardProps) {
  const { type, name, optionId, letter, text, chosen, struck, disabled, onChoose, onStrike } = props;
  return (
    <div
      data-option={optionId}
      className={classNames(
        "flex items-stretch rounded-card border",
        chosen ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]" : "border-line",
        !chosen && !struck && "bg-surface",
        !chosen && !disabled && "hover:border-line-strong",
        "has-[input:focus-visible]:outline-2 has-[input:focus-visible]:outline-offset-2 has-[input:focus-visible]:outline-accent",
      )}
    >
      <label className="flex min-h-13 min-w-0 grow items-start gap-3.5 py-3.5 pl-4">
        <input
          type={type}
          name={name}
          value={optionId}
          checked={chosen}
          disabled={disabled}
          onChange={onChoose}
          className={classNames(type, "mt-0.5 outline-none")}
        />
        <span aria-hidden="true" className="num w-4 shrink-0 text-center text-sm leading-6 text-ink-3">
          {letter}
        </span>
        <span className={classNames("min-w-0 grow text-[1rem]/6", struck && "text-ink-3 line-through")}>
          <LineView line={text} />
          {struck ? <span className="sr-only"> (struck out)</span> : null}
        </span>
      </label>
      <button
        type="button"
        onClick={onStrike}
        disabled={disabled}
        aria-pressed={struck}
        aria-label={`Strike out option ${letter}`}
        title={struck ? "Restore" : "Strike out"}
        className={classNames(
          "flex w-13 shrink-0 items-start justify-center rounded-card pt-4 text-ink-3 hover:text-ink disabled:invisible",
          chosen && "invisible",
        )}
      >
        <Icon name={struck ? "undo" : "strike"} size={18} />
      </button>
    </div>
  );
}
