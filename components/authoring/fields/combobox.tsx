"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { BOX } from "./frame";

export type ComboboxOption = { id: string; label: string; detail?: string };

type ComboboxProps = {
  /** The attributes of the input: its id, and what describes it. */
  control: { id: string; "aria-invalid"?: boolean; "aria-describedby"?: string };
  options: readonly ComboboxOption[];
  /** The id that is chosen; "": none. */
  value: string;
  onChoose: (id: string) => void;
  placeholder?: string;
  line: string;
  onBlur: () => void;
  /** Takes what was typed where no option is meant; without it only options count. */
  onOther?: (typed: string) => boolean;
  /** Takes the focus when it appears. */
  startFocused?: boolean;
};

const MOST = 60;
const wordsOf = (text: string): string[] => text.toLowerCase().split(/\s+/).filter(Boolean);

/** Options that have every word that was typed. */
function matching(options: readonly ComboboxOption[], typed: string): ComboboxOption[] {
  const words = wordsOf(typed);
  return options
    .filter(({ id, label, detail = "" }) => {
      const text = `${id} ${label} ${detail}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .slice(0, MOST);
}

/** A choice among many: type some words of it, then the arrow keys and Enter. */
export function Combobox(props: ComboboxProps) {
  const { control, options, value, onChoose, placeholder, line, onBlur, onOther, startFocused = false } = props;
  const listId = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const opened = useRef(false);
  const chosen = options.find(({ id }) => id === value)?.label ?? value;
  const found = matching(options, typed ?? "");
  const optionId = (index: number): string => `${listId}-${index}`;

  const close = (): void => {
    setOpen(false);
    setTyped(null);
    setActive(0);
  };
  const choose = (option: ComboboxOption | undefined): void => {
    if (option !== undefined) onChoose(option.id);
    else if (typed !== null && typed.trim() === "") onChoose("");
    close();
  };
  const enter = (): void => {
    if (typed !== null && onOther?.(typed.trim()) === true) close();
    else choose(typed?.trim() === "" ? undefined : found[active]);
  };
  const move = (step: number): void => {
    if (!open) {
      setOpen(true);
      return;
    }
    const next = (active + step + found.length) % Math.max(1, found.length);
    setActive(next);
    document.getElementById(optionId(next))?.scrollIntoView({ block: "nearest" });
  };
  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter") open ? enter() : setOpen(true);
    else if (event.key === "Escape" && open) close();
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative">
      <input
        {...control}
        ref={(input) => {
          if (startFocused && input !== null && !opened.current) input.focus();
          opened.current = true;
        }}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={listId}
        aria-activedescendant={open && found.length > 0 ? optionId(active) : undefined}
        placeholder={placeholder}
        value={typed ?? chosen}
        onFocus={(event) => event.target.select()}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={press}
        onBlur={() => {
          // A field that was emptied and left has no choice any more.
          if (typed?.trim() === "" && value !== "") onChoose("");
          close();
          onBlur();
        }}
        className={classNames(BOX, line, "min-h-11 truncate pr-9 pl-3")}
      />
      <Icon name="chevron-down" size={18} className="pointer-events-none absolute top-3.5 right-3 text-ink-2" />
      <div
        id={listId}
        role="listbox"
        aria-label="Choices"
        hidden={!open}
        className="absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto rounded-card border border-line bg-surface p-1.5 shadow-pop"
      >
        {found.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the input's, which keeps the focus
          <div
            key={option.id}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => event.preventDefault()}
            onMouseEnter={() => setActive(index)}
            onClick={() => choose(option)}
            className={classNames("rounded-[8px] px-3 py-2", index === active && "bg-accent-soft")}
          >
            <span className="block">{option.label}</span>
            {option.detail === undefined ? null : (
              <span className="line-clamp-2 text-sm text-ink-2">{option.detail}</span>
            )}
          </div>
        ))}
        {found.length === 0 ? (
          <div role="option" aria-disabled="true" aria-selected="false" tabIndex={-1} className="px-3 py-2 text-ink-2">
            {onOther === undefined
              ? "Nothing has these words."
              : "Nothing has these words. Enter takes an https address."}
          </div>
        ) : null}
      </div>
    </div>
  );
}
