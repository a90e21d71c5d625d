"use client";

import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import type { Finding } from "@/lib/core/authoring/finding";
import { findingWords } from "@/lib/core/authoring/finding-words";

/** Everything that was found, each with the way to its field. */
export function FindingsList({
  findings,
  count,
  onJump,
}: {
  findings: readonly Finding[];
  /** How many questions the draft has. */
  count: number;
  onJump: (finding: Finding) => void;
}) {
  if (findings.length === 0) {
    return <EmptyState icon="check" title="Nothing found" text="The rules have no objection to this text." />;
  }
  return (
    <ul className="grid gap-1">
      {findings.map((finding) => {
        const { question, path, rule, severity, message } = finding;
        return (
          <li key={`${question} ${path.join(".")} ${rule} ${message}`}>
            <button
              type="button"
              onClick={() => onJump(finding)}
              className="flex min-h-11 w-full items-start gap-2.5 rounded-control px-2 py-2.5 text-left hover:bg-sunken"
            >
              <Icon
                name={severity === "error" ? "warning" : "info"}
                size={18}
                label={severity === "error" ? "Error" : "Warning"}
                className={severity === "error" ? "mt-0.5 text-wrong" : "mt-0.5 text-trap"}
              />
              <span className="min-w-0">{findingWords(finding, count)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
