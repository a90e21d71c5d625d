import type { NextStep } from "@/lib/core/learning/remediation/next-step";
import { questionMinutes } from "@/lib/core/learning/remediation/step-minutes";

const probes = (count: number): string =>
  `${count} ${count === 1 ? "probe" : "probes"} · ${questionMinutes(count)} min`;

/** What the button of a route's stop says: its remediation's next step, with its price in minutes. */
export function nextWords(next: NextStep | null): string {
  if (next === null) return "See what it is";
  switch (next.kind) {
    case "confirm":
      return `Is it so? ${probes(next.more)}`;
    case "read-fact":
      return "Read the fact · 1 min";
    case "read-section":
      return "Read the section · 4 min";
    case "drill":
      return `Drill: ${probes(next.more)}`;
    case "check":
      return "Check it · 2 min";
    case "wait":
    case "exam-or-wait":
    case "nothing":
      return "See how it stands";
  }
}
