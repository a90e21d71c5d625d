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
        "option",
        chosen ? "border-accent bg-accent-soft shadow-[inset_0_0_0_1px_var(--accent)]" : "border-line",
        !chosen && !struck && "bg-surface",
        !chosen && !disabled && "hover:border-line-strong",
      )}
    >
      <label>
        <input
          type={type}
          name={name}
          value={optionId}
          checked={chosen}
          disabled={disabled}
          onChange={onChoose}
          className={type}
        />
        <span aria-hidden="true" className="option-letter">
          {letter}
        </span>
        <span className={classNames("option-text", struck && "text-ink-3 line-through")}>
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
        className={classNames("option-strike", chosen && "invisible")}
      >
        <Icon name={struck ? "undo" : "strike"} size={18} />
      </button>
    </div>
  );
}
