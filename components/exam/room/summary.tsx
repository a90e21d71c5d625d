import type { RefObject } from "react";
import { LineView } from "@/components/question/line-view";
import { Badge } from "@/components/ui/badge";
import type { RoomItem } from "@/lib/core/attempt/room";
import { countMarks, type ItemMark, type ItemStatus, STATUS_WORDS } from "./item-status";
import { LeaveLink } from "./leave-link";

type SummaryProps = {
  items: readonly RoomItem[];
  marks: readonly ItemMark[];
  timed: boolean;
  exitHref: string;
  headingRef: RefObject<HTMLHeadingElement | null>;
  onGo: (itemId: string) => void;
};

/** First what costs points, then what the learner wanted to see again, then the rest. */
const groups: readonly { title: string; has: (mark: ItemMark) => boolean }[] = [
  { title: "Not answered", has: (mark) => mark.status === "unanswered" },
  { title: "Incomplete", has: (mark) => mark.status === "incomplete" },
  { title: "Flagged", has: (mark) => mark.status === "answered" && mark.flagged },
  { title: "Answered", has: (mark) => mark.status === "answered" && !mark.flagged },
];

function opening({ unanswered, incomplete }: Record<ItemStatus, number>): string {
  if (unanswered + incomplete === 0)
    return "Every question is answered. You may look at any of them again, or end the exam.";
  return "An unanswered or incomplete question counts as wrong, and a guess costs nothing.";
}

/** All questions before the end: what is missing, what is flagged, each one press away. */
export function Summary({ items, marks, timed, exitHref, headingRef, onGo }: SummaryProps) {
  const counts = countMarks(marks);
  const ask = new Map(items.map((item) => [item.id, item.question.ask]));
  return (
    <section
      aria-labelledby="summary-heading"
      className="mx-auto grid w-full max-w-[46.75rem] gap-6 px-4 pt-6 pb-10 sm:px-6 sm:pt-9"
    >
      <div>
        <h2 id="summary-heading" ref={headingRef} tabIndex={-1} className="text-xl outline-none">
          Review all
        </h2>
        <p className="mt-1 text-ink-2">{opening(counts)}</p>
      </div>
      <dl className="grid grid-cols-2 gap-2.5 sm:grid-cols-4">
        {(["answered", "incomplete", "unanswered", "flagged"] as const).map((name) => (
          <div key={name} className="flex flex-col-reverse rounded-card border border-line bg-surface px-4 py-3">
            <dt className="text-sm text-ink-2 first-letter:uppercase">
              {name === "flagged" ? "flagged" : STATUS_WORDS[name]}
            </dt>
            <dd className="num text-xl font-semibold">{counts[name]}</dd>
          </div>
        ))}
      </dl>
      {groups.map(({ title, has }) => {
        const members = marks.filter(has);
        if (members.length === 0) return null;
        return (
          <section key={title} aria-label={title} className="grid gap-2">
            <h3 className="text-sm text-ink-2">
              {title} · <span className="num">{members.length}</span>
            </h3>
            <ul className="overflow-hidden rounded-card border border-line bg-surface">
              {members.map((mark) => (
                <li key={mark.id} className="border-b border-line last:border-b-0">
                  <button
                    type="button"
                    onClick={() => onGo(mark.id)}
                    className="flex min-h-13 w-full items-center gap-4 px-4 py-2 text-left -outline-offset-2 hover:bg-sunken"
                  >
                    <span className="num w-6 shrink-0 font-semibold">
                      <span className="sr-only">Question </span>
                      {mark.number}
                    </span>
                    <span className="min-w-0 grow truncate text-ink-2">
                      <LineView line={ask.get(mark.id) ?? ""} />
                    </span>
                    {mark.flagged ? <Badge state="flagged" /> : null}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <LeaveLink href={exitHref} timed={timed} />
    </section>
  );
}
