"use client";

import { ActionForm, FormSubmit, FormTextarea } from "@/components/forms/action-form";
import { Disclosure } from "@/components/ui/disclosure";
import { waiveReviewAction } from "@/lib/actions/review";
import { type Held, HeldAgainst } from "./held-against";

/** An admin's way to publish without a blind review. */
export function WaiveForm({ sheet: { draftId, revision, standing, moved } }: { sheet: Held }) {
  return (
    <Disclosure title="Publish without a review">
      <ActionForm action={waiveReviewAction} className="grid max-w-reading gap-4">
        <HeldAgainst draftId={draftId} revision={revision} standing={standing} moved={moved} />
        <FormTextarea
          name="note"
          label="Why the review is waived"
          hint="It is kept in the history, with your name."
          maxLength={600}
          required
        />
        <div>
          <FormSubmit variant="danger">Waive the review and publish</FormSubmit>
        </div>
      </ActionForm>
    </Disclosure>
  );
}
