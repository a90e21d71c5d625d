import { Badge, type BadgeState } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import type { ChecklistTick } from "@/lib/core/learning/checklist/tick-checklist";

const looks = {
  ticked: { badge: "right", word: "shown" },
  open: { badge: "trap", word: "still open" },
  "no-evidence": { badge: "unanswered", word: "not enough evidence" },
} satisfies Record<ChecklistTick["state"], { badge: BadgeState; word: string }>;

/** What somebody who is done with the chapter can do, ticked by answers and not by hand. */
export function ChecklistCard({ points }: { points: readonly ChecklistTick[] }) {
  if (points.length === 0) return null;
  const ticked = points.filter(({ state }) => state === "ticked").length;
  return (
    <Card as="section" aria-labelledby="checklist">
      <CardHeader
        id="checklist"
        title="Before you leave this domain"
        note={`${ticked} of ${points.length} shown by your answers`}
      />
      <ul className="-my-1 list-none p-0">
        {points.map(({ id, text, state, evidence }) => (
          <li key={id} className="flex flex-wrap items-start gap-x-4 gap-y-1.5 border-line py-3 not-first:border-t">
            <div className="min-w-0 grow basis-72">
              <p>{text}</p>
              <p className="num text-sm text-ink-2">{evidence}</p>
            </div>
            <Badge state={looks[state].badge}>{looks[state].word}</Badge>
          </li>
        ))}
      </ul>
    </Card>
  );
}
