"use client";

import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormSubmit, FormTextarea } from "@/components/forms/action-form";
import { Card } from "@/components/ui/card";
import { publishDraftAction, takeBackAction } from "@/lib/actions/review";
import { type Held, HeldAgainst } from "./held-against";
import { ReturnForm } from "./return-form";
import { WaiveForm } from "./waive-form";

type DecisionProps = {
  sheet: Held & {
    isAuthor: boolean;
    mayWaive: boolean;
    questions: readonly { blind: { solved: "agreed" | "changed" } | null }[];
  };
};

/** What becomes of the draft: published or returned by its reviewer, taken back by its author. */
export function Decision({ sheet }: DecisionProps) {
  const { draftId, revision, standing, moved, isAuthor, mayWaive, questions } = sheet;
  const differs = questions.some(({ blind }) => blind?.solved === "changed");
  return (
    <Card as="section" aria-labelledby="decision" className="grid gap-5">
      <h2 id="decision" className="text-lg">
        {isAuthor ? "It waits for somebody else" : "Your decision"}
      </h2>
      {isAuthor ? (
        <>
          <p className="max-w-reading text-ink-2">
            Whoever writes a question does not review it. To change something, take it back; then hand it in again.
          </p>
          <ActionButton
            action={takeBackAction}
            fields={{ draft: draftId, revision: String(revision) }}
            variant="secondary"
          >
            Take it back
          </ActionButton>
        </>
      ) : (
        <>
          <ActionForm action={publishDraftAction} className="grid max-w-reading gap-4">
            <HeldAgainst draftId={draftId} revision={revision} standing={standing} moved={moved} />
            <FormTextarea
              name="note"
              label={differs ? "Why the key stands" : "A note for the history"}
              optional={!differs}
              hint={
                differs ? "Your solution was another than the key. If you are not sure, return the draft." : undefined
              }
              maxLength={600}
            />
            <div>
              <FormSubmit pendingLabel="Publishing…">Publish</FormSubmit>
            </div>
          </ActionForm>
          <ReturnForm draftId={draftId} revision={revision} isOpen={false} />
        </>
      )}
      {mayWaive && isAuthor ? <WaiveForm sheet={{ draftId, revision, standing, moved }} /> : null}
    </Card>
  );
}
