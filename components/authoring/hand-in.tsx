"use client";

import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Icon } from "@/components/ui/icon";
import { handInAction } from "@/lib/actions/review";

export type HandInProps = {
  draftId: string;
  /** The revision that was saved last: it is what is handed in. */
  revision: number;
  /** Why it cannot be handed in now; null: it can. */
  disabledReason: string | null;
};

/** The button that hands a draft in for review. */
export function HandIn({ draftId, revision, disabledReason }: HandInProps) {
  const isHeld = disabledReason !== null;
  return (
    <ActionForm action={handInAction}>
      <input type="hidden" name="draft" value={draftId} />
      <input type="hidden" name="revision" value={revision} />
      <FormSubmit
        variant={isHeld ? "secondary" : "primary"}
        className={isHeld ? "cursor-not-allowed text-ink-3" : undefined}
        icon={<Icon name="arrow-right" size={18} />}
        aria-disabled={isHeld || undefined}
        aria-describedby={isHeld ? `hand-in-${draftId}` : undefined}
        onClick={isHeld ? (event) => event.preventDefault() : undefined}
      >
        Hand in for review
      </FormSubmit>
      {isHeld ? (
        <p id={`hand-in-${draftId}`} className="mt-1.5 text-sm text-ink-2">
          {disabledReason}
        </p>
      ) : null}
    </ActionForm>
  );
}
