"use client";

import { useState } from "react";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { discardDraftAction } from "@/lib/actions/drafts";
import { HandIn, type HandInProps } from "./hand-in";
import type { SaveState } from "./saving/autosaver";
import { type Overlong, SaveLine } from "./saving/save-line";

/** The bar that stays in view: whether the text is safe, and the ways out of the draft. */
export function DraftHeader({
  title,
  save,
  overlong,
  readOnly,
  isPublished,
  ...handIn
}: HandInProps & {
  title: string;
  save: SaveState;
  overlong: Overlong;
  readOnly: boolean;
  isPublished: boolean;
}) {
  const [asking, setAsking] = useState(false);
  return (
    <div className="sticky top-0 z-20 -mx-4 mb-5 flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line bg-paper px-4 py-2 sm:-mx-6 sm:px-6">
      <h1 className="min-w-0 text-lg [overflow-wrap:anywhere]">{title}</h1>
      <div className="min-w-0 basis-40 grow max-sm:order-3 max-sm:basis-full">
        {readOnly ? null : <SaveLine state={save} overlong={overlong} />}
      </div>
      <div className="ml-auto flex items-center gap-1">
        {readOnly ? null : (
          <Button
            variant="ghost"
            size="icon"
            aria-label="Throw this draft away"
            title="Throw this draft away"
            onClick={() => setAsking(true)}
            className="text-ink-2"
          >
            <Icon name="trash" />
          </Button>
        )}
        <HandIn {...handIn} />
      </div>
      {asking ? (
        <Dialog
          open
          onOpenChange={setAsking}
          title="Throw this draft away?"
          description={
            isPublished
              ? "What is published of the question stays as it is."
              : "It was never published: its text is gone then."
          }
        >
          <ActionForm action={discardDraftAction} className="flex flex-wrap justify-end gap-2">
            <input type="hidden" name="draftId" value={handIn.draftId} />
            <input type="hidden" name="revision" value={handIn.revision} />
            <Button onClick={() => setAsking(false)}>Keep it</Button>
            <FormSubmit variant="danger">Throw it away</FormSubmit>
          </ActionForm>
        </Dialog>
      ) : null}
    </div>
  );
}
