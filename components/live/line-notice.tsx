"use client";

import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { LiveLine } from "./use-live";

/** What to know of the line, where it is not simply there. */
export function LineNotice({ line, onAgain, here }: { line: LiveLine; onAgain: () => void; here: string }) {
  switch (line) {
    case "open":
      return null;
    case "lost":
      return (
        <Notice tone="warning" title="The line to the server broke off">
          It is being made anew. What you have sent is kept.
        </Notice>
      );
    case "replaced":
      return (
        <Notice
          tone="info"
          title="The session is open in other windows of yours"
          action={<Button onClick={onAgain}>Go on here</Button>}
        >
          This one stands still.
        </Notice>
      );
    case "gone":
      return (
        <Notice tone="danger" title="The session is not there for you any more">
          You are not in its cohort, or it was taken away. What you had sent is kept.
        </Notice>
      );
    case "signed-out":
      return (
        <Notice
          tone="danger"
          title="You are signed out"
          action={
            <a className="link" href={`/sign-in?next=${encodeURIComponent(here)}`}>
              Sign in and go on
            </a>
          }
        >
          What you have sent is kept.
        </Notice>
      );
  }
}
