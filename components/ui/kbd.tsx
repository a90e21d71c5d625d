import { classNames } from "@/components/ui/class-names";

/** A key of the keyboard. */
export function Kbd({ children, className }: { children: string; className?: string }) {
  return <kbd className={classNames("key", className)}>{children}</kbd>;
}
