"use client";

import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Combobox } from "./combobox";
import { useEditing, useField } from "./editing";
import { boxLine, Frame } from "./frame";

const isAddress = (typed: string): boolean => /^https:\/\/\S+\.\S+$/.test(typed);

/** What the key rests on: facts of the pack, or https addresses. */
export function FactsField({ facts, onChange }: { facts: readonly string[]; onChange: (facts: string[]) => void }) {
  const { vocabulary, announce } = useEditing();
  const { aria, id, found, touch } = useField(["facts"]);
  // Emptied anew after each choice.
  const [round, setRound] = useState(0);
  const options = useMemo(
    () =>
      vocabulary.facts
        .filter((fact) => !facts.includes(fact.id))
        .map((fact) => ({ id: fact.id, label: `${fact.id} ${fact.says}` })),
    [vocabulary, facts],
  );
  const add = (fact: string): void => {
    if (fact === "" || facts.includes(fact)) return;
    onChange([...facts, fact]);
    announce(`${fact} added.`);
    setRound(round + 1);
  };
  return (
    <Frame
      id={id}
      label="What the key rests on"
      hint="Search the pack's facts, or give an https address and press Enter."
      found={found}
    >
      {facts.length === 0 ? null : (
        <ul className="grid gap-1.5">
          {facts.map((fact) => (
            <li key={fact} className="flex items-start gap-1 rounded-control border border-line bg-sunken pl-3">
              <span className="min-w-0 grow py-2.5 text-sm [overflow-wrap:anywhere]">
                <b>{fact}</b> {vocabulary.facts.find((known) => known.id === fact)?.says}
              </span>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove ${fact}`}
                onClick={() => {
                  onChange(facts.filter((other) => other !== fact));
                  announce(`${fact} removed.`);
                  document.getElementById(id)?.focus();
                }}
                className="text-ink-2"
              >
                <Icon name="cross" size={18} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Combobox
        key={round}
        control={aria(true)}
        startFocused={round > 0}
        options={options}
        value=""
        onChoose={add}
        onOther={(typed) => {
          if (!isAddress(typed)) return false;
          add(typed);
          return true;
        }}
        placeholder="Search the facts"
        line={boxLine(found)}
        onBlur={touch}
      />
    </Frame>
  );
}
