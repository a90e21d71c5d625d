import type { TroubleWords } from "@/components/exam/room/trouble-notice";

/** Why an answer was not checked, and what becomes of it. */
export const checkTrouble: TroubleWords = {
  "no-line": {
    title: "Checking needs a connection",
    text: "The server could not be reached. Your choice stays here; check it again when the line is back.",
  },
  busy: {
    title: "The server is busy",
    text: "Your choice stays here; check it again in a moment.",
  },
  "signed-out": {
    title: "You are signed out",
    text: "Sign in in a new tab, then check again here. Your choice stays.",
  },
  gone: {
    title: "The server knows no such practice for this account",
    text: "Are you signed in as somebody else?",
  },
  "under-exam": {
    title: "This question is in your running exam",
    text: "It can be checked when that exam is over. Go on with the next one.",
  },
};
