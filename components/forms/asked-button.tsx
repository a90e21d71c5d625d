"use client";

import { type ReactNode, useRef, useState } from "react";
import { ConfirmDialog } from "@/components/ui/dialog";
import { ActionButton, type ActionButtonProps } from "./action-button";

/** An `ActionButton` that asks first; without scripts, it acts at once. */
export function AskedButton({
  question,
  consequence,
  confirmLabel,
  ...button
}: Omit<ActionButtonProps, "onClick"> & {
  question: ReactNode;
  /** What comes of it. */
  consequence: ReactNode;
  confirmLabel: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <ActionButton
        {...button}
        formRef={form}
        onClick={(event) => {
          event.preventDefault();
          setAsking(true);
        }}
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={question}
        description={consequence}
        confirmLabel={confirmLabel}
        tone="danger"
        onConfirm={() => form.current?.requestSubmit()}
      />
    </>
  );
}
