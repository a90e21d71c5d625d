import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { Finding } from "@/lib/core/authoring/finding";

/** The look of what is written into. */
export const BOX =
  "block w-full rounded-control border bg-surface text-ink placeholder:text-ink-3 disabled:bg-sunken disabled:text-ink-2";

/** Its border says that something is wrong; the words under it say what. */
export const boxLine = (found: readonly Finding[]): string =>
  found.some(({ severity }) => severity === "error") ? "border-wrong" : "border-line-strong";

/** What was found at a field or a group of fields. */
export function Found({ id, found }: { id: string; found: readonly Finding[] }) {
  if (found.length === 0) return null;
  return (
    <ul id={`${id}-found`} className="grid gap-1">
      {found.map(({ rule, severity, message }) => (
        <li
          key={`${rule} ${message}`}
          className={classNames("flex gap-1.5 text-sm", severity === "error" ? "text-wrong" : "text-trap")}
        >
          <Icon name={severity === "error" ? "warning" : "info"} size={16} className="mt-0.5" />
          <span>{message}</span>
        </li>
      ))}
    </ul>
  );
}

/** Label, hint, control, and what was found. */
export function Frame({
  id,
  label,
  labelHidden = false,
  hint,
  found,
  aside,
  children,
}: {
  id: string;
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  found: readonly Finding[];
  /** At the right end of the label's line. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid min-w-0 content-start gap-1.5">
      <div className={classNames("flex flex-wrap items-end justify-between gap-x-3", labelHidden && "sr-only")}>
        <label htmlFor={id} className="text-sm font-[550]">
          {label}
        </label>
        {aside}
      </div>
      {children}
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-sm text-ink-2">
          {hint}
        </p>
      )}
      <Found id={id} found={found} />
    </div>
  );
}
