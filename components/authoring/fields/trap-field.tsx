"use client";

import { useMemo } from "react";
import { Combobox } from "./combobox";
import { type Path, useEditing, useField } from "./editing";
import { boxLine, Frame } from "./frame";

/** The word of question files for a wrong choice without a misconception; not imported, for that file brings zod. */
const PLAIN = { id: "plain-error", label: "Plain error", detail: "Wrong, but no misconception leads here." };

type TrapFieldProps = { path: Path; label: string; value: string; onChange: (trap: string) => void };

/** The trap that a wrong choice admits, with the fact that refutes it. */
export function TrapField({ path, label, value, onChange }: TrapFieldProps) {
  const { vocabulary } = useEditing();
  const { aria, id, found, touch } = useField(path);
  const options = useMemo(
    () => [PLAIN, ...vocabulary.traps.map((trap) => ({ id: trap.id, label: trap.name, detail: trap.claim }))],
    [vocabulary],
  );
  const trap = vocabulary.traps.find((candidate) => candidate.id === value);
  const hint = trap === undefined ? (value === PLAIN.id ? PLAIN.detail : undefined) : `What decides: ${trap.refutedBy}`;
  return (
    <Frame id={id} label={label} hint={hint} found={found}>
      <Combobox
        control={aria(hint !== undefined)}
        options={options}
        value={value}
        onChoose={onChange}
        placeholder="Search the traps"
        line={boxLine(found)}
        onBlur={touch}
      />
    </Frame>
  );
}
