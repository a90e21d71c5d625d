"use client";

import { KIND_WORDS } from "@/components/authoring/kind-words";
import { Button } from "@/components/ui/button";
import { Checkbox, Input, Select } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { BlueprintSheet, QuotaFields } from "@/lib/core/exam/blueprint-fields";
import type { Kind } from "@/lib/core/question/schema";

const isKind = (value: string): value is Kind => value in KIND_WORDS;

type Props = {
  number: number;
  quota: QuotaFields;
  sheet: BlueprintSheet;
  faults: Readonly<Record<string, string>>;
  onChange: (quota: QuotaFields) => void;
  onRemove: () => void;
};

/** One quota: how many questions of which kind. */
export function QuotaRow({ number, quota, sheet, faults, onChange, onRemove }: Props) {
  const { exam, vocabulary } = sheet;
  const set = (own: Partial<QuotaFields>): void => onChange({ ...quota, ...own });
  const fault = (field: string): string | undefined => faults[`quotas.${number - 1}.${field}`];
  const count = (field: "min" | "max" | "from" | "to", label: string) => (
    <Input
      label={label}
      inputMode="numeric"
      autoComplete="off"
      value={quota[field]}
      error={fault(field)}
      onChange={(event) => set({ [field]: event.target.value })}
      className="num"
    />
  );
  return (
    <fieldset className="grid gap-4 rounded-card border border-line p-4">
      <legend className="sr-only">Quota {number}</legend>
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-[6rem_6rem_minmax(0,1fr)_auto]">
        {count("min", "At least")}
        {count("max", "At most")}
        <div className="max-sm:col-span-2">
          <Select
            label="Type"
            value={quota.type}
            onChange={({ target: { value } }) => set({ type: isKind(value) ? value : "" })}
          >
            <option value="">Any type</option>
            {exam.itemTypes.map((kind) => (
              <option key={kind} value={kind}>
                {KIND_WORDS[kind]}
              </option>
            ))}
          </Select>
        </div>
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Remove quota ${number}`}
          title="Remove"
          onClick={onRemove}
          className="self-start sm:mt-7"
        >
          <Icon name="cross" />
        </Button>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select label="Lesson" value={quota.lesson} onChange={(event) => set({ lesson: event.target.value })}>
          <option value="">Any lesson</option>
          {vocabulary.lessons.map(({ id, title }) => (
            <option key={id} value={id}>
              {id} {title}
            </option>
          ))}
        </Select>
        <Select label="Offers the trap" value={quota.trap} onChange={(event) => set({ trap: event.target.value })}>
          <option value="">Any or none</option>
          {vocabulary.traps.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <div className="grid grid-cols-2 gap-4">
          {count("from", "Difficulty from")}
          {count("to", "to")}
        </div>
        {vocabulary.versions.length === 0 ? null : (
          <Select
            label="Fits another version too"
            value={quota.version}
            onChange={(event) => set({ version: event.target.value })}
          >
            <option value="">Does not matter</option>
            {vocabulary.versions.map(({ id, code }) => (
              <option key={id} value={id}>
                {code}
              </option>
            ))}
          </Select>
        )}
      </div>
      <div className="flex flex-wrap gap-x-8">
        <Checkbox
          label="Counter-cue: the trap-looking option is right"
          checked={quota.counterCue}
          onChange={(event) => set({ counterCue: event.target.checked })}
        />
        {exam.hasCases || quota.inCase ? (
          <Checkbox
            label="In a case"
            checked={quota.inCase}
            onChange={(event) => set({ inCase: event.target.checked })}
          />
        ) : null}
      </div>
    </fieldset>
  );
}
