import { Card, CardHeader } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { ChecklistTick } from "@/lib/core/learning/checklist/tick-checklist";

const looks = {
  ticked: { box: "border-right bg-right-soft text-right", word: "Shown" },
  open: { box: "border-line-strong", word: "Still open" },
  "no-evidence": { box: "border-dashed border-line-strong", word: "Not enough evidence" },
} satisfies Record<ChecklistTick["state"], { box: string; word: string }>;

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
          <li key={id} className="flex items-start gap-3.5 border-line py-3 not-first:border-t">
            <span
              aria-hidden="true"
              className={classNames(
                "mt-px grid size-6 shrink-0 place-items-center rounded-[6px] border",
                looks[state].box,
              )}
            >
              {state === "ticked" ? <Icon name="check" size={16} className="stroke-3" /> : null}
            </span>
            <div className="min-w-0">
              <p>{text}</p>
              <p className="num text-sm text-ink-2">
                <span className={classNames("font-[550]", state === "ticked" && "text-right")}>
                  {looks[state].word}.
                </span>{" "}
                {`${evidence.charAt(0).toUpperCase()}${evidence.slice(1)}.`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
