import type { AttemptMode } from "@/lib/core/attempt/plan";
import type { AttemptReport } from "@/lib/usecases/attempt/get-result";

/** What must be known to read the headline; nothing for an exam or practice, whose score stands below. */
export function resultLead({ attempt, result, metBefore }: AttemptReport): string | undefined {
  if (result.scored === 0) return undefined;
  switch (attempt.mode) {
    case "diagnose":
      return `${result.right} of ${result.scored} right. The questions were chosen for what they tell, so this is no score.`;
    case "drill":
    case "check": {
      const right = `${result.right} of ${result.scored} right.`;
      if (metBefore === 0) return right;
      return metBefore === 1
        ? `${right} One question had been met before, because no unseen one was left; its answer counts, and the remediation says so.`
        : `${right} ${metBefore} questions had been met before, because no unseen ones were left; their answers count, and the remediation says so.`;
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
