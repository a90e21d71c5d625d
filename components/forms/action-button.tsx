"use client";

import type { ButtonProps } from "@/components/ui/button";
import { ActionForm, type FormAction, FormSubmit } from "./action-form";

/** One button that runs a server action with fixed fields. */
export function ActionButton({
  action,
  fields,
  className,
  ...button
}: Omit<ButtonProps, "type" | "pending"> & { action: FormAction; fields: Record<string, string> }) {
  return (
    <ActionForm action={action} className={className}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormSubmit {...button} />
    </ActionForm>
  );
}
