import { viewed } from "@/components/question/kind-views";
import { Badge } from "@/components/ui/badge";
import type { PublicQuestion } from "@/lib/core/question/public";
import { minutesAndSeconds } from "@/lib/core/shared/duration";
import type { PathStep } from "@/lib/usecases/attempt/get-review";

/** The answers on the way to the last one, each with the time since the start; late ones and conflicts are named. */
export function AnswerPath({ question, path }: { question: PublicQuestion; path: readonly PathStep[] }) {
  const { words } = viewed(question);
  return (
    <ol className="grid list-none gap-2.5 p-0">
      {path.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the path is history and never changes its order
        <li key={index} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
          <span className="num w-12 shrink-0 text-sm text-ink-2">{minutesAndSeconds(step.afterMs)}</span>
          <span className="min-w-0 grow basis-60">
            {step.answer === null ? <em>cleared</em> : words(step.answer).join("; ")}
          </span>
          {step.outcome === "late" ? <Badge state="late">late, not counted</Badge> : null}
          {step.outcome === "conflict" ? <Badge state="neutral">from another tab, not taken</Badge> : null}
        </li>
      ))}
    </ol>
  );
}
