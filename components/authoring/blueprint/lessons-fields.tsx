"use client";

import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/field";
import { FieldError } from "@/components/ui/field-shell";
import { Icon } from "@/components/ui/icon";
import type { BlueprintFields, BlueprintSheet } from "@/lib/core/exam/blueprint-fields";

type Props = {
  fields: BlueprintFields;
  sheet: BlueprintSheet;
  faults: Readonly<Record<string, string>>;
  onChange: (fields: BlueprintFields) => void;
};

/** How many questions of each lesson count, and how many more do not. */
export function LessonsFields({ fields, sheet, faults, onChange }: Props) {
  const titles = new Map(sheet.vocabulary.lessons.map(({ id, title }) => [id, title]));
  const set = (index: number, own: Partial<BlueprintFields["lessons"][number]>): void =>
    onChange({ ...fields, lessons: fields.lessons.map((one, at) => (at === index ? { ...one, ...own } : one)) });
  return (
    <section aria-labelledby="lessons" className="grid gap-4">
      <h2 id="lessons" className="text-lg">
        Questions
      </h2>
      {fields.lessons.map(({ lesson, scored, section }, index) => (
        <div key={lesson} className="grid gap-x-4 gap-y-2 sm:grid-cols-[8rem_minmax(0,1fr)] sm:items-start">
          <Input
            label={`Scored, ${lesson}`}
            inputMode="numeric"
            autoComplete="off"
            className="num"
            value={scored}
            error={faults[`lessons.${index}`]}
            onChange={(event) => set(index, { scored: event.target.value })}
          />
          {fields.sections.length === 0 ? (
            <p className="text-ink-2 sm:mt-9">{titles.get(lesson) ?? "a lesson that is gone"}</p>
          ) : (
            <Select
              label={`Section of ${lesson}, ${titles.get(lesson) ?? "a lesson that is gone"}`}
              value={String(section)}
              onChange={(event) => set(index, { section: Number(event.target.value) })}
            >
              {fields.sections.map((title, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: sections are told apart by their place
                <option key={at} value={at}>
                  {title.trim() === "" ? `Section ${at + 1}` : title}
                </option>
              ))}
            </Select>
          )}
        </div>
      ))}
      <div className="grid gap-x-4 sm:grid-cols-[8rem_minmax(0,1fr)] sm:items-start">
        <Input
          label="Unscored"
          inputMode="numeric"
          autoComplete="off"
          className="num"
          value={fields.pilots}
          error={faults.pilots}
          onChange={(event) => onChange({ ...fields, pilots: event.target.value })}
        />
        <p className="text-ink-2 max-sm:mt-1.5 sm:mt-9">
          Pilots, of any of these lessons. Only the result tells which they were.
        </p>
      </div>
    </section>
  );
}

/** The parts of the exam, in their order; without any, all lessons are mixed. */
export function SectionsFields({ fields, faults, onChange }: Omit<Props, "sheet">) {
  const { sections, lessons } = fields;
  const add = (): void => onChange({ ...fields, sections: [...sections, ""] });
  const remove = (index: number): void =>
    onChange({
      ...fields,
      sections: sections.filter((_, at) => at !== index),
      lessons: lessons.map((one) => ({ ...one, section: Math.max(0, one.section - Number(one.section >= index)) })),
    });
  return (
    <section aria-labelledby="sections" className="grid gap-4">
      <div>
        <h2 id="sections" className="text-lg">
          Sections
        </h2>
        <p className="mt-1 text-ink-2">
          {sections.length === 0
            ? "Without sections the questions of all lessons are mixed."
            : "The exam has them in this order. Choose above which lesson stands where."}
        </p>
      </div>
      {sections.map((title, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections are told apart by their place
        <div key={index} className="flex items-start gap-2">
          <div className="min-w-0 grow">
            <Input
              label={`Section ${index + 1}`}
              maxLength={80}
              value={title}
              error={faults[`sections.${index}`]}
              onChange={(event) =>
                onChange({ ...fields, sections: sections.map((one, at) => (at === index ? event.target.value : one)) })
              }
            />
          </div>
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Remove section ${index + 1}`}
            title="Remove"
            onClick={() => remove(index)}
            className="mt-7"
          >
            <Icon name="cross" />
          </Button>
        </div>
      ))}
      {sections.length >= 20 ? null : (
        <Button className="justify-self-start" onClick={add} icon={<Icon name="plus" size={18} />}>
          Add a section
        </Button>
      )}
      {faults.sections === undefined ? null : <FieldError id="sections-error">{faults.sections}</FieldError>}
    </section>
  );
}
