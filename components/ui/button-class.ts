import { classNames } from "@/components/ui/class-names";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
/** `md` is 44 px high; `lg` 52 px; `icon` is a 44 px square for a single icon with an accessible name. */
export type ButtonSize = "md" | "lg" | "icon";

const variants = {
  primary: "button-primary",
  secondary: "button-secondary",
  ghost: "button-ghost",
  danger: "button-danger",
} satisfies Record<ButtonVariant, string>;

const sizes = {
  md: "button-md",
  lg: "button-lg",
  icon: "button-icon",
} satisfies Record<ButtonSize, string>;

/** The look of a button, for the rare element that is neither Button nor ButtonLink. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", className?: string): string {
  return classNames("button", variants[variant], sizes[size], className);
}
