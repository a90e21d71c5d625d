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
    <details {...rest} className={classNames("fold", className)}>
      <summary>
        <Icon name="chevron-right" size={18} />
        <span>{title}</span>
        {aside === undefined ? null : <span>{aside}</span>}
      </summary>
      <div>{children}</div>
    </details>
  );
}
