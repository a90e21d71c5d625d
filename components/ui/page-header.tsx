import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";

export interface PageHeaderProps {
  /** Small line above: where we are, when, how long. */
  eyebrow?: ReactNode;
  /** The page's only h1: the finding in words where there is one. */
  title: ReactNode;
  /** One or two sentences below. */
  lead?: ReactNode;
  /** Buttons at the right, below on phones. */
  actions?: ReactNode;
  className?: string;
}

/** The head of a page. */
export function PageHeader({ eyebrow, title, lead, actions, className }: PageHeaderProps) {
  return (
    <header className={classNames("mb-7 flex flex-wrap items-end justify-between gap-x-8 gap-y-4", className)}>
      <div className="min-w-0 flex-1 basis-80">
        {eyebrow === undefined ? null : <p className="mb-1 text-sm text-ink-2">{eyebrow}</p>}
        <h1 className="text-2xl tracking-[-0.02em]">{title}</h1>
        {lead === undefined ? null : <div className="mt-2 max-w-reading text-ink-2 print:max-w-none">{lead}</div>}
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
