"use client";

import type { RoomStore } from "@/components/exam/saving/room-store";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icon";
import type { Room } from "@/lib/core/attempt/room";
import { type EpochMs, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { setPreference, usePreferences } from "./preferences";
import { ALWAYS_SHOWN_MS, elapsedText, leftText } from "./time-words";
import { useServerNow } from "./use-room-store";

type ClockFaceProps = {
  store: RoomStore;
  startedAt: Room["startedAt"];
  /** null: no limit; the time that has gone by is shown. */
  deadline: EpochMs | null;
};

/** The clock, which can be hidden until the last five minutes. Its place is kept while the server's time is unknown. */
export function ClockFace({ store, startedAt, deadline }: ClockFaceProps) {
  const now = useServerNow(store);
  const { clockHidden } = usePreferences();
  const leftMs = now === null || deadline === null ? null : deadline - now;
  const last = leftMs !== null && leftMs <= ALWAYS_SHOWN_MS;
  const hidden = clockHidden && !last;
  // The place of an hour is kept when the hour is gone.
  const long = deadline !== null && deadline - startedAt >= HOUR_MS;
  const text = now === null ? "" : leftMs === null ? elapsedText(now - startedAt) : leftText(leftMs);
  return (
    <div className="flex shrink-0 items-center">
      <div role="timer" className="flex min-w-21 items-center justify-end gap-1.5 whitespace-nowrap">
        {hidden ? (
          <span className="text-sm text-ink-2">Clock hidden</span>
        ) : (
          <>
            {last ? <Icon name="clock" size={18} label="last five minutes" /> : null}
            <span className={classNames("num text-end text-[1.125rem] font-semibold", long ? "min-w-19" : "min-w-12")}>
              {text}
            </span>
            <span className="text-sm text-ink-2">{deadline === null ? "elapsed" : "left"}</span>
          </>
        )}
      </div>
      <button
        type="button"
        aria-pressed={hidden}
        aria-label="Hide the clock"
        aria-disabled={last || undefined}
        title={last ? "The clock stays for the last five minutes" : hidden ? "Show the clock" : "Hide the clock"}
        onClick={() => (last ? undefined : setPreference("clockHidden", !clockHidden))}
        className="ml-1 flex size-11 items-center justify-center rounded-control text-ink-2 hover:bg-sunken hover:text-ink aria-disabled:opacity-40"
      >
        <Icon name={hidden ? "eye" : "eye-off"} />
      </button>
    </div>
  );
}
