import { buttonClass } from "@/components/ui/button-class";
import { Icon } from "@/components/ui/icon";
import { Notice, type NoticeTone } from "@/components/ui/notice";
import type { AdvanceTrouble } from "./use-advancing";

const words = {
  "no-line": {
    tone: "warning",
    title: "The next question needs a connection",
    text: "The server could not be reached. Your choice stays here; send it again when the line is back. It counts once.",
  },
  busy: {
    tone: "warning",
    title: "The server is busy",
    text: "Your choice stays here; send it again in a moment.",
  },
  "signed-out": {
    tone: "warning",
    title: "You are signed out",
    text: "Sign in in a new tab, then send your answer again here. Your choice stays.",
  },
  gone: {
    tone: "danger",
    title: "The server knows no such diagnosis for this account",
    text: "Are you signed in as somebody else?",
  },
  "under-exam": {
    tone: "info",
    title: "Your running exam holds a question of this diagnosis",
    text: "The diagnosis waits until that exam is over. What you answered is kept.",
  },
} satisfies Record<AdvanceTrouble, { tone: NoticeTone; title: string; text: string }>;

/** Says why there is no next question yet, and what becomes of the answer. */
export function AdvanceTroubleNotice({ what, signInHref }: { what: AdvanceTrouble; signInHref: string }) {
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
