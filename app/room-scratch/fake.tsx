"use client";
import type { ReactNode } from "react";
import type { Room } from "@/lib/core/attempt/room";

type Any = any;
export function Fake({ room, feedback, children }: { room: Room; feedback: Any; children: ReactNode }) {
  if (typeof window !== "undefined" && !(window as Any).faked) {
    (window as Any).faked = true;
    if (new URLSearchParams(location.search).get("net") === "none") return children;
    (window as Any).fakeMode = new URLSearchParams(location.search).get("net") ?? "ok";
    const real = window.fetch;
    const state: Any = {
      phase: "running",
      revision: 1,
      items: Object.fromEntries(room.items.map((i) => [i.id, structuredClone(i.state)])),
    };
    (window as Any).fakeState = state;
    const json = (body: Any, status = 200) =>
      new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
    window.fetch = async (input: Any, init: Any) => {
      const url = String(input);
      if (!url.includes("/api/v1/attempts/")) return real(input, init);
      await new Promise((r) => setTimeout(r, 80));
      const mode = (window as Any).fakeMode;
      if (mode === "offline") throw new TypeError("offline");
      if (mode === "401") return json({}, 401);
      if (mode === "404") return json({}, 404);
      const sync = () => ({
        phase: state.phase,
        serverNow: Date.now(),
        deadline: room.deadline,
        revision: state.revision,
      });
      if (url.endsWith("/events")) {
        const { events } = JSON.parse(init.body);
        const acks = events.map((e: Any) => {
          const s = state.items[e.itemId];
          let outcome = "stored";
          if (e.kind === "answer" && mode === "conflict") {
            outcome = "conflict";
            s.revision += 1;
            s.answer = "o3";
            (window as Any).fakeMode = "ok";
          } else if (e.kind === "answer") {
            s.answer = e.value;
            s.revision += 1;
          }
          return {
            clientId: e.clientId,
            clientSeq: e.clientSeq,
            itemId: e.itemId,
            outcome,
            stored: { value: s.answer, revision: s.revision, at: Date.now() },
          };
        });
        state.revision += 1;
        return json({ acks, sync: sync() });
      }
      if (url.endsWith("/finish")) {
        state.phase = "finished";
        return json({ phase: "finished", href: "/room-scratch?result" });
      }
      if (url.endsWith("/check")) {
        const id = url.split("/").at(-2) ?? "";
        const { answer, ...fb } = feedback[id];
        return json({ feedback: fb, sync: sync(), stored: { value: answer, revision: 1, at: Date.now() } });
      }
      return json({ ...sync(), items: Object.entries(state.items).map(([id, s]) => ({ id, state: s })) });
    };
  }
  return children;
}
