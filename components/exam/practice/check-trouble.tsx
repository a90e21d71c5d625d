import { buttonClass } from "@/components/ui/button-class";
import { Icon } from "@/components/ui/icon";
import { Notice, type NoticeTone } from "@/components/ui/notice";
import type { CheckTrouble } from "./use-checking";

const words = {
  "no-line": {
    tone: "warning",
    title: "Checking needs a connection",
    text: "The server could not be reached. Your choice stays here; check it again when the line is back.",
  },
  busy: {
    tone: "warning",
    title: "The server is busy",
    text: "Your choice stays here; check it again in a moment.",
  },
  "signed-out": {
    tone: "warning",
    title: "You are signed out",
    text: "Sign in in a new tab, then check again here. Your choice stays.",
  },
  gone: {
    tone: "danger",
    title: "The server knows no such practice for this account",
    text: "Are you signed in as somebody else?",
  },
  "under-exam": {
    tone: "info",
    title: "This question is in your running exam",
    text: "It can be checked when that exam is over. Go on with the next one.",
  },
} satisfies Record<CheckTrouble, { tone: NoticeTone; title: string; text: string }>;

/** Says why an answer was not checked, and what becomes of it. */
export function CheckTroubleNotice({ what, signInHref }: { what: CheckTrouble; signInHref: string }) {
  const { tone, title, text } = words[what];
  const signIn = (
    <a href={signInHref} target="_blank" rel="noopener" className={buttonClass()}>
      Sign in
      <Icon name="external" size={16} label="in a new tab" />
    </a>
  );
  return (
    <Notice tone={tone} title={title} action={what === "signed-out" ? signIn : undefined}>
      {text}
    </Notice>
  );
}
