import { expect, test } from "vitest";
import { standing } from "./standing";
import type { TrapState } from "./state";

const at = { question: "q", attempt: "a", at: 1 };
const probe = { ...at, seen: false };
const states = {
  suspected: { kind: "suspected", since: 1, by: "engine", evidence: [], refused: [] },
  cleared: { kind: "cleared", since: 1, refused: [] },
  confirmed: { kind: "confirmed", since: 1, fall: at, factReadAt: null, sectionReadAt: null, drill: [], relapses: 0 },
  treated: { kind: "treated", since: 1, drillAttempts: [], firstCheck: null, relapses: 0 },
  cured: { kind: "cured", since: 1, checks: [probe, { ...probe, inTimedExam: false }], relapses: 0 },
  relapsed: { kind: "relapsed", since: 1, fall: at, from: "cured", relapses: 1 },
} satisfies Record<string, TrapState>;

const having = (...kinds: (keyof typeof states)[]) => ({
  traps: Object.fromEntries(kinds.map((kind, index) => [`t${index}`, states[kind]])),
});

test.each<{ kinds: (keyof typeof states)[]; says: string }>([
  { kinds: ["suspected"], says: "Its one trap is suspected." },
  { kinds: ["suspected", "suspected"], says: "Both traps are suspected." },
  { kinds: ["confirmed", "confirmed", "confirmed"], says: "All three traps are confirmed." },
  {
    kinds: ["suspected", "confirmed", "suspected"],
    says: "Of its three traps, one is confirmed and two are suspected.",
  },
  {
    kinds: ["cured", "treated", "relapsed"],
    says: "Of its three traps, one has caught you again, one is treated and to be checked and one is cured.",
  },
  { kinds: ["cured"], says: "Cured: its trap was checked twice and did not catch you." },
  { kinds: ["cured", "cured"], says: "Cured: each of its traps was checked twice and did not catch you." },
  { kinds: ["cleared"], says: "Not confirmed: no probe caught you, so nothing needs treating." },
  { kinds: ["cleared", "cured"], says: "Of its two traps, one is cured and one was not confirmed." },
])("$kinds: $says", ({ kinds, says }) => {
  expect(standing(having(...kinds))).toBe(says);
});
