import { classNames } from "@/components/ui/class-names";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
/** `md` is 44 px high; `lg` 52 px; `icon` is a 44 px square for a single icon with an accessible name. */
export type ButtonSize = "md" | "lg" | "icon";

const variants = {
  primary: "border-accent bg-accent text-accent-ink hover:border-accent-strong hover:bg-accent-strong",
  secondary: "border-line-strong bg-surface text-ink hover:border-ink-2 hover:bg-sunken",
  ghost: "border-transparent bg-transparent text-ink hover:bg-sunken",
  danger: "border-wrong bg-wrong text-wrong-ink hover:border-wrong-strong hover:bg-wrong-strong",
} satisfies Record<ButtonVariant, string>;

const sizes = {
  md: "min-h-11 px-4",
  lg: "min-h-13 px-6 text-[1rem]",
  icon: "size-11",
} satisfies Record<ButtonSize, string>;

/** The look of a button, for the rare element that is neither Button nor ButtonLink. */
export function buttonClass(variant: ButtonVariant = "secondary", size: ButtonSize = "md", className?: string): string {
  return classNames(
    "relative inline-flex shrink-0 items-center justify-center gap-2 rounded-control border text-center font-[550] leading-tight no-underline transition-colors",
    "disabled:pointer-events-none disabled:opacity-50",
    variants[variant],
    sizes[size],
    className,
  );
}
