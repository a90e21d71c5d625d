import Link from "next/link";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "@/components/ui/button-class";
import { Spinner } from "@/components/ui/spinner";

interface Look {
  /** primary: the one next step of a screen. secondary (default), ghost: quiet. danger: cannot be undone. */
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Before the text. */
  icon?: ReactNode;
  /** After the text. */
  iconAfter?: ReactNode;
}

export interface ButtonProps extends ComponentProps<"button">, Look {
  /** Work is under way: the button keeps its place and the focus but ignores presses. Client components only. */
  pending?: boolean;
  /** Replaces the text while pending, e.g. "Saving…". */
  pendingLabel?: string;
}

const ignorePress = (event: MouseEvent) => event.preventDefault();

/** A native button (`type="button"` unless told). */
export function Button({
  variant,
  size,
  icon,
  iconAfter,
  pending = false,
  pendingLabel,
  className,
  children,
  type = "button",
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={pending || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? ignorePress : onClick}
      className={buttonClass(variant, size, className)}
    >
      {pending ? <Spinner /> : icon}
      {pending && pendingLabel !== undefined ? pendingLabel : children}
      {iconAfter}
    </button>
  );
}

export interface ButtonLinkProps extends ComponentProps<typeof Link>, Look {}

/** A link that looks like a button: for going somewhere, never for changing something. */
export function ButtonLink({ variant, size, icon, iconAfter, className, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} className={buttonClass(variant, size, className)}>
      {icon}
      {children}
      {iconAfter}
    </Link>
  );
}
