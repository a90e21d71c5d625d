import { openChannel, type TabChannel, type TabMessage } from "@/components/exam/channel";
import type { Reading } from "@/components/exam/clock";
import { openDeviceStore } from "./device-store";
import type { EventStore } from "./event-store";
import { type OneAtATime, oneAtATime } from "./one-at-a-time";
import { createTransport, readDeviceClocks, type Transport } from "./transport";

/** What happens to the page, not in it. */
export type PageChange = "shown" | "hidden" | "online" | "offline";

/** All that the room needs of the browser and the server. */
export type RoomParts = {
  openStore: () => Promise<EventStore>;
  openChannel: (onMessage: (message: TabMessage) => void) => TabChannel;
  transport: Transport;
  exclusively: OneAtATime;
  readClocks: () => Reading;
  /** When the server made this page, by this device's clocks; as near as that can be known. */
  pageMade: () => Reading;
  watchPage: (onChange: (change: PageChange) => void) => () => void;
  newClientId: () => string;
  chance: () => number;
};

/** 128 random bits in the alphabet of a client id. crypto.randomUUID would need https. */
function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The middle of the page's own round trip; for a page that came by a link inside the app, now. */
function pageMade(): Reading {
  const now = readDeviceClocks();
  const [load] = performance.getEntriesByType("navigation");
  if (!(load instanceof PerformanceNavigationTiming) || new URL(load.name).pathname !== location.pathname) return now;
  const monotonicMs = (load.requestStart + load.responseStart) / 2;
  return { monotonicMs, wallMs: now.wallMs - (now.monotonicMs - monotonicMs) };
}

function watchPage(onChange: (change: PageChange) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener("visibilitychange", () => onChange(document.hidden ? "hidden" : "shown"), { signal });
  window.addEventListener("pagehide", () => onChange("hidden"), { signal });
  // Back from the browser's memory of pages: timers and messages stood still.
  window.addEventListener("pageshow", (event) => event.persisted && onChange("shown"), { signal });
  window.addEventListener("focus", () => onChange("shown"), { signal });
  window.addEventListener("online", () => onChange("online"), { signal });
  window.addEventListener("offline", () => onChange("offline"), { signal });
  if (!navigator.onLine) onChange("offline");
  return () => stop.abort();
}

export const browserParts = (attemptId: string): RoomParts => ({
  openStore: () => openDeviceStore(attemptId),
  openChannel: (onMessage) => openChannel(attemptId, onMessage),
  transport: createTransport(attemptId),
  exclusively: oneAtATime(attemptId),
  readClocks: readDeviceClocks,
  pageMade,
  watchPage,
  newClientId,
  chance: Math.random,
});
