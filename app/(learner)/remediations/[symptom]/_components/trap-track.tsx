import { classNames } from "@/components/ui/class-names";
import { Icon, type IconName } from "@/components/ui/icon";
import type { StageMark, TrapTrack as Track } from "@/lib/core/learning/remediation/trap-track";

const spoken = { done: "done", now: "now", ahead: "ahead" } satisfies Record<StageMark["standing"], string>;

function lookOf({ stage, standing }: StageMark, relapsed: boolean): { dot: string; icon: IconName | null } {
  if (standing === "ahead") return { dot: "border-line-strong bg-surface", icon: null };
  if (standing === "done") {
    return stage === "cured"
      ? { dot: "border-right bg-right-soft text-right", icon: "check" }
      : { dot: "border-accent bg-accent-soft text-accent", icon: "check" };
  }
  if (relapsed) return { dot: "border-wrong bg-wrong-soft text-wrong", icon: "undo" };
  switch (stage) {
    case "suspected":
      return { dot: "border-ink-2 bg-sunken text-ink", icon: "search" };
    case "confirmed":
      return { dot: "border-trap bg-trap-soft text-trap", icon: "trap" };
    case "treated":
    case "cured":
      return { dot: "border-accent bg-accent-soft text-accent", icon: "book" };
  }
}

/** The way of a trap from suspected to cured, with where it stands; a relapse is marked where the treatment begins. */
export function TrapTrack({ track, label }: { track: Track; label: string }) {
  return (
    <ol aria-label={label} className="grid list-none grid-cols-4 p-0">
      {track.stages.map((mark, index) => {
        const relapsed = track.relapsed && mark.standing === "now";
        const { dot, icon } = lookOf(mark, relapsed);
        return (
          <li key={mark.stage} aria-current={mark.standing === "now" ? "step" : undefined} className="relative">
            {index === 0 ? null : (
              <span
                aria-hidden="true"
                className={classNames(
                  "absolute top-3.5 right-1/2 -z-0 h-0.5 w-full",
                  mark.standing === "ahead" ? "bg-line" : "bg-accent",
                )}
              />
            )}
            <span className="relative z-10 flex flex-col items-center gap-1.5 text-center">
              <span
                aria-hidden="true"
                className={classNames("grid size-7 place-items-center rounded-full border-2", dot)}
              >
                {icon === null ? null : <Icon name={icon} size={14} className="stroke-[2.5]" />}
              </span>
              <span
                className={classNames(
                  "text-sm leading-tight",
                  mark.standing === "now" ? "font-semibold text-ink" : "text-ink-2",
                  relapsed && "text-wrong",
                )}
              >
                {relapsed ? "relapsed" : mark.stage}
                <span className="sr-only">, {spoken[mark.standing]}</span>
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
