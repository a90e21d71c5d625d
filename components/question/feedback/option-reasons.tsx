import { letterOf } from "@/components/question/choice";
import { LineView } from "@/components/question/line-view";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import type { Reason } from "@/lib/core/attempt/room";
import type { Part } from "@/lib/core/question/public";
import { TrapBadge, Why } from "./why";

function look({ right, chosen }: Reason): { icon: IconName; ink: string; box: string } {
  if (right) return { icon: "check", ink: "text-right", box: "reason-right" };
  if (chosen) return { icon: "cross", ink: "text-wrong", box: "reason-wrong" };
  return { icon: "minus", ink: "text-ink-3", box: "reason-neutral" };
}

/** Every option: whether it is right, whether it was chosen, where somebody chose, and why. */
export function OptionReasons({
  options,
  reasons,
  isKey,
}: {
  options: readonly Part[];
  reasons: readonly Reason[];
  isKey: boolean;
}) {
  return (
    <ul className="grid gap-2.5">
      {options.map((option, place) => {
        const reason = reasons.find((candidate) => candidate.refs[0] === option.id);
        if (reason === undefined) return null;
        const { icon, ink, box } = look(reason);
        return (
          <li key={option.id} className={classNames("reason", box)}>
            <Icon name={icon} className={ink} />
            <div>
              <p className="reason-line">
                <span className="reason-letter">{letterOf(place)}</span>
                <LineView line={option.text} />
              </p>
              <p className="reason-marks">
                {reason.right ? (
                  <Badge state="right">{reason.chosen ? "right answer" : "right, not chosen"}</Badge>
                ) : null}
                {reason.chosen && !isKey ? (
                  <Badge state={reason.right ? "answered" : "wrong"}>your choice</Badge>
                ) : null}
                <TrapBadge trap={reason.trap} />
              </p>
              <Why reason={reason} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
