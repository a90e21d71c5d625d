"use client";

import { useEffect, useId, useRef, useState } from "react";
import { FeedbackView } from "@/components/question/feedback-view";
import { viewed } from "@/components/question/kind-views";
import { QuestionText } from "@/components/question/question-text";
import { QuestionView } from "@/components/question/question-view";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { ItemFeedback, Room, RoomItem } from "@/lib/core/attempt/room";
import { answerProgress } from "@/lib/core/question/answer";
import { checkTrouble } from "./practice/check-trouble";
import { ConfidenceRow, confidenceAt } from "./practice/confidence-row";
import { PracticeHeader } from "./practice/practice-header";
import { useChecking } from "./practice/use-checking";
import { KeysDialog } from "./room/keys-dialog";
import { usePreferences } from "./room/preferences";
import { RoomNotices } from "./room/room-notices";
import { RoomOver } from "./room/room-over";
import { type Command, PRACTICE_KEYS } from "./room/shortcuts";
import { TroubleNotice } from "./room/trouble-notice";
import { useEnter } from "./room/use-enter";
import { useItemActions } from "./room/use-item-actions";
import { useGoToResult } from "./room/use-leaving";
import { useRoomStore } from "./room/use-room-store";
import { useShortcuts } from "./room/use-shortcuts";
import { useVisits } from "./room/use-visits";
import { isOpen } from "./saving/room-state";

export type PracticeRunnerProps = {
  room: Room;
  /** Feedback on what was checked before, by item. */
  feedback: Record<string, ItemFeedback>;
  /** Where the result is once the practice is finished. */
  resultHref: string;
  /** Where "Leave" goes; the practice stays open. */
  exitHref: string;
  /** Opened in a new tab where the session has ended. */
  signInHref?: string;
};

const nameOf = ({ mode }: Room): "practice" | "drill" | "check" =>
  mode === "drill" || mode === "check" ? mode : "practice";

/** Practice, drill and check: one question at a time, checked and explained in place. It is the whole page. */
export function PracticeRunner(props: PracticeRunnerProps) {
  const [first] = props.room.items;
  if (first === undefined) return null;
  return <OpenPractice key={props.room.attemptId} {...props} first={first} />;
}

