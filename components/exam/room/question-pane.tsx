"use client";

import type { RefObject } from "react";
import { viewed } from "@/components/question/kind-views";
import { QuestionView } from "@/components/question/question-view";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { Kbd } from "@/components/ui/kbd";
import type { RoomItem, RoomItemState } from "@/lib/core/attempt/room";
import { setPreference, usePreferences } from "./preferences";
import type { ItemActions } from "./use-item-actions";

type QuestionPaneProps = {
  item: RoomItem;
  state: RoomItemState;
  number: number;
  of: number;
  disabled: boolean;
  actions: ItemActions;
  headingRef: RefObject<HTMLHeadingElement | null>;
  /** Opens the list of questions, where it is not beside. */
  onList: () => void;
};

/** One question with its heading, its flag, and its answers. */
export function QuestionPane({ item, state, number, of, disabled, actions, headingRef, onList }: QuestionPaneProps) {
  const { counterHidden, shortcutsOff } = usePreferences();
  return (
    <section
      aria-labelledby="question-heading"
      className="mx-auto grid w-full max-w-[46.75rem] gap-4 px-4 pt-5 pb-10 sm:px-6 sm:pt-9"
    >
      <div className="flex items-center gap-1">
        <div className="min-w-0 grow sm:flex sm:items-baseline sm:gap-3">
          <h2 id="question-heading" ref={headingRef} tabIndex={-1} className="num text-base font-semibold outline-none">
            <span className={counterHidden ? "sr-only" : undefined}>
              Question {number} of {of}
            </span>
            {counterHidden ? <span aria-hidden="true">Question</span> : null}
          </h2>
          <p className="text-sm text-ink-2">
            {item.section === null ? "" : `${item.section} · `}
            {viewed(item.question).instruction}
          </p>
        </div>
        <Button
          variant="ghost"
          size="icon"
          aria-pressed={counterHidden}
          aria-label="Hide the question counter"
          title={counterHidden ? "Show the question counter" : "Hide the question counter"}
          onClick={() => setPreference("counterHidden", !counterHidden)}
          className="text-ink-2"
        >
          <Icon name={counterHidden ? "eye" : "eye-off"} />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label="All questions"
          onClick={onList}
          className="text-ink-2 lg:hidden"
        >
          <Icon name="list" />
        </Button>
        <Button
          aria-pressed={state.flagged}
          onClick={actions.flag}
          disabled={disabled}
          className={classNames(
            "ml-1 min-w-28 text-sm sm:min-w-35",
            state.flagged && "border-trap bg-trap-soft text-trap",
          )}
          icon={<Icon name="flag" size={18} className={state.flagged ? "fill-current" : undefined} />}
          iconAfter={
            shortcutsOff ? undefined : (
              <span aria-hidden="true" className="max-sm:hidden">
                <Kbd>F</Kbd>
              </span>
            )
          }
        >
          <span aria-hidden="true">{state.flagged ? "Flagged" : "Flag"}</span>
          <span className="sr-only">Flag for review</span>
        </Button>
      </div>
      <QuestionView
        key={item.id}
        question={item}
        state={state}
        disabled={disabled}
        says={actions.says}
        onChoose={actions.choose}
        onHighlight={actions.highlight}
        textRef={actions.textRef}
      />
    </section>
  );
}
