"use client";

import type { KeyboardEvent, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { type Path, useField } from "./editing";
import { BOX, boxLine, Frame } from "./frame";

type LineFieldProps = {
  path: Path;
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** What Enter does; without it Enter does nothing, for a line has no lines. */
  onEnter?: () => void;
};

/** A line of text that grows with what stands in it. */
export function LineField({ path, label, labelHidden, hint, value, onChange, placeholder, onEnter }: LineFieldProps) {
  const { aria, id, found, touch } = useField(path);
  const press = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onEnter?.();
  };
  return (
    <Frame id={id} label={label} labelHidden={labelHidden} hint={hint} found={found}>
      <textarea
        {...aria(hint !== undefined)}
        rows={1}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.target.value.replaceAll("\n", " "))}
        onKeyDown={press}
        onBlur={touch}
        className={classNames(BOX, boxLine(found), "field-sizing-content min-h-11 resize-none px-3 py-2.5")}
      />
    </Frame>
  );
}
