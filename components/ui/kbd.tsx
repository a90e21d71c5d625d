import { classNames } from "@/components/ui/class-names";

/** A key of the keyboard. */
export function Kbd({ children, className }: { children: string; className?: string }) {
  return (
    <kbd
      className={classNames(
        "inline-flex min-w-5 items-center justify-center rounded-[5px] border border-b-2 border-line-strong bg-surface px-1 py-0.5 font-sans text-[0.6875rem] leading-tight font-medium text-ink-2",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
