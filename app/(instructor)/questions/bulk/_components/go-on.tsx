"use client";

import { useEffect, useRef } from "react";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { continueBulkAction } from "@/lib/actions/bank";

/**
 * Takes the next step of a large change when it appears; give it another key for each step. Without scripts, or where a
 * step failed, its button takes the step.
 */
export function GoOn({ bulk }: { bulk: string }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.click(), []);
  return (
    <ActionForm action={continueBulkAction} doneShown={false}>
      <input type="hidden" name="bulk" value={bulk} />
      <FormSubmit ref={button} pendingLabel="Going on…">
        Go on
      </FormSubmit>
    </ActionForm>
  );
}
