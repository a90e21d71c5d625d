"use client";

import { useEffect, useState } from "react";
import type { RoomState } from "@/components/exam/saving/room-state";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import { type SaveLabel, saveLabel } from "./save-label";

/** A save that is quicker than this is not announced: the label would only flicker. */
const WORTH_SAYING_MS = 700;

function useCalmLabel(label: SaveLabel): SaveLabel {
  const [calm, setCalm] = useState(label);
  const { kind, icon, text, short } = label;
  useEffect(() => {
    const show = (): void => setCalm({ kind, icon, text, short });
    if (kind !== "saving") return show();
    const timer = setTimeout(show, WORTH_SAYING_MS);
    return () => clearTimeout(timer);
  }, [kind, icon, text, short]);
  return calm;
}

/** Whether the work is saved, in a place of fixed size. Only trouble, and its end, is read out. */
export function SaveState({ state }: { state: RoomState }) {
  const label = useCalmLabel(saveLabel(state));
  const [troubled, setTroubled] = useState(false);
  if (label.kind === "problem" && !troubled) setTroubled(true);
  const isProblem = label.kind === "problem";
  return (
    <p
      className={classNames(
        "num flex min-w-22 items-center justify-end max-sm:shrink-0 gap-1.5 text-sm sm:min-w-36",
        isProblem ? "font-[550] text-trap" : "text-ink-2",
      )}
      title={label.text}
    >
      <Icon name={label.icon} size={18} className={label.kind === "saved" ? "text-right" : undefined} />
      <span aria-hidden="true" className="truncate sm:hidden">
        {label.short}
      </span>
      <span aria-hidden="true" className="truncate max-sm:hidden">
        {label.text}
      </span>
      <span role="status" className="sr-only">
        {isProblem ? label.text : troubled && label.kind === "saved" ? "All changes are saved again." : ""}
      </span>
    </p>
  );
}
