import type { ReactNode } from "react";
import { LocalTime } from "@/components/time/local-time";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { WorkItem } from "@/lib/core/learning/remediation/trap-track";

const names = {
  confirming: "Probes that did not catch you",
  fact: "Read the deciding fact",
  section: "Read the lesson's section",
  drill: "Drill: three probes in a row without falling",
  "first-check": "First check, a day later",
  "second-check": "Second check, in a timed exam or a week later",
} satisfies Record<WorkItem["kind"], string>;

function aside(item: WorkItem): ReactNode {
  switch (item.kind) {
    case "confirming":
    case "drill":
      return `${item.have} of ${item.need}`;
    case "fact":
    case "section":
      return item.at === null ? item.done ? "done" : "to do" : <LocalTime at={item.at} />;
    case "first-check":
    case "second-check":
      if (item.at !== null) return <LocalTime at={item.at} />;
      return item.from === null ? (
        "later"
      ) : (
        <>
          from <LocalTime at={item.from} />
        </>
      );
  }
}

/** What is done about a trap and what is left. */
export function TrapWork({ items, label }: { items: readonly WorkItem[]; label: string }) {
  return (
    <ul aria-label={label} className="grid list-none gap-0 p-0">
      {items.map((item) => (
        <li key={item.kind} className="flex flex-wrap items-baseline gap-x-3 border-line py-2 not-first:border-t">
          <span className={classNames("flex min-w-0 grow basis-60 items-baseline gap-2", !item.done && "text-ink-2")}>
            <Icon
              name={item.done ? "check" : "minus"}
              size={16}
              className={classNames("relative top-[3px]", item.done ? "text-right" : "text-ink-3")}
            />
            <span>
              {names[item.kind]}
              <span className="sr-only">{item.done ? ": done" : ": not yet"}</span>
            </span>
          </span>
          <span className="num ps-6 text-sm text-ink-2">{aside(item)}</span>
        </li>
      ))}
    </ul>
  );
}
