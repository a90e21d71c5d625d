"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import { usePreferences } from "./preferences";

type RoomFooterProps = {
  view: "question" | "summary";
  isFirst: boolean;
  isLast: boolean;
  disabled: boolean;
  onPrevious: () => void;
  onNext: () => void;
  onSummary: () => void;
  onBack: () => void;
  onEnd: () => void;
  onKeys: () => void;
};

/** The bar at the lower edge, in reach of a thumb. */
export function RoomFooter(props: RoomFooterProps) {
  const { view, isFirst, isLast, disabled, onPrevious, onNext, onSummary, onBack, onEnd, onKeys } = props;
  const { shortcutsOff } = usePreferences();
  const keys = (
    <Button variant="ghost" onClick={onKeys} className="mx-auto text-sm font-normal text-ink-2 max-md:hidden">
      {shortcutsOff ? (
        "Keys are off"
      ) : (
        <>
          Press <Kbd>?</Kbd> for keys
        </>
      )}
    </Button>
  );
  return (
    <footer className="sticky bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
      <nav
        aria-label="Exam"
        className="flex min-h-17 items-center gap-2 px-3.5 max-[23rem]:[&_button]:px-2.5 max-[23rem]:[&_svg]:hidden sm:px-6"
      >
        {view === "question" ? (
          <>
            <Button
              onClick={onPrevious}
              aria-disabled={isFirst || undefined}
              icon={<Icon name="arrow-left" size={18} />}
            >
              Previous
            </Button>
            {keys}
            <span className="grow md:hidden" />
            {isLast ? null : <Button onClick={onSummary}>Review all</Button>}
            {isLast ? (
              <Button variant="primary" onClick={onSummary}>
                Review all
              </Button>
            ) : (
              <Button variant="primary" onClick={onNext} iconAfter={<Icon name="arrow-right" size={18} />}>
                Next
              </Button>
            )}
          </>
        ) : (
          <>
            <Button onClick={onBack} icon={<Icon name="arrow-left" size={18} />}>
              Back
            </Button>
            {keys}
            <span className="grow md:hidden" />
            <Button variant="primary" onClick={onEnd} disabled={disabled}>
              End the exam
            </Button>
          </>
        )}
      </nav>
    </footer>
  );
}
