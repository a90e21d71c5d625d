"use client";

import type { DraftFile } from "@/lib/core/authoring/draft-file";
import { fieldId, findingsAt } from "@/lib/core/authoring/finding-place";
import { useEditing } from "./fields/editing";
import { Found } from "./fields/frame";
import { IdField } from "./fields/id-field";
import { LineField } from "./fields/line-field";
import { MarkdownField } from "./fields/markdown-field";

type Case = NonNullable<DraftFile["inCase"]>;

/** What the questions of a case share. */
export function CaseFields({
  inCase,
  onChange,
  fixedId,
  others,
}: {
  inCase: Case;
  onChange: (edit: (held: Case) => Case) => void;
  fixedId: boolean;
  others: readonly string[];
}) {
  const { findings } = useEditing();
  const id = fieldId(0, ["inCase"]);
  return (
    <section id={id} tabIndex={-1} aria-label="Case" className="grid gap-4 outline-none">
      <h2 className="text-lg">Case</h2>
      <Found id={id} found={findingsAt(findings, 0, ["inCase"])} />
      <LineField
        path={["inCase", "title"]}
        label="Title"
        value={inCase.title}
        onChange={(title) => onChange((held) => ({ ...held, title }))}
      />
      <MarkdownField
        path={["inCase", "scenario"]}
        label="Scenario"
        hint="What all questions of the case are about."
        value={inCase.scenario}
        onChange={(scenario) => onChange((held) => ({ ...held, scenario }))}
        tools
        rows={6}
      />
      <IdField
        path={["inCase", "id"]}
        label="Id of the case"
        value={inCase.id}
        fixed={fixedId}
        others={others}
        onChange={(next) => onChange((held) => ({ ...held, id: next }))}
      />
    </section>
  );
}
