"use client";

import * as Radix from "@radix-ui/react-dialog";
import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { shareScriptNonce } from "@/components/ui/style-nonce";

shareScriptNonce();

export interface DialogProps {
  /** The element that opens it (a Button). Leave out when `open` is controlled from elsewhere. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** It is gone and the focus is back: only now can something outside of it take the focus. */
  onClosed?: () => void;
  title: ReactNode;
  /** One or two sentences, read out when it opens. */
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons at the end; the last one is the main one. Wrap a button in DialogClose to close by it. */
  footer?: ReactNode;
  /** sm 440 px, md 560 px, lg 760 px. On phones it stands at the lower edge. */
  size?: "sm" | "md" | "lg";
  /** alertdialog: a decision that must be made; closes neither by a press outside nor with a cross. */
  role?: "dialog" | "alertdialog";
}

const widths = { sm: "sm:max-w-[27.5rem]", md: "sm:max-w-[35rem]", lg: "sm:max-w-[47.5rem]" };

/** A modal dialog: focus stays inside, Escape closes it, focus returns to the trigger. */
export function Dialog({
  trigger,
  open,
  onOpenChange,
  onClosed,
  title,
  description,
  children,
  footer,
  size = "md",
  role = "dialog",
}: DialogProps) {
  // Radix warns about a dialog without a description unless the attribute is taken away on purpose.
  const undescribed = description === undefined ? { "aria-describedby": undefined } : {};
  // Without a trigger Radix does not know where the focus came from, and would drop it on closing.
  const before = useRef<HTMLElement | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger === undefined ? null : <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fade-in fixed inset-0 z-40 bg-backdrop" />
        <Radix.Content
          {...undescribed}
          role={role}
          onOpenAutoFocus={() => {
            before.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
          }}
          onCloseAutoFocus={(event) => {
            if (trigger === undefined) {
              event.preventDefault();
              before.current?.focus({ preventScroll: true });
            }
            onClosed?.();
          }}
          onInteractOutside={role === "alertdialog" ? (event) => event.preventDefault() : undefined}
          className={classNames(
            "rise-in fixed inset-x-0 bottom-0 z-50 flex max-h-[88dvh] flex-col rounded-t-card border border-line bg-surface shadow-pop",
            "sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:-translate-y-1/2 sm:rounded-card",
            widths[size],
          )}
        >
          <div className="flex items-start gap-4 px-5 pt-5 sm:px-6">
            <div className="min-w-0 grow">
              <Radix.Title className="text-lg">{title}</Radix.Title>
              {description === undefined ? null : (
                <Radix.Description className="mt-1 text-ink-2">{description}</Radix.Description>
              )}
            </div>
            {role === "alertdialog" ? null : (
              <Radix.Close asChild>
                <Button variant="ghost" size="icon" aria-label="Close" className="-mt-2 -mr-2">
                  <Icon name="cross" />
                </Button>
              </Radix.Close>
            )}
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pt-3 pb-5 empty:py-2 sm:px-6">{children}</div>
          {footer === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-4 sm:px-6">{footer}</div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Closes the dialog around it when its one child, a Button, is pressed. */
function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}

export interface ConfirmDialogProps
  extends Pick<DialogProps, "trigger" | "open" | "onOpenChange" | "title" | "description" | "children"> {
  /** Says what will be done: "End the exam", never "OK". */
  confirmLabel: string;
  /** "Cancel" unless told. */
  cancelLabel?: string;
  /** danger: cannot be undone. */
  tone?: "primary" | "danger";
  /** The dialog closes when it is pressed; with `pending` it stays open until the caller closes it. */
  onConfirm: () => void;
  /** Work is under way. Given at all, closing is left to the caller. */
  pending?: boolean;
}

/** Asks before something that matters. The focus starts on the way back. */
export function ConfirmDialog({
  confirmLabel,
  cancelLabel = "Cancel",
  tone = "primary",
  onConfirm,
  pending,
  ...rest
}: ConfirmDialogProps) {
  const confirm = (
    <Button variant={tone} pending={pending} onClick={onConfirm}>
      {confirmLabel}
    </Button>
  );
  return (
    <Dialog
      {...rest}
      size="sm"
      role="alertdialog"
      footer={
        <>
          <DialogClose>
            <Button>{cancelLabel}</Button>
          </DialogClose>
          {pending === undefined ? <DialogClose>{confirm}</DialogClose> : confirm}
        </>
      }
    />
  );
}
