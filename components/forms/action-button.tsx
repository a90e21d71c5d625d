"use client";

import type { Ref } from "react";
import type { ButtonProps } from "@/components/ui/button";
import { ActionForm, type FormAction, FormSubmit } from "./action-form";

export type ActionButtonProps = Omit<ButtonProps, "type" | "pending"> & {
  action: FormAction;
  fields: Record<string, string>;
};

/** One button that runs a server action with fixed fields. */
export function ActionButton({
  action,
  fields,
  className,
  formRef,
  ...button
}: ActionButtonProps & { formRef?: Ref<HTMLFormElement> }) {
  return (
    <ActionForm ref={formRef} action={action} className={className}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormSubmit {...button} />
    </ActionForm>
  );
}
