"use client";

import { useState } from "react";
import { FormInput, FormSelect } from "@/components/forms/action-form";
import { FieldRow } from "@/components/ui/field-shell";
import type { Lateness, ReviewOpening } from "@/lib/core/cohort/assignment";

export type AssignmentStart = {
  title: string;
  work: string;
  opens: string;
  due: string;
  closes: string;
  attempts: string;
  review: ReviewOpening;
  lateness: Lateness;
};

export type WorkChoice = { group: string; options: { value: string; label: string }[] };

/** What an assignment says; of one that is there its work stays. */
export function AssignmentFields({
  start,
  works,
  zone,
  isNew,
}: {
  start: AssignmentStart;
  works: readonly WorkChoice[];
  zone: string;
  isNew: boolean;
}) {
  const [work, setWork] = useState(start.work);
  const [lateness, setLateness] = useState<Lateness>(start.lateness);
  const inZone = `In the cohort's time zone, ${zone.replaceAll("_", " ")}.`;
  return (
    <div className="grid gap-5">
      {isNew ? (
        <FormSelect label="What" name="work" value={work} onChange={(event) => setWork(event.target.value)}>
          {works.map(({ group, options }) => (
            <optgroup key={group} label={group}>
              {options.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </FormSelect>
      ) : (
        <input type="hidden" name="work" value={work} />
      )}
      <FormInput
        label="Title"
        name="title"
        maxLength={120}
        required
        defaultValue={start.title}
        hint="Your learners see it in their list and calendar."
      />
      <FieldRow columns={2}>
        <FormInput label="Opens" name="opens" type="datetime-local" required defaultValue={start.opens} hint={inZone} />
        <FormInput label="Due" name="due" type="datetime-local" required defaultValue={start.due} hint={inZone} />
      </FieldRow>
      <FieldRow columns={2}>
        <FormInput
          label="Closes"
          name="closes"
          type="datetime-local"
          optional
          defaultValue={start.closes}
          hint="Empty: it stays open."
        />
        <FormSelect
          label="What comes late"
          name="lateness"
          value={lateness}
          onChange={(event) => setLateness(event.target.value === "strict" ? "strict" : "lenient")}
          hint={
            lateness === "strict"
              ? "At the due time work ends, for those in the middle of it too."
              : "It can be handed in until it closes, and is marked as late."
          }
        >
          <option value="lenient">counts, and is marked as late</option>
          <option value="strict">does not count</option>
        </FormSelect>
      </FieldRow>
      <FieldRow columns={2}>
        <FormInput
          label="Attempts"
          name="attempts"
          type="number"
          min={1}
          max={50}
          optional
          defaultValue={start.attempts}
          hint="Empty: as many as they like."
        />
        {work.startsWith("exam:") ? (
          <FormSelect
            label="Result and review open"
            name="review"
            defaultValue={start.review}
            hint="Until then the exam's questions are kept back everywhere else too."
          >
            <option value="at-once">as soon as it is handed in</option>
            <option value="after-due">when it is due</option>
            <option value="after-close">when it closes</option>
          </FormSelect>
        ) : (
          <input type="hidden" name="review" value="at-once" />
        )}
      </FieldRow>
    </div>
  );
}
