import { textOf } from "@/components/question/choice";
import { LineView } from "@/components/question/line-view";
import type { Reason } from "@/lib/core/attempt/room";
import type { Part } from "@/lib/core/question/public";
import { TrapBadge, Why } from "./why";

/** The entries of an ordering that belong to no step, each with its trap and why. */
export function Decoys({ reasons, options }: { reasons: readonly Reason[]; options: readonly Part[] }) {
  return (
    <ul className="grid list-none gap-3 p-0">
      {reasons.map((reason) => (
        <li key={reason.refs[0]} className="grid gap-1.5">
          <p>
            <LineView line={textOf(options, reason.refs[0] ?? "")} />
            {reason.chosen ? <span className="text-wrong"> (you placed it)</span> : null}
          </p>
          <p className="empty:hidden">
            <TrapBadge trap={reason.trap} />
          </p>
          <Why reason={reason} />
        </li>
      ))}
    </ul>
  );
}
