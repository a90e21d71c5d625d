"use client";

import { useState } from "react";
import { type RoomState, unsentCount } from "@/components/exam/saving/room-state";
import type { RoomStore } from "@/components/exam/saving/room-store";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Icon, type IconName } from "@/components/ui/icon";
import { useTimeWarning } from "./time-warning";

type Note = { id: string; icon: IconName; title: string; text?: string; action?: "sign-in" | "retry" };

/** What the learner must know about their work, beyond the line in the header. */
function notesOf(state: RoomState, numberOf: (itemId: string) => number): Note[] {
  const notes: Note[] = [];
  const unsent = unsentCount(state);
  if (state.sync.kind === "signed-out") {
    notes.push({
      id: "signed-out",
      icon: "user",
      title: "You are signed out",
      text: "Your answers are kept on this device. Sign in in a new tab, then come back here: they are sent by themselves.",
      action: "sign-in",
    });
  }
  if (state.sync.kind === "gone") {
    notes.push({
      id: "gone",
      icon: "warning",
      title: "The server knows no such attempt for this account",
      text: "Are you signed in as somebody else? Your answers are kept on this device.",
      action: "retry",
    });
  }
  if (state.storage === "memory") {
    notes.push({
      id: `memory-${unsent > 0}`,
      icon: "warning",
      title: "This browser keeps nothing on the device",
      text: "It may be a private window or a full disk. Answers are sent at once; keep this tab open while some are unsent.",
    });
  }
  if (state.stuck.size > 0) {
    notes.push({
      id: `stuck-${state.stuck.size}`,
      icon: "warning",
      title: "The server could not read a change",
      text: "It is kept on this device. Choose the answer again; if that does not help, reload the page.",
    });
  }
  for (const itemId of state.refusedItems) {
    notes.push({
      id: `refused-${itemId}`,
      icon: "warning",
      title: `A change at question ${numberOf(itemId)} was not accepted`,
      text: "What you see there is what the server has. Choose again if it is not what you want.",
    });
  }
  return notes;
}

type RoomNoticesProps = {
  store: RoomStore;
  state: RoomState;
  limitMs: number | null;
  signInHref: string;
  numberOf: (itemId: string) => number;
};

/** Messages over the room, not in it: they move nothing, take no focus, and go when dismissed or settled. */
export function RoomNotices({ store, state, limitMs, signInHref, numberOf }: RoomNoticesProps) {
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const warning = useTimeWarning(store, limitMs, state.snapshot.deadline);
  const notes = notesOf(state, numberOf).filter((note) => !dismissed.has(note.id));
  const time: Note[] = warning.text === null ? [] : [{ id: "time", icon: "clock", title: warning.text }];
  const dismiss = (id: string): void => {
    if (id === "time") warning.dismiss();
    else setDismissed(new Set([...dismissed, id]));
  };
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 top-16 z-30 mx-auto grid max-w-[30rem] gap-2 px-3 sm:right-4 sm:left-auto sm:mx-0 sm:w-[26rem] sm:px-0"
    >
      {[...time, ...notes].map(({ id, icon, title, text, action }) => (
        <div
          key={id}
          className="rise-in pointer-events-auto flex gap-3 rounded-card border border-trap bg-trap-soft py-2 pr-1.5 pl-4 shadow-pop"
        >
          <Icon name={icon} className="mt-2.5 text-trap" />
          <div className="min-w-0 grow py-2">
            <p className="font-semibold">{title}</p>
            {text === undefined ? null : <p className="mt-0.5 text-sm">{text}</p>}
            {action === "sign-in" ? (
              <a href={signInHref} target="_blank" rel="noopener" className={buttonClass("secondary", "md", "mt-2.5")}>
                Sign in
                <Icon name="external" size={16} label="in a new tab" />
              </a>
            ) : null}
            {action === "retry" ? (
              <Button className="mt-2.5" onClick={store.retryNow}>
                Try again
              </Button>
            ) : null}
          </div>
          <Button variant="ghost" size="icon" aria-label="Dismiss" onClick={() => dismiss(id)}>
            <Icon name="cross" size={18} />
          </Button>
        </div>
      ))}
    </div>
  );
}
