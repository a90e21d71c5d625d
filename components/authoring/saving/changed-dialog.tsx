"use client";

import { LocalClock } from "@/components/time/local-clock";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Theirs } from "./autosaver";

/** Two people wrote the same draft: whose text goes on. Nothing is lost before that is said. */
export function ChangedDialog({
  theirs,
  onTake,
  onPutOver,
  onCopy,
}: {
  theirs: Theirs;
  onTake: () => void;
  onPutOver: () => void;
  /** Keeps the text as a draft of its own. */
  onCopy: () => void;
}) {
  const closed = theirs.state === "in-review";
  return (
    <Dialog
      role="alertdialog"
      open
      title={
        closed ? "This draft was handed in meanwhile" : `${theirs.editedBy ?? "Somebody else"} saved this draft too`
      }
      description={
        <>
          {closed ? "It is in review and cannot be changed now. " : "They saved at "}
          {closed ? null : (
            <>
              <LocalClock at={theirs.updatedAt} />, while you were writing.{" "}
            </>
          )}
          Your text is kept on this device until you decide.
        </>
      }
      footer={
        <>
          <Button onClick={onTake}>Take theirs</Button>
          {closed ? null : <Button onClick={onPutOver}>Put mine over theirs</Button>}
          <Button variant="primary" onClick={onCopy}>
            Keep mine as a new draft
          </Button>
        </>
      }
    >
      <ul className="grid list-disc gap-1 pl-5 text-ink-2">
        <li>Take theirs: what you wrote since your last save is gone.</li>
        {closed ? null : <li>Put mine over theirs: what they wrote is gone.</li>}
        <li>Keep mine as a new draft: both stay, yours under a new id.</li>
      </ul>
    </Dialog>
  );
}
