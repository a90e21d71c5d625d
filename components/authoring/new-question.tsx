"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem } from "@/components/ui/menu";
import { beginQuestionAction } from "@/lib/actions/drafts";
import { DRAFT_TYPES } from "@/lib/core/authoring/draft-file";
import { untouched } from "@/lib/core/shared/action-state";
import { KIND_WORDS } from "./kind-words";

/** Begins a question of a type, or a case. */
export function NewQuestion() {
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const begin = (type: string): void =>
    start(async () => {
      const form = new FormData();
      form.set("type", type);
      const after = await beginQuestionAction(untouched, form);
      setProblem(after.problem);
    });
  return (
    <div className="grid justify-items-end gap-1">
      <Menu
        trigger={
          <Button variant="primary" pending={pending} icon={<Icon name="plus" size={18} />}>
            New question
          </Button>
        }
      >
        {DRAFT_TYPES.map((type) => (
          <MenuItem key={type} onSelect={() => begin(type)}>
            {KIND_WORDS[type]}
          </MenuItem>
        ))}
        <MenuItem onSelect={() => begin("case")}>Case with several questions</MenuItem>
      </Menu>
      {problem === null ? null : (
        <p role="alert" className="text-sm text-wrong">
          {problem}
        </p>
      )}
    </div>
  );
}
