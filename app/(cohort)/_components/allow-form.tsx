"use client";

import { type ReactNode, useState } from "react";
import { ActionForm, FormInput, FormSelect, FormSubmit } from "@/components/forms/action-form";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/field";
import { FieldRow } from "@/components/ui/field-shell";
import { allowAction } from "@/lib/actions/assignments";

export type Allowed = {
  userId: string;
  name: string;
  /** What is beside the name: the standing, and what is allowed already. */
  note: ReactNode;
};

/** Chooses learners, one or all, and allows them more. */
export function AllowForm({
  cohortId,
  assignmentId,
  learners,
  extraTimes,
}: {
  cohortId: string;
  /** Null: in all assignments of the cohort, extra time alone. */
  assignmentId: string | null;
  learners: readonly Allowed[];
  extraTimes: readonly { value: string; label: string }[];
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const isAll = chosen.size === learners.length;
  const toggle = (id: string): void =>
    setChosen((held) => new Set(held.has(id) ? [...held].filter((one) => one !== id) : [...held, id]));
  return (
    <ActionForm action={allowAction} className="grid gap-5">
      <input type="hidden" name="cohort" value={cohortId} />
      <input type="hidden" name="assignment" value={assignmentId ?? ""} />
      <fieldset className="grid gap-1">
        <legend className="sr-only">For whom</legend>
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="num text-sm text-ink-2" aria-live="polite">
            {chosen.size} of {learners.length} chosen
          </p>
          <Button variant="ghost" onClick={() => setChosen(new Set(isAll ? [] : learners.map(({ userId }) => userId)))}>
            {isAll ? "Choose nobody" : "Choose all"}
          </Button>
        </div>
        <ul className="grid list-none gap-x-8 p-0 sm:grid-cols-2">
          {learners.map(({ userId, name, note }) => (
            <li key={userId} className="border-line border-b">
              <label className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-2">
                <input
                  type="checkbox"
                  name="user"
                  value={userId}
                  checked={chosen.has(userId)}
                  onChange={() => toggle(userId)}
                  className="checkbox"
                />
                <span className="min-w-0 grow [overflow-wrap:anywhere]">{name}</span>
                <span className="text-sm text-ink-2">{note}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <FieldRow columns={3}>
        <FormSelect label="Extra time" name="extraTime" defaultValue="">
          <option value="">as it is</option>
          {extraTimes.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </FormSelect>
        {assignmentId === null ? null : (
          <>
            <FormInput label="Due later" name="due" type="datetime-local" optional />
            <FormInput label="Attempts in all" name="attempts" type="number" min={1} max={50} optional />
          </>
        )}
      </FieldRow>
      {assignmentId === null ? null : (
        <Checkbox label="Take back a later due time and more attempts that are not set here" name="takeBack" />
      )}
      <FormSubmit variant="secondary" className="justify-self-start" disabled={chosen.size === 0}>
        Set for the chosen
      </FormSubmit>
    </ActionForm>
  );
}
