"use client";

import { type ReactNode, useId, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";

type ScenarioPanelProps = {
  title: string;
  /** Which question of the case this is, from 1. */
  position: number;
  of: number;
  children: ReactNode;
};

/** The shared scenario of a case. On phones it folds away: open at the first question, where it is read. */
export function ScenarioPanel({ title, position, of, children }: ScenarioPanelProps) {
  const id = useId();
  const [open, setOpen] = useState(position === 1);
  return (
    <section aria-label={`Scenario: ${title}`} className="rounded-card border border-line bg-surface">
      <div className="flex min-h-13 items-center gap-3 px-4 sm:px-5">
        <p className="min-w-0 grow py-3">
          <span className="block text-sm text-ink-2">
            Case · question <span className="num">{position}</span> of <span className="num">{of}</span>
          </span>
          <span className="block font-semibold">{title}</span>
        </p>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
          className="flex min-h-11 shrink-0 items-center gap-1 rounded-control px-2 text-sm font-[550] text-accent sm:hidden"
        >
          {open ? "Hide" : "Read"}
          <Icon name="chevron-down" size={18} className={classNames("transition-transform", open && "rotate-180")} />
        </button>
      </div>
      <div id={id} className={classNames("px-4 pb-5 sm:px-5", !open && "max-sm:hidden")}>
        {children}
      </div>
    </section>
  );
}
