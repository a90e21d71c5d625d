"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { browserParts } from "@/components/exam/saving/room-parts";
import type { RoomState } from "@/components/exam/saving/room-state";
import { createRoomStore, type RoomStore } from "@/components/exam/saving/room-store";
import type { Room } from "@/lib/core/attempt/room";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

const TICK_MS = 250;

/** The attempt in this tab, connected to browser and server as long as the component is there. */
export function useRoomStore(room: Room): { store: RoomStore; state: RoomState } {
  const [store] = useState(() => createRoomStore(room, browserParts(room.attemptId)));
  useEffect(() => store.start(), [store]);
  useEffect(() => {
    const timer = setInterval(store.tick, TICK_MS);
    return () => clearInterval(timer);
  }, [store]);
  return { store, state: useSyncExternalStore(store.subscribe, store.get, store.get) };
}

/** The server's time, looked at four times a second; null until it is known. */
export function useServerNow(store: RoomStore): EpochMs | null {
  const [now, setNow] = useState<EpochMs | null>(null);
  useEffect(() => {
    const look = (): void => setNow(store.serverNow());
    look();
    const timer = setInterval(look, TICK_MS);
    return () => clearInterval(timer);
  }, [store]);
  return now;
}
