import { describe, expect, test } from "vitest";
import type { RemediationWork, StoryEntry } from "@/lib/core/learning/fold/remediation-work";
import { digestWords } from "@/lib/core/notice/digest-words";
import { digestContent } from "./digest-content";

const week = { week: "2026-W47", before: "2026-W46", from: 1_000, to: 2_000, at: 2_007 };
const ref = { attempt: "a", question: "q", at: 1_500 };
const seen = { answered: 0, due: 0, next: "Sit the next exam.", short: (trap: string) => trap.toUpperCase() };

const cured = (trap: string, at: number): StoryEntry => ({
  kind: "cured",
  trap,
  at,
  probe: { ...ref, seen: false },
  inTimedExam: false,
});
const relapsed = (trap: string, at: number): StoryEntry => ({ kind: "relapsed", trap, at, fall: ref, from: "cured" });

const work = (story: StoryEntry[]): RemediationWork => ({
  remediation: { symptom: "s", openedAt: 0, openedBy: "engine", updatedAt: 0, traps: {} },
  story,
});
const content = (story: StoryEntry[], more: { answered?: number | null; due?: number } = {}) =>
  digestContent({ remediations: { s: work(story) } }, week, { ...seen, ...more });

describe("a digest", () => {
  test("is not made when there is nothing to say", () => {
    expect(content([])).toBeNull();
    expect(content([], { answered: null })).toBeNull();
    expect(content([cured("a", 999), cured("b", 2_000)])).toBeNull();
  });

  test("tells the traps by the last turn that they took within the week", () => {
    const digest = content([cured("a", 1_000), relapsed("b", 1_200), cured("c", 1_300), relapsed("c", 1_999)]);
    expect(digest).toMatchObject({ cured: ["A"], relapsed: ["B", "C"] });
  });

  test("has a sentence for each thing, and none for what did not happen", () => {
    const digest = content([cured("a", 1_500)], { answered: 1, due: 2 });
    expect(digest === null ? null : digestWords(digest)).toEqual([
      "You answered 1 question.",
      "Cured: A.",
      "2 checks are due.",
    ]);
  });
});
