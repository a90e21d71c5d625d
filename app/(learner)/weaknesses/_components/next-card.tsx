import type { ReactNode } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { reportSymptomAction, startChecksAction, startDiagnosisAction } from "@/lib/actions/learning";
import type { NextAction } from "@/lib/core/learning/overview/next-action";
import type { Weaknesses } from "@/lib/usecases/learning/get-weaknesses";
import { stepWords } from "./step-words";

const MINUTES_A_CHECK = 2;
const checks = (count: number): string => (count === 1 ? "1 check" : `${count} checks`);

/** At most so many traps are named before the checks. */
const TRAPS_NAMED = 3;

function checkedTraps({ due, pack }: Weaknesses): string {
  const names = due.today.map(({ trap }) => `“${pack.traps.get(trap)?.short ?? trap}”`);
  if (names.length > TRAPS_NAMED) return `One question for each of ${names.length} traps that could have come back`;
  const last = names.at(-1) ?? "";
  return `On ${names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`}`;
}

function wordsOf(action: NextAction, seen: Weaknesses): { title: string; text: string } {
  const { route, underWay, answered, exam } = seen;
  switch (action.kind) {
    case "checks":
      return {
        title: action.today === 1 ? "One check is due today" : `${checks(action.today)} are due today`,
        text: `${checkedTraps(seen)}, about ${action.today * MINUTES_A_CHECK} minutes.${
          action.left === 0 ? "" : ` ${action.left} more ${action.left === 1 ? "waits" : "wait"} until tomorrow.`
        }`,
      };
    case "remediation": {
      const work = underWay.find(({ symptom }) => symptom === action.symptom);
      const words = work?.words ?? route.find(({ symptom }) => symptom === action.symptom)?.words ?? "";
      const [step] = work?.steps ?? [];
      return {
        title: `“${words}”`,
        text: step === undefined ? "Your answers point here." : `Next: ${stepWords(step)}.`,
      };
    }
    case "diagnosis":
      return {
        title: answered === 0 ? "Begin with a diagnosis" : "A diagnosis says more",
        text: "12 to 15 questions, about 25 minutes. Each is chosen to tell the reasons for misses apart; what it finds becomes your route.",
      };
    case "exam": {
      const [blueprint] = exam.blueprints;
      const minutes = blueprint === undefined ? "" : `, ${Math.round(blueprint.seconds / 60)} minutes`;
      return {
        title: "Nothing is open: sit a timed exam",
        text: `Under the clock${minutes}. It shows whether what you have learnt holds.`,
      };
    }
  }
}

function buttonOf(action: NextAction): ReactNode {
  const look = { variant: "primary", size: "lg" } as const;
  switch (action.kind) {
    case "checks":
      return (
        <ActionButton action={startChecksAction} fields={{}} {...look}>
          {action.today === 1 ? "Start the check" : "Start the checks"}
        </ActionButton>
      );
    case "remediation":
      return action.opened ? (
        <ButtonLink href={`/remediations/${action.symptom}`} {...look}>
          Go on with it
        </ButtonLink>
      ) : (
        <ActionButton action={reportSymptomAction} fields={{ symptom: action.symptom }} {...look}>
          Begin
        </ActionButton>
      );
    case "diagnosis":
      return (
        <ActionButton action={startDiagnosisAction} fields={{}} {...look}>
          Start the diagnosis
        </ActionButton>
      );
    case "exam":
      return (
        <ButtonLink href="/exams" {...look}>
          Choose an exam
        </ButtonLink>
      );
  }
}

/** The one thing to do next, with its price in minutes. */
export function NextCard({ action, seen }: { action: NextAction; seen: Weaknesses }) {
  const { title, text } = wordsOf(action, seen);
  return (
    <Card as="section" aria-labelledby="next" className="flex flex-wrap items-center justify-between gap-5">
      <div className="max-w-reading grow basis-80">
        <p className="text-sm text-ink-2">Do this next</p>
        <h2 id="next" className="mt-0.5 text-lg">
          {title}
        </h2>
        <p className="num mt-1 text-ink-2">{text}</p>
      </div>
      {buttonOf(action)}
    </Card>
  );
}
