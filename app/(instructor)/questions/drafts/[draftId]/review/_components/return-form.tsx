"use client";

import { ActionForm, FormSubmit, FormTextarea } from "@/components/forms/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import { returnDraftAction } from "@/lib/actions/review";

type ReturnFormProps = { draftId: string; revision: number; isOpen: boolean };

/** Gives the draft back with a note. */
export function ReturnForm({ draftId, revision, isOpen }: ReturnFormProps) {
  return (
    <Disclosure title="Return it to its author" open={isOpen}>
      <ActionForm action={returnDraftAction} className="grid max-w-reading gap-4">
        <input type="hidden" name="draft" value={draftId} />
        <input type="hidden" name="revision" value={revision} />
        <FormTextarea name="note" label="What has to change" maxLength={600} required />
        <div>
          <FormSubmit variant="secondary">Return with this note</FormSubmit>
        </div>
      </ActionForm>
    </Disclosure>
  );
}
