"use client";

import { useMemo, useState } from "react";
import type { Room, RoomItem } from "@/lib/core/attempt/room";
import { openRoom } from "@/lib/core/attempt/sent-room";
import { ConflictDialog } from "./room/conflict-dialog";
import { EndDialog } from "./room/end-dialog";
import { countMarks, type ItemMark, statusOf } from "./room/item-status";
import { KeysDialog } from "./room/keys-dialog";
import { LeaveLink } from "./room/leave-link";
import { GridLegend, QuestionGrid } from "./room/navigator";
import { NavigatorDialog } from "./room/navigator-dialog";
import { usePreferences } from "./room/preferences";
import { QuestionPane } from "./room/question-pane";
import { RoomFooter } from "./room/room-footer";
import { RoomHeader } from "./room/room-header";
import { RoomNotices } from "./room/room-notices";
import { RoomOver } from "./room/room-over";
import { type Command, EXAM_KEYS } from "./room/shortcuts";
import { Summary } from "./room/summary";
import { useItemActions } from "./room/use-item-actions";
import { useGoToResult, useLeaving } from "./room/use-leaving";
import { useRoomStore } from "./room/use-room-store";
import { useRoomView } from "./room/use-room-view";
import { useShortcuts } from "./room/use-shortcuts";
import { useVisits } from "./room/use-visits";
import { isOpen, unsentCount } from "./saving/room-state";

type OpenRoomProps = {
  room: Room;
  /** Where the result is once the attempt is over. */
  resultHref: string;
  /** Where "Leave" goes; the attempt goes on. */
  exitHref: string;
  /** Opened in a new tab where the session has ended. */
  signInHref?: string;
};

export type ExamRoomProps = Omit<OpenRoomProps, "room"> & {
  /** The room as `sentRoom` packs it. */
  sent: string;
};

/** The exam room: as in a test centre, with every answer saved as it is made. It is the whole page. */
export function ExamRoom({ sent, ...rest }: ExamRoomProps) {
  const room = useMemo(() => openRoom(sent), [sent]);
  const [first] = room.items;
  if (first === undefined) return null;
  return <OpenRoom key={room.attemptId} {...rest} room={room} first={first} />;
}

type OpenDialog = "end" | "keys" | "list" | null;

