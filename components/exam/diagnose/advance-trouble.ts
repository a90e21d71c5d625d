import type { TroubleWords } from "@/components/exam/room/trouble-notice";

/** Why there is no next question yet, and what becomes of the answer. */
export const advanceTrouble: TroubleWords = {
  "no-line": {
    title: "The next question needs a connection",
    text: "The server could not be reached. Your choice stays here; send it again when the line is back. It counts once.",
  },
  busy: {
    title: "The server is busy",
    text: "Your choice stays here; send it again in a moment.",
  },
  "signed-out": {
    title: "You are signed out",
    text: "Sign in in a new tab, then send your answer again here. Your choice stays.",
  },
  gone: {
    title: "The server knows no such diagnosis for this account",
    text: "Are you signed in as somebody else?",
  },
  "under-exam": {
    title: "Your running exam holds a question of this diagnosis",
    text: "The diagnosis waits until that exam is over. What you answered is kept.",
  },
};
