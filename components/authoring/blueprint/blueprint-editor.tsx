"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox, Input, Textarea } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { Notice } from "@/components/ui/notice";
import { saveBlueprintCall } from "@/lib/actions/blueprints";
import { type BlueprintFields, type BlueprintSheet, emptyQuota } from "@/lib/core/exam/blueprint-fields";
import { CheckPanel } from "./check-panel";
import { LessonsFields, SectionsFields } from "./lessons-fields";
import { QuotaRow } from "./quota-row";
import { useCheck } from "./use-check";

type Faults = Readonly<Record<string, string>>;
type Saved = Awaited<ReturnType<typeof saveBlueprintCall>>;

const NONE: Faults = {};
const MOST_QUOTAS = 30;

/** What to tell when a blueprint was not saved; null where the fields tell it. */
function refusalWords(saved: Saved): string | null {
  if (!saved.ok) {
    return saved.error === "signed-out"
      ? "You are signed out. What you wrote is still here: sign in in another tab, and save again."
      : "That did not work, and nothing was saved. What you wrote is still here.";
  }
  if (saved.value.ok) return null;
  const refusal = saved.value.error;
  switch (refusal.kind) {
    case "short":
      return "The bank does not fill it, so learners cannot be offered it. Hide it from learners to save it for later.";
    case "last":
      return "Learners need one exam to sit: show another one first, then hide this one.";
    case "moved-on":
      return "Somebody else has saved it since you opened it. What you wrote is still here; open it in another tab to see theirs.";
    case "missing":
      return "It is not there any more, or you may not write it. Nothing was saved.";
    case "faults":
      return Object.keys(refusal.faults).length > 0 ? "Put the marked fields right; nothing was saved yet." : null;
  }
}

/** Writes a blueprint, with what the bank says to it beside. */
export function BlueprintEditor({ sheet }: { sheet: BlueprintSheet }) {
  const router = useRouter();
  const [fields, setFields] = useState<BlueprintFields>(sheet.fields);
  const [problem, setProblem] = useState<string | null>(null);
  // Fields that were not touched yet are not called wrong before somebody wants to save them.
  const [tried, setTried] = useState(false);
  const [pending, start] = useTransition();
  const check = useCheck(sheet.exam.id, fields);
  const checked = check.reply?.ok === true ? check.reply.value : null;
  const found: Faults = checked?.kind === "faults" ? checked.faults : NONE;
  const isBlank = sheet.blueprintId === null && !tried;
  const faults: Faults = isBlank
    ? Object.fromEntries(Object.entries(found).filter(([place]) => place !== "title" && place !== "summary"))
    : found;
  const set = (own: Partial<BlueprintFields>): void => setFields((held) => ({ ...held, ...own }));

  const save = (): void => {
    setTried(true);
    setProblem(null);
    start(async () => {
      const { exam, blueprintId, revision } = sheet;
      const saved = await saveBlueprintCall({ examId: exam.id, blueprintId, revision, fields }).catch(
        (): Saved => ({ ok: false, error: "failed" }),
      );
      if (saved.ok && saved.value.ok) router.push(`/blueprints?done=${fields.hidden ? "hidden" : "saved"}`);
      else setProblem(refusalWords(saved));
    });
  };

  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:items-start">
      <form
        noValidate
        className="grid gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <Card className="grid gap-5">
          <Input
            label="Title"
            hint="Learners choose by it."
            maxLength={120}
            value={fields.title}
            error={faults.title}
            onChange={(event) => set({ title: event.target.value })}
          />
          <Textarea
            label="What it is for"
            maxLength={400}
            value={fields.summary}
            error={faults.summary}
            onChange={(event) => set({ summary: event.target.value })}
          />
          <div className="w-32">
            <Input
              label="Minutes"
              inputMode="decimal"
              autoComplete="off"
              className="num"
              value={fields.minutes}
              error={faults.minutes}
              onChange={(event) => set({ minutes: event.target.value })}
            />
          </div>
        </Card>
        <Card className="grid gap-8">
          <LessonsFields fields={fields} sheet={sheet} faults={faults} onChange={setFields} />
          <SectionsFields fields={fields} faults={faults} onChange={setFields} />
        </Card>
        <Card className="grid gap-4">
          <div>
            <h2 className="text-lg">Quotas</h2>
            <p className="mt-1 text-ink-2">What must be among these questions, counted over all of them.</p>
          </div>
          {fields.quotas.map((quota, index) => (
            <QuotaRow
              // biome-ignore lint/suspicious/noArrayIndexKey: quotas are told apart by their place
              key={index}
              number={index + 1}
              quota={quota}
              sheet={sheet}
              faults={faults}
              onChange={(next) => set({ quotas: fields.quotas.map((one, at) => (at === index ? next : one)) })}
              onRemove={() => set({ quotas: fields.quotas.filter((_, at) => at !== index) })}
            />
          ))}
          {fields.quotas.length >= MOST_QUOTAS ? null : (
            <Button
              className="justify-self-start"
              onClick={() => set({ quotas: [...fields.quotas, emptyQuota] })}
              icon={<Icon name="plus" size={18} />}
            >
              Add a quota
            </Button>
          )}
        </Card>
        <div className="grid gap-3">
          <Checkbox
            label="Hide it from learners"
            checked={fields.hidden}
            onChange={(event) => set({ hidden: event.target.checked })}
          />
          {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
          <div>
            <Button type="submit" variant="primary" size="lg" pending={pending}>
              Save the blueprint
            </Button>
          </div>
        </div>
      </form>
      <aside aria-label="What the bank says" className="max-lg:order-first lg:sticky lg:top-6">
        <Card>
          <CheckPanel check={check} lacksName={isBlank && Object.keys(faults).length === 0} />
        </Card>
      </aside>
    </div>
  );
}
