"use client";

import { classNames } from "@/components/ui/class-names";

export type View = "write" | "asked" | "feedback" | "findings";

type ViewSwitchProps = { view: View; onView: (view: View) => void; errors: number; warnings: number };

/** Which side of the draft is seen. "Write" is a choice on small screens alone: on others the fields stay beside. */
export function ViewSwitch({ view, onView, errors, warnings }: ViewSwitchProps) {
  const count = errors + warnings;
  const sides = [
    { id: "write", label: "Write" },
    { id: "asked", label: "As asked" },
    { id: "feedback", label: "With feedback" },
    { id: "findings", label: "Findings" },
  ] as const satisfies readonly { id: View; label: string }[];
  return (
    <fieldset aria-label="View" className="flex min-w-0 gap-1 overflow-x-auto border-b border-line pb-1">
      {sides.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          // On wide screens what is written is there anyway, and the question as asked stands beside it.
          aria-pressed={view === id}
          onClick={() => onView(id)}
          className={classNames(
            "flex min-h-11 shrink-0 items-center gap-1.5 rounded-control px-2.5 text-sm",
            id === "write" && "lg:hidden",
            view === id
              ? "bg-accent-soft font-[550] text-ink"
              : id === "asked" && view === "write"
                ? "text-ink-2 hover:bg-sunken lg:bg-accent-soft lg:font-[550] lg:text-ink"
                : "text-ink-2 hover:bg-sunken",
          )}
        >
          {label}
          {id === "findings" && count > 0 ? (
            <span
              className={classNames(
                "num rounded-pill border px-1.5 text-xs",
                errors > 0 ? "border-wrong text-wrong" : "border-trap text-trap",
              )}
            >
              {count}
            </span>
          ) : null}
        </button>
      ))}
    </fieldset>
  );
}
