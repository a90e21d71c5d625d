import type { AttemptMode } from "@/lib/core/attempt/plan";
import type { AttemptReport } from "@/lib/usecases/attempt/get-result";

/** What must be known to read the headline; nothing for an exam or practice, whose score stands below. */
export function resultLead({ attempt, result, metBefore }: AttemptReport): string | undefined {
  switch (attempt.mode) {
    case "diagnose":
      return `${result.right} of ${result.scored} right. The questions were chosen for what they tell, so this is no score.`;
    case "drill":
    case "check": {
      if (metBefore === 0) return undefined;
      const were =
        metBefore === 1
          ? "question had been met before, because no unseen one was left. Such an answer"
          : "questions had been met before, because no unseen ones were left. Such answers";
      return `${metBefore} ${were} ${metBefore === 1 ? "counts" : "count"}, and the remediation says so.`;
    }
    case "exam":
    case "practice":
      return undefined;
  }
}

/** What would tell more where no symptom stands out. */
export function tellsMore(mode: AttemptMode): string {
  switch (mode) {
    case "exam":
    case "practice":
      return "A diagnosis of 12 to 15 questions looks for symptoms on purpose; more answers of any kind tell more too.";
    case "diagnose":
      return "A timed exam tells more: it asks as the real one does, over all lessons.";
    case "drill":
    case "check":
      return "Probes ask about one trap at a time; a diagnosis or a timed exam asks about all of them.";
  }
}
