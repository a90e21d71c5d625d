import type { ReactNode } from "react";
import type { RoomState } from "@/components/exam/saving/room-state";
import { buttonClass } from "@/components/ui/button-class";
import { Progress } from "@/components/ui/progress";
import { SaveState } from "./save-state";

type SittingHeaderProps = {
  title: string;
  state: RoomState;
  exitHref: string;
  /** How many of how many are answered, and the same in words. */
  answered: { value: number; max: number; text: string };
  /** What stands beside the title. */
  children: ReactNode;
};

/** The head of a sitting without a clock: what it is, how far it is, and the way out, which ends nothing. */
export function SittingHeader({ title, state, exitHref, answered, children }: SittingHeaderProps) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="flex h-14 items-center gap-3 pr-1.5 pl-4 sm:gap-5 sm:pr-3 sm:pl-6">
        <div className="flex min-w-0 grow items-baseline gap-4">
          <h1 className="truncate text-base font-semibold">{title}</h1>
          {children}
        </div>
        <SaveState state={state} />
        <a href={exitHref} className={buttonClass("ghost", "md", "text-sm")}>
          Leave
        </a>
      </div>
      <Progress
        label="Answered"
        value={answered.value}
        max={answered.max}
        valueText={answered.text}
        textShown={false}
      />
    </header>
  );
}
