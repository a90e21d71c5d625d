"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Buttons that copy a text each, with word of what came of it. `what` names the text: "the link". */
export function CopyButtons({ texts }: { texts: readonly { what: string; text: string }[] }) {
  const [says, setSays] = useState<string | null>(null);
  const copy = async (what: string, text: string): Promise<void> => {
    const said = what.charAt(0).toUpperCase() + what.slice(1);
    try {
      // Over plain http, outside of localhost, browsers have no clipboard at all.
      await navigator.clipboard.writeText(text);
      setSays(`${said} is copied.`);
    } catch {
      setSays(`Your browser does not let ${what} be copied: mark it and copy it by hand.`);
    }
  };
  return (
    <>
      <div className="mt-3 flex flex-wrap gap-2">
        {texts.map(({ what, text }) => (
          <Button key={what} onClick={() => void copy(what, text)}>
            Copy {what}
          </Button>
        ))}
      </div>
      <p aria-live="polite" className="mt-2 empty:hidden">
        {says}
      </p>
    </>
  );
}
