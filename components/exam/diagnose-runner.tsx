"use client";

import { useEffect, useId, useRef, useState } from "react";
import { viewed } from "@/components/question/kind-views";
import { QuestionView } from "@/components/question/question-view";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import type { NextQuestion, OpenQuestion, RoomItem } from "@/lib/core/attempt/room";
import { type Answer, answerProgress } from "@/lib/core/question/answer";
import { advanceTrouble } from "./diagnose/advance-trouble";
import { DiagnoseHeader } from "./diagnose/diagnose-header";
import { useAdvancing } from "./diagnose/use-advancing";
import { KeysDialog } from "./room/keys-dialog";
import { usePreferences } from "./room/preferences";
import { RoomNotices } from "./room/room-notices";
import { RoomOver } from "./room/room-over";
import { type Command, DIAGNOSIS_KEYS } from "./room/shortcuts";
import { TroubleNotice } from "./room/trouble-notice";
import { useEnter } from "./room/use-enter";
import { useItemActions } from "./room/use-item-actions";
import { useRoomStore } from "./room/use-room-store";
import { useShortcuts } from "./room/use-shortcuts";
import { useVisits } from "./room/use-visits";
import { isOpen } from "./saving/room-state";

export type DiagnoseRunnerProps = {
  open: OpenQuestion;
  /** Where the result is once the diagnosis has ended. */
  resultHref: string;
  /** Where "Leave" goes; the diagnosis stays open. */
  exitHref: string;
  /** Opened in a new tab where the session has ended. */
  signInHref?: string;
};

/**
 * A diagnosis: one question at a time, each chosen by the answers before it, so that there is no way back and nothing is
 * explained before the end. It is the whole page.
 */
export function DiagnoseRunner(props: DiagnoseRunnerProps) {
  const [shown, setShown] = useState({ open: props.open, isFirst: true });
  const [item] = shown.open.room.items;
  const onNext = (next: NextQuestion): void => {
    if (next.ended) location.assign(props.resultHref);
    else setShown({ open: next.open, isFirst: false });
  };
  if (item === undefined) return null;
  return (
    <OpenDiagnosis key={item.id} {...props} open={shown.open} item={item} takesFocus={!shown.isFirst} onNext={onNext} />
  );
}

type OpenDiagnosisProps = DiagnoseRunnerProps & {
  item: RoomItem;
  /** The question came in answer to the one before: the focus goes to its heading. */
  takesFocus: boolean;
  onNext: (next: NextQuestion) => void;
};

function OpenDiagnosis(props: OpenDiagnosisProps) {
  const { open, item, takesFocus, onNext, resultHref, exitHref, signInHref = "/sign-in" } = props;
  const { store, state } = useRoomStore(open.room);
  const { sending, trouble, advance } = useAdvancing(store, onNext);
  const { shortcutsOff } = usePreferences();
  const [picked, setPicked] = useState<{ answer: Answer } | null>(null);
  const [keysOpen, setKeysOpen] = useState(false);
  const [needsMore, setNeedsMore] = useState<string | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const titleId = useId();

  const stored = state.items[item.id] ?? item.state;
  const answer = picked === null ? stored.answer : picked.answer;
  const itemState = { ...stored, answer };
  const isRunning = isOpen(state);
  const over = state.ready && !isRunning;
  const onAnswer = (next: Answer): void => {
    setNeedsMore(null);
    setPicked({ answer: next });
  };
  const actions = useItemActions({ store, item, state: itemState, onAnswer });
  useVisits(store, isRunning, item.id);

  useEffect(() => {
    if (!takesFocus) return;
    window.scrollTo(0, 0);
    headingRef.current?.focus({ preventScroll: true });
  }, [takesFocus]);

  const goOn = (): void => {
    if (!isRunning || sending) return;
    if (answer === null || answerProgress(item.question, answer) !== "complete") {
      setNeedsMore(`Not complete yet: ${viewed(item.question).instruction.toLowerCase()}.`);
      return;
    }
    void advance(item.id, answer);
  };

  const run = (command: Command): void => {
    if (command.kind === "keys") setKeysOpen(true);
    if (over || sending) return;
    if (command.kind === "strike") actions.strikeFocused();
    if (command.kind === "highlight") actions.highlightSelection();
    if (command.kind === "option") actions.press(command.place);
  };
  useShortcuts(!shortcutsOff && !keysOpen, run);

  useEnter(!over, goOn);

  return (
    <div className="flex min-h-dvh flex-col">
      <DiagnoseHeader open={open} state={state} exitHref={exitHref} />
      <RoomNotices store={store} state={state} limitMs={null} signInHref={signInHref} numberOf={() => open.number} />
      <main id="main" tabIndex={-1} className="grow">
        {over ? (
          <RoomOver what="diagnosis" store={store} state={state} resultHref={resultHref} exitHref={exitHref} />
        ) : (
          <section
            aria-labelledby={titleId}
            className="mx-auto grid w-full max-w-[46.75rem] gap-4 px-4 pt-5 pb-10 sm:px-6 sm:pt-9"
          >
            <div className="flex flex-wrap items-baseline gap-x-3">
              <h2 id={titleId} ref={headingRef} tabIndex={-1} className="num text-base font-semibold outline-none">
                Question {open.number}, at most {open.most}
              </h2>
              <p className="text-sm text-ink-2">{viewed(item.question).instruction}</p>
            </div>
            <QuestionView
              question={item}
              state={itemState}
              disabled={sending}
              says={needsMore ?? actions.says}
              onChoose={actions.choose}
              onHighlight={actions.highlight}
              textRef={actions.textRef}
            />
          </section>
        )}
      </main>
      {over ? null : (
        <footer className="sticky bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)]">
          {trouble === null ? null : (
            <div className="mx-auto max-w-[46.75rem] px-3.5 pt-3 sm:px-6">
              <TroubleNotice what={trouble} words={advanceTrouble} signInHref={signInHref} />
            </div>
          )}
          <div className="flex min-h-17 items-center gap-3 px-3.5 sm:px-6">
            <p className="min-w-0 grow text-sm text-ink-2">
              <span className="max-sm:hidden">
                Each answer chooses the next question, so there is no way back. The reasons come at the end.
              </span>
              <span className="sm:hidden">No way back; the reasons come at the end.</span>
            </p>
            <Button
              variant="ghost"
              onClick={() => setKeysOpen(true)}
              icon={<Icon name="keyboard" />}
              className="text-sm font-normal text-ink-2 max-md:hidden"
            >
              Keys
            </Button>
            <Button
              variant="primary"
              onClick={goOn}
              pending={sending}
              pendingLabel="Going on…"
              iconAfter={<Icon name="arrow-right" size={18} />}
            >
              Answer and go on
            </Button>
          </div>
        </footer>
      )}
      <KeysDialog open={keysOpen} onOpenChange={setKeysOpen} keyRows={DIAGNOSIS_KEYS} />
    </div>
  );
}
