"use client";

import { LocalClock } from "@/components/time/local-clock";
import { Icon, type IconName } from "@/components/ui/icon";
import type { Finding } from "@/lib/core/authoring/finding";
import { findingWords } from "@/lib/core/authoring/finding-words";
import type { SaveState, StopReason } from "./autosaver";

const SIGN_IN = "You are signed out. Sign in in another tab, then write on: it is saved then.";
const STOPPED = {
  taken: "Not saved: another question has an id of this draft by now. Give it another one.",
  missing: "Not saved: the draft was published or thrown away meanwhile. Your text is kept on this device.",
  "signed-out": `Not saved. ${SIGN_IN}`,
  malformed:
    "Not saved: the server could not read this text. It is kept on this device; write on, and it is tried again.",
  outdated: "Not saved: the site was renewed. Reload the page; your text is kept on this device.",
} as const satisfies Record<Exclude<StopReason, "overlong">, string>;

/** Which texts keep a draft from being saved, of how many questions, and what becomes of it. */
export type Overlong = { texts: readonly Finding[]; questions: number };

function overlongWords({ texts: [first, ...others], questions }: Overlong): string {
  const named = first === undefined ? "A text is too long." : findingWords(first, questions);
  const more =
    others.length === 0
      ? " Until it is shortened"
      : ` ${others.length === 1 ? "One other text is" : `${others.length} other texts are`} too long as well; the findings name ${others.length === 1 ? "both" : "all of them"}. Until they are shortened`;
  return `Not saved. ${named}${more}, everything is kept on this device.`;
}

type Look = { icon: IconName; ink: string };
const looks = {
  saved: { icon: "cloud-check", ink: "text-ink-2" },
  unsaved: { icon: "edit", ink: "text-ink-2" },
  saving: { icon: "clock", ink: "text-ink-2" },
  unreachable: { icon: "wifi-off", ink: "text-trap" },
  stopped: { icon: "warning", ink: "text-wrong" },
  changed: { icon: "warning", ink: "text-wrong" },
} as const satisfies Record<SaveState["kind"], Look>;

function words(state: SaveState, overlong: Overlong) {
  switch (state.kind) {
    case "saved":
      return (
        <>
          Saved <LocalClock at={state.at} />
        </>
      );
    case "unsaved":
      return "Not saved yet";
    case "saving":
      return "Saving…";
    case "unreachable":
      return "Not saved: no connection. Your text is kept on this device, and sent again by itself.";
    case "stopped":
      return state.why === "overlong" ? overlongWords(overlong) : STOPPED[state.why];
    case "changed":
      return "Not saved: somebody else saved first.";
  }
}

/** Whether the text is safe, in a few words. Troubles are announced, the coming and going of saves is not. */
export function SaveLine({ state, overlong }: { state: SaveState; overlong: Overlong }) {
  const { icon, ink } = looks[state.kind];
  const trouble = state.kind === "unreachable" || state.kind === "stopped";
  return (
    <p className={`flex min-w-0 items-start gap-1.5 text-sm ${ink}`}>
      <Icon name={icon} size={18} className="mt-px" />
      <span role={trouble ? "alert" : undefined}>{words(state, overlong)}</span>
    </p>
  );
}
