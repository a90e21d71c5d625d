import type { TabMessage } from "@/components/exam/channel";
import type { EventStore } from "@/components/exam/saving/event-store";
import type { PageChange, RoomParts } from "@/components/exam/saving/room-parts";
import { createRoomStore, type RoomStore } from "@/components/exam/saving/room-store";
import type { Transport } from "@/components/exam/saving/transport";
import type { Room } from "@/lib/core/attempt/room";
import { createMemoryStore } from "./memory-store";

export type Tab = { store: RoomStore; page: (change: PageChange) => void; close: () => void };

/**
 * One browser: tabs that share a store, a lock and a channel, as a real one gives them.
 *
 * @param options.madeDelayMs how late a tab's word that it made an event reaches the others.
 */
export function createFakeBrowser(transport: Transport, { madeDelayMs = 0 } = {}) {
  const device: EventStore = createMemoryStore();
  const tabs = new Set<(message: TabMessage) => void>();
  let clients = 0;
  let line: Promise<unknown> = Promise.resolve();
  const name = crypto.randomUUID().slice(0, 8);
  return {
    device,
    openTab(room: Room): Tab {
      clients += 1;
      const clientId = `client-${name}-${clients}`;
      let page: (change: PageChange) => void = () => undefined;
      const parts: RoomParts = {
        openStore: async () => device,
        openChannel(onMessage) {
          tabs.add(onMessage);
          return {
            post: (message) => {
              const others = [...tabs].filter((other) => other !== onMessage);
              const deliver = (): void => others.forEach((other) => void other(structuredClone(message)));
              if (message.kind === "made" && madeDelayMs > 0) setTimeout(deliver, madeDelayMs);
              else deliver();
            },
            close: () => tabs.delete(onMessage),
          };
        },
        transport,
        exclusively: (work) => {
          const result = line.then(work);
          line = result.catch(() => undefined);
          return result;
        },
        readClocks: () => ({ monotonicMs: performance.now(), wallMs: Date.now() }),
        pageMade: () => ({ monotonicMs: performance.now(), wallMs: Date.now() }),
        watchPage: (onChange) => {
          page = onChange;
          return () => undefined;
        },
        newClientId: () => clientId,
        chance: () => 0.5,
      };
      const store = createRoomStore(room, parts);
      const close = store.start();
      return { store, page: (change) => page(change), close };
    },
  };
}
