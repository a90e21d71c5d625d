import { pricedLine } from "@/app/(learner)/_components/step-words";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ListedRemediation } from "@/lib/usecases/learning/list-remediations";

/** Under a section that refutes a trap which the viewer works on: the way back to that work, with what comes next. */
export function BackToRemediation({
  traps,
  remediations,
}: {
  /** The traps of the section. */
  traps: readonly string[];
  remediations: readonly ListedRemediation[];
}) {
  const own = remediations.filter(({ done, next }) => !done && traps.includes(next.step.trap));
  if (own.length === 0) return null;
  return (
    <div className="mt-5 grid gap-3">
      {own.map(({ symptom, next }) => (
        <Notice
          key={symptom.id}
          tone="info"
          role="note"
          title={`You are working on “${symptom.symptom}”`}
          action={<ButtonLink href={`/remediations/${symptom.id}`}>Back to it</ButtonLink>}
        >
          <span className="num">Next: {pricedLine(next)}</span>
        </Notice>
      ))}
    </div>
  );
}