function OpenPractice(props: PracticeRunnerProps & { first: RoomItem }) {
  const { room, resultHref, exitHref, signInHref = "/sign-in", first } = props;
  const { store, state } = useRoomStore(room);
  const { feedback, picks, checking, trouble, pick, check } = useChecking(store, props.feedback);
  const { shortcutsOff } = usePreferences();
  const { endHere } = useGoToResult(state, resultHref);
  // The first question that has not been checked: a reload comes back to it.
  const [index, setIndex] = useState(() =>
    Math.max(
      0,
      room.items.findIndex((item) => !(item.id in props.feedback)),
    ),
  );
  const [keysOpen, setKeysOpen] = useState(false);
  const [needsMore, setNeedsMore] = useState<string | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const feedbackRef = useRef<HTMLHeadingElement>(null);
  const titleId = useId();

  const item = room.items[index] ?? first;
  const stored = state.items[item.id] ?? item.state;
  const explained = feedback[item.id];
  const answer = explained === undefined ? (picks[item.id] ?? stored.answer) : stored.answer;
  const itemState = { ...stored, answer };
  const open = isOpen(state);
  const over = state.ready && !open;
  const isLast = index === room.items.length - 1;
  const onAnswer = (next: typeof answer): void => {
    setNeedsMore(null);
    pick(item.id, next);
  };
  const rate = (value: typeof stored.confidence): void => store.change(item.id, { kind: "confidence", value });
  const actions = useItemActions({ store, item, state: itemState, onAnswer });
  useVisits(store, open, item.id);

  const go = (to: number): void => {
    if (to < 0 || to >= room.items.length) return;
    setIndex(to);
    setNeedsMore(null);
    window.scrollTo(0, 0);
    // After the next paint the heading belongs to the new question.
    requestAnimationFrame(() => headingRef.current?.focus({ preventScroll: true }));
  };
  const finish = (): void => {
    endHere();
    store.finish();
  };
  const checkNow = (): void => {
    if (explained !== undefined || !open) return;
    if (answer === null || answerProgress(item.question, answer) !== "complete") {
      setNeedsMore(`Not complete yet: ${viewed(item.question).instruction.toLowerCase()}.`);
      return;
    }
    void check(item.id, answer);
  };

  const isExplained = explained !== undefined;
  const seen = useRef({ itemId: item.id, isExplained });
  useEffect(() => {
    const before = seen.current;
    seen.current = { itemId: item.id, isExplained };
    if (before.itemId === item.id && !before.isExplained && isExplained) feedbackRef.current?.focus();
  }, [item.id, isExplained]);

  const run = (command: Command): void => {
    if (command.kind === "keys") setKeysOpen(true);
    if (over) return;
    if (command.kind === "previous") go(index - 1);
    if (command.kind === "next") go(index + 1);
    if (isExplained) {
      // Once the answer stands, the keys of the options say how sure it was.
      const said = command.kind === "option" ? confidenceAt(command.place) : undefined;
      if (said !== undefined) rate(stored.confidence === said ? null : said);
      return;
    }
    if (command.kind === "strike") actions.strikeFocused();
    if (command.kind === "highlight") actions.highlightSelection();
    if (command.kind === "option") actions.press(command.place);
  };
  useShortcuts(!shortcutsOff && !keysOpen, run);

  useEnter(!over, checkNow);

  const checked = Object.keys(feedback).length;
  const right = Object.values(feedback).filter((each) => each.outcome === "right").length;

  return (
    <div className="flex min-h-dvh flex-col">
      <PracticeHeader room={room} state={state} checked={checked} right={right} exitHref={exitHref} />
      <RoomNotices
        store={store}
        state={state}
        limitMs={room.limitMs}
        signInHref={signInHref}
        numberOf={(itemId) => room.items.findIndex(({ id }) => id === itemId) + 1}
      />
      <main id="main" tabIndex={-1} className="grow">
        {over ? (
          <RoomOver what={nameOf(room)} store={store} state={state} resultHref={resultHref} exitHref={exitHref} />
        ) : (
          <section
            aria-labelledby={titleId}
            className="mx-auto grid w-full max-w-[46.75rem] gap-4 px-4 pt-5 pb-10 sm:px-6 sm:pt-9"
          >
            <div className="flex items-baseline gap-3">
              <h2 id={titleId} ref={headingRef} tabIndex={-1} className="num text-base font-semibold outline-none">
                Question {index + 1} of {room.items.length}
              </h2>
              <p className="text-sm text-ink-2">{viewed(item.question).instruction}</p>
            </div>
            {explained === undefined ? (
              <QuestionView
                key={item.id}
                question={item}
                state={itemState}
                disabled={checking === item.id}
                says={needsMore ?? actions.says}
                onChoose={actions.choose}
                onHighlight={actions.highlight}
                textRef={actions.textRef}
              />
            ) : (
              <div className="grid gap-8">
                <QuestionText question={item} highlights={stored.highlights} />
                <FeedbackView question={item.question} answer={answer} feedback={explained} headingRef={feedbackRef}>
                  <ConfidenceRow value={stored.confidence} disabled={!open} onChange={rate} />
                </FeedbackView>
              </div>
            )}
            {trouble?.itemId === item.id ? (
              <TroubleNotice what={trouble.what} words={checkTrouble} signInHref={signInHref} />
            ) : null}
          </section>
        )}
      </main>
      {over ? null : (
        <footer className="sticky bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
          <nav
            aria-label={room.mode === "practice" ? "Practice" : "Probes"}
            className="flex min-h-17 items-center gap-2 px-3.5 max-[23rem]:[&_button]:px-2.5 max-[23rem]:[&_svg]:hidden sm:px-6"
          >
            <Button
              onClick={() => go(index - 1)}
              aria-disabled={index === 0 || undefined}
              icon={<Icon name="arrow-left" size={18} />}
            >
              Previous
            </Button>
            <Button
              variant="ghost"
              onClick={() => setKeysOpen(true)}
              icon={<Icon name="keyboard" />}
              className="mx-auto text-sm font-normal text-ink-2 max-md:hidden"
            >
              Keys
            </Button>
            <span className="grow md:hidden" />
            {isLast && isExplained ? null : (
              <Button variant="ghost" onClick={finish}>
                Finish
              </Button>
            )}
            {!isExplained ? (
              <Button variant="primary" onClick={checkNow} pending={checking === item.id} pendingLabel="Checking…">
                Check answer
              </Button>
            ) : isLast ? (
              <Button variant="primary" onClick={finish}>
                Finish
              </Button>
            ) : (
              <Button variant="primary" onClick={() => go(index + 1)} iconAfter={<Icon name="arrow-right" size={18} />}>
                Next
              </Button>
            )}
          </nav>
        </footer>
      )}
      <KeysDialog open={keysOpen} onOpenChange={setKeysOpen} keyRows={PRACTICE_KEYS} />
    </div>
  );
}
