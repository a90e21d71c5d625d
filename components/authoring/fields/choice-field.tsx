"use client";

import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { type Path, useField } from "./editing";
import { BOX, boxLine, Frame } from "./frame";

type ChoiceFieldProps = {
  path: Path;
  label: ReactNode;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  options: readonly { id: string; label: string }[];
  /** Stands for no choice. */
  none: string;
};

/** One of a few, by the browser's own list. */
export function ChoiceField({ path, label, hint, value, onChange, options, none }: ChoiceFieldProps) {
  const { aria, id, found, touch } = useField(path);
  const known = value === "" || options.some((option) => option.id === value);
  return (
    <Frame id={id} label={label} hint={hint} found={found}>
      <div className="relative">
        <select
          {...aria(hint !== undefined)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={touch}
          className={classNames(BOX, boxLine(found), "min-h-11 appearance-none truncate pr-10 pl-3")}
        >
          <option value="">{none}</option>
          {known ? null : <option value={value}>{value}</option>}
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon
          name="chevron-down"
          size={18}
          className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-2"
        />
      </div>
    </Frame>
  );
}
