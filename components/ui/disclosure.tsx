import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";

export interface DisclosureProps extends Omit<ComponentProps<"details">, "title"> {
  /** The line that is always there. */
  title: ReactNode;
  /** At the right end of that line. */
  aside?: ReactNode;
}

/** Native details: opens without scripts and is found by the browser's search. Same `name` = one open at a time. */
export function Disclosure({ title, aside, className, children, ...rest }: DisclosureProps) {
  return (
    <details {...rest} className={classNames("group", className)}>
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-control py-2 font-[550] hover:text-accent">
        <Icon name="chevron-right" size={18} className="text-ink-2 transition-transform group-open:rotate-90" />
        <span className="min-w-0 grow">{title}</span>
        {aside === undefined ? null : <span className="shrink-0 text-sm font-normal text-ink-2">{aside}</span>}
      </summary>
      <div className="pt-1 pb-3 pl-6.5">{children}</div>
    </details>
  );
}
