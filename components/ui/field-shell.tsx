import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";

export interface FieldTexts {
  label: ReactNode;
  /** What to enter, before it goes wrong. */
  hint?: ReactNode;
  /** What is wrong and how to put it right; marks the control as invalid. */
  error?: ReactNode;
  /** Says "optional" beside the label. Required is the default and not marked. */
  optional?: boolean;
}

/** The ids of hint and error of a control, and the attributes that tie them to it. */
export function fieldIds(id: string, { hint, error }: Pick<FieldTexts, "hint" | "error">) {
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const described = [hint ? hintId : "", error ? errorId : ""].filter((part) => part !== "");
  return {
    hintId,
    errorId,
    aria: {
      "aria-describedby": described.length > 0 ? described.join(" ") : undefined,
      "aria-invalid": error ? true : undefined,
    },
  } as const;
}

/** The error line under a control. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1.5 text-sm text-wrong">
      <Icon name="warning" size={16} className="mt-0.5" />
      <span>{children}</span>
    </p>
  );
}

/** Label, hint, control and error, one under the other. */
export function FieldShell({
  id,
  label,
  hint,
  error,
  optional = false,
  children,
}: FieldTexts & { id: string; children: ReactNode }) {
  const { hintId, errorId } = fieldIds(id, { hint, error });
  return (
    <div className="field grid content-start">
      <label htmlFor={id} className="justify-self-start font-[550]">
        {label}
        {optional ? <span className="font-normal text-ink-2"> (optional)</span> : null}
      </label>
      {hint ? (
        <p id={hintId} className="text-sm text-ink-2">
          {hint}
        </p>
      ) : null}
      {children}
      {error ? <FieldError id={errorId}>{error}</FieldError> : null}
    </div>
  );
}

/** Fields side by side from 640 px on, with labels, hints, controls and errors each on one line. */
export function FieldRow({ columns, children }: { columns: 2 | 3; children: ReactNode }) {
  return (
    <div
      className={classNames(
        "field-row grid gap-x-5 max-sm:gap-y-5",
        columns === 2 ? "sm:grid-cols-2" : "sm:grid-cols-3",
      )}
    >
      {children}
    </div>
  );
}
