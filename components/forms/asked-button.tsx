"use client";

import { type ReactNode, useRef, useState } from "react";
import type { ButtonProps } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/dialog";
import { ActionForm, type FormAction, FormSubmit } from "./action-form";

/** One button that runs a server action with fixed fields, after a question; without scripts, at once. */
export function AskedButton({
  action,
  fields,
  className,
  question,
  consequence,
  confirmLabel,
  ...button
}: Omit<ButtonProps, "type" | "pending" | "onClick"> & {
  action: FormAction;
  fields: Record<string, string>;
  question: ReactNode;
  /** What comes of it. */
  consequence: ReactNode;
  confirmLabel: string;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <ActionForm ref={form} action={action} className={className}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <FormSubmit
          {...button}
          onClick={(event) => {
            event.preventDefault();
            setAsking(true);
          }}
        />
      </ActionForm>
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
