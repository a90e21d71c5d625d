import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";

export interface EmptyStateProps {
  icon?: IconName;
  title: ReactNode;
  /** Why it is empty and what will fill it. */
  text?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
  /** Level of the title; 2 unless told. */
  level?: 1 | 2 | 3;
  className?: string;
}

/** What stands where a list would be. */
export function EmptyState({ icon, title, text, action, level = 2, className }: EmptyStateProps) {
  const Heading = level === 1 ? "h1" : level === 2 ? "h2" : "h3";
  return (
    <div
      className={classNames(
        "flex flex-col items-start gap-2 rounded-card border border-dashed border-line-strong p-6 sm:p-8",
        className,
      )}
    >
      {icon === undefined ? null : <Icon name={icon} size={24} className="mb-1 text-ink-3" />}
      <Heading className="text-lg">{title}</Heading>
      {text === undefined ? null : <div className="max-w-reading text-ink-2">{text}</div>}
      {action === undefined ? null : <div className="mt-3 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}
