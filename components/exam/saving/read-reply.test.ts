import { describe, expect, test } from "vitest";
import type { OpenQuestion } from "@/lib/core/attempt/room";
import { readNextReply } from "./read-reply";
import { createFakeServer } from "./testing/fake-server";

const room = createFakeServer(["i1"]).server.room();
const open: OpenQuestion = { room, number: 2, least: 12, most: 15 };

describe("the reply to an answer of a diagnosis", () => {
  test.each([
    { name: "the next question", body: { ended: false, open } },
    { name: "its end", body: { ended: true } },
  ])("$name is read", ({ body }) => {
    expect(readNextReply(structuredClone(body))).toEqual(body);
  });

  const [item] = room.items;
  test.each<{ name: string; body: unknown }>([
    { name: "nothing", body: null },
    { name: "a page of somebody else", body: "<html>" },
    { name: "neither ended nor not", body: { open } },
    { name: "no question", body: { ended: false } },
    { name: "a question without its place", body: { ended: false, open: { ...open, number: undefined } } },
    { name: "a room without a question", body: { ended: false, open: { ...open, room: { ...room, items: [] } } } },
    { name: "a room with two", body: { ended: false, open: { ...open, room: { ...room, items: [item, item] } } } },
    {
      name: "a room that does not say how it stands",
      body: { ended: false, open: { ...open, room: { items: [item] } } },
    },
    {
      name: "a question of an unknown type",
      body: {
        ended: false,
        open: { ...open, room: { ...room, items: [{ ...item, question: { ...item?.question, type: "essay" } }] } },
      },
    },
  ])("$name is not taken for one", ({ body }) => {
    expect(readNextReply(body)).toBeNull();
  });
});
