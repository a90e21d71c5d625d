import { buttonClass } from "@/components/ui/button-class";
import { Icon } from "@/components/ui/icon";
import { Notice, type NoticeTone } from "@/components/ui/notice";
import type { Trouble } from "./trouble";

const tones = {
  "no-line": "warning",
  busy: "warning",
  "signed-out": "warning",
  gone: "danger",
  "under-exam": "info",
} satisfies Record<Trouble, NoticeTone>;

/** What a mode says to each trouble: what happened, and what becomes of the answer. */
export type TroubleWords = Readonly<Record<Trouble, { title: string; text: string }>>;

/** Says why an answer was not taken, in the words of the mode, with the way to sign in where that is missing. */
export function TroubleNotice({ what, words, signInHref }: { what: Trouble; words: TroubleWords; signInHref: string }) {
  const { title, text } = words[what];
  const signIn = (
    <a href={signInHref} target="_blank" rel="noopener" className={buttonClass()}>
      Sign in
      <Icon name="external" size={16} label="in a new tab" />
    </a>
  );
  return (
    <Notice tone={tones[what]} title={title} action={what === "signed-out" ? signIn : undefined}>
      {text}
    </Notice>
  );
}
