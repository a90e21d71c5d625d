"use client";

import { unstable_rethrow } from "next/navigation";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type SubmitEvent,
  useActionState,
  useContext,
  useState,
  useTransition,
} from "react";
import { type PageFailure, pageFailure } from "@/components/layout/page-failure";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Input, type InputProps, Select, type SelectProps, Textarea, type TextareaProps } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { type ActionState, untouched } from "@/lib/core/shared/action-state";

/** What is told of a form that did not get to the server. What was typed stays where it is. */
const UNSENT: Record<PageFailure, string> = {
  offline: "There is no connection. What you typed is still here: send it again once you are online.",
  updated:
    "This site was brought up to date while the page was open, and nothing was changed. Copy what you typed, load the page again and send it then.",
  busy: "The server is busy, and nothing was changed. What you typed is still here: send it again in a moment.",
  failed:
    "The server’s answer did not come. What you typed is still here: look whether it got there before you send it again.",
};

function unsent(error: unknown): ActionState {
  // Redirects travel as exceptions, and are the framework's.
  unstable_rethrow(error);
  return { ...untouched, problem: UNSENT[pageFailure(error, navigator.onLine)] };
}

export type FormAction = (state: ActionState, form: FormData) => Promise<ActionState>;

const FormContext = createContext<{ state: ActionState; pending: boolean }>({ state: untouched, pending: false });

/**
 * A form over a server action: keeps what was typed when something is wrong, says what is, and works without scripts.
 * `onDone` runs in the browser once the action has succeeded.
 */
export function ActionForm({
  action,
  onDone,
  children,
  doneShown = true,
  ...rest
}: Omit<ComponentProps<"form">, "action" | "onSubmit"> & {
  action: FormAction;
  onDone?: (form: FormData) => void | Promise<void>;
  /** Shows the action's own words when it has succeeded; true unless told. */
  doneShown?: boolean;
  children: ReactNode;
}) {
  // Without scripts the form goes to the action itself, so it is given to React as it is.
  const [posted, post] = useActionState(action, untouched);
  const [sent, setSent] = useState<ActionState | null>(null);
  const [pending, start] = useTransition();
  const state = sent ?? posted;
  // Sent by hand: a form that React sends itself is emptied, also when something was wrong in it.
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget, event.nativeEvent.submitter);
    start(async () => {
      const after = await action(state, form).catch((error: unknown) => unsent(error));
      if (after.done !== null) await onDone?.(form);
      start(() => setSent(after));
    });
  };
  return (
    <FormContext value={{ state, pending }}>
      <form {...rest} action={post} onSubmit={send}>
        {state.problem === null ? null : (
          <Notice tone="danger" className="mb-4">
            {state.problem}
          </Notice>
        )}
        {state.done !== null && doneShown ? (
          <Notice tone="success" className="mb-4">
            {state.done}
          </Notice>
        ) : null}
        {children}
      </form>
    </FormContext>
  );
}

/** An input of an ActionForm; shows what the action said about it. */
export function FormInput({ name, ...rest }: InputProps & { name: string }) {
  const { state } = useContext(FormContext);
  return <Input {...rest} name={name} error={state.fields[name] ?? rest.error} />;
}

/** Several lines of text of an ActionForm; shows what the action said about it. */
export function FormTextarea({ name, ...rest }: TextareaProps & { name: string }) {
  const { state } = useContext(FormContext);
  return <Textarea {...rest} name={name} error={state.fields[name] ?? rest.error} />;
}

/** A choice of an ActionForm; shows what the action said about it. */
export function FormSelect({ name, ...rest }: SelectProps & { name: string }) {
  const { state } = useContext(FormContext);
  return <Select {...rest} name={name} error={state.fields[name] ?? rest.error} />;
}

/** The submit button of an ActionForm. Primary unless told. */
export function FormSubmit({ variant = "primary", ...rest }: Omit<ButtonProps, "type" | "pending">) {
  const { pending } = useContext(FormContext);
  return <Button {...rest} type="submit" variant={variant} pending={pending} />;
}
