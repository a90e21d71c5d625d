import { Card, CardHeader } from "@/components/ui/card";
import { REVIEW_CAP } from "@/lib/core/learning/fold/due-traps";
import type { Today } from "@/lib/usecases/learning/get-today";

/** What is due today, what was done, and what is left for tomorrow. */
export function DueCard({ due }: { due: Today["due"] }) {
  return (
    <Card as="section" aria-labelledby="due">
      <CardHeader id="due" title="Checks" note={`at most ${REVIEW_CAP} a day`} />
      <dl className="num grid grid-cols-3 gap-3">
        {(
          [
            ["due today", due.today],
            ["done today", due.done],
            ["for tomorrow", due.left],
          ] as const
        ).map(([name, count]) => (
          <div key={name} className="flex flex-col-reverse">
            <dt className="text-sm text-ink-2">{name}</dt>
            <dd className="text-2xl font-bold tracking-[-0.02em]">{count}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-sm text-ink-2">
        {due.today === 0
          ? "Nothing is due. A trap that caught you comes back here when you are about to forget it."
          : "A trap that caught you comes back when you are about to forget it."}
      </p>
    </Card>
  );
}
