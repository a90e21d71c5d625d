"use client";

import { useFormStatus } from "react-dom";
import { Button, type ButtonProps } from "@/components/ui/button";

/** The submit button of a form with an action; pending by itself while that action runs. Primary unless told. */
export function SubmitButton({ variant = "primary", ...rest }: Omit<ButtonProps, "type" | "pending">) {
  const { pending } = useFormStatus();
  return <Button {...rest} type="submit" variant={variant} pending={pending} />;
}