function OpenRoom({ room, resultHref, exitHref, signInHref = "/sign-in", first }: OpenRoomProps & { first: RoomItem }) {
  const { store, state } = useRoomStore(room);
  const { view, headingRef, go } = useRoomView(room);
  const { shortcutsOff } = usePreferences();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const [announced, setAnnounced] = useState("");
  const { endHere } = useGoToResult(state, resultHref);
  useLeaving(state);

  const item = room.items[view.index] ?? first;
  const itemState = state.items[item.id] ?? item.state;
  const actions = useItemActions({ store, item, state: itemState });
  const open = isOpen(state);
  const over = state.ready && !open;
  const timed = state.snapshot.deadline !== null;
  useVisits(store, open, view.show === "question" ? item.id : null);

  const marks = room.items.map((each, index): ItemMark => {
    const now = state.items[each.id] ?? each.state;
    return { id: each.id, number: index + 1, status: statusOf(each.question, now.answer), flagged: now.flagged };
  });
  const numberOf = (itemId: string): number => marks.find((mark) => mark.id === itemId)?.number ?? 0;
  const goTo = (itemId: string): void => {
    setDialog(null);
    go({ show: "question", index: numberOf(itemId) - 1 });
  };
  const step = (by: -1 | 1): void => {
    const index = view.index + by;
    if (index >= 0 && index < room.items.length) go({ show: "question", index });
  };
  const toggleSummary = (): void => go({ ...view, show: view.show === "summary" ? "question" : "summary" });

  const answering = !over && view.show === "question";
  const run = (command: Command): void => {
    switch (command.kind) {
      case "keys":
        setDialog("keys");
        break;
      case "summary":
        if (!over) toggleSummary();
        break;
      case "previous":
        if (answering) step(-1);
        break;
      case "next":
        if (answering) step(1);
        break;
      case "flag":
        if (!answering) break;
        setAnnounced(itemState.flagged ? "Flag removed." : "Flagged for review.");
        actions.flag();
        break;
      case "strike":
        if (answering) actions.strikeFocused();
        break;
      case "highlight":
        if (answering) actions.highlightSelection();
        break;
      case "option":
        if (answering) actions.press(command.place);
    }
  };
  useShortcuts(!shortcutsOff && dialog === null, run);

  const conflict = open
    ? state.snapshot.conflicts.find((each) => room.items.some(({ id }) => id === each.itemId))
    : undefined;
  const contested = room.items.find(({ id }) => id === conflict?.itemId);

  return (
    <div className="flex min-h-dvh flex-col">
      <RoomHeader room={room} store={store} state={state} />
      <RoomNotices store={store} state={state} limitMs={room.limitMs} signInHref={signInHref} numberOf={numberOf} />
      <p role="status" className="sr-only">
        {announced}
      </p>
      {over ? (
        <main id="main" tabIndex={-1} className="grow">
          <RoomOver what="exam" store={store} state={state} resultHref={resultHref} exitHref={exitHref} />
        </main>
      ) : (
        <>
          <div className="flex grow">
            <main id="main" tabIndex={-1} className="min-w-0 grow">
              {view.show === "summary" ? (
                <Summary
                  items={room.items}
                  marks={marks}
                  timed={timed}
                  exitHref={exitHref}
                  headingRef={headingRef}
                  onGo={goTo}
                />
              ) : (
                <QuestionPane
                  item={item}
                  state={itemState}
                  number={view.index + 1}
                  of={room.items.length}
                  disabled={over}
                  actions={actions}
                  headingRef={headingRef}
                  onList={() => setDialog("list")}
                />
              )}
            </main>
            <aside aria-label="Questions" className="w-72 shrink-0 border-l border-line bg-sunken max-lg:hidden">
              <div className="sticky top-14 flex max-h-[calc(100dvh-7.75rem)] flex-col gap-5 overflow-y-auto p-5">
                <h2 className="text-base">Questions</h2>
                <QuestionGrid marks={marks} currentId={view.show === "question" ? item.id : null} onGo={goTo} />
                <GridLegend marks={marks} />
                <div className="border-t border-line pt-2">
                  <LeaveLink href={exitHref} timed={timed} />
                </div>
              </div>
            </aside>
          </div>
          <RoomFooter
            view={view.show}
            isFirst={view.index === 0}
            isLast={view.index === room.items.length - 1}
            disabled={!open}
            onPrevious={() => step(-1)}
            onNext={() => step(1)}
            onSummary={toggleSummary}
            onBack={toggleSummary}
            onEnd={() => setDialog("end")}
            onKeys={() => setDialog("keys")}
          />
        </>
      )}
      <EndDialog
        open={dialog === "end" && !over}
        counts={countMarks(marks)}
        unsent={unsentCount(state)}
        onOpenChange={(next) => setDialog(next ? "end" : null)}
        onEnd={() => {
          endHere();
          store.finish();
        }}
      />
      <KeysDialog
        open={dialog === "keys"}
        onOpenChange={(next) => setDialog(next ? "keys" : null)}
        keyRows={EXAM_KEYS}
      />
      <NavigatorDialog
        open={dialog === "list" && !over}
        onOpenChange={(next) => setDialog(next ? "list" : null)}
        marks={marks}
        currentId={view.show === "question" ? item.id : null}
        onGo={goTo}
        exitHref={exitHref}
        timed={timed}
      />
      {conflict === undefined || contested === undefined ? null : (
        <ConflictDialog
          conflict={conflict}
          item={contested}
          number={numberOf(contested.id)}
          onMine={() => store.keepMine(contested.id)}
          onStored={() => store.keepStored(contested.id)}
        />
      )}
    </div>
  );
}
