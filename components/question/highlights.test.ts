import fc from "fast-check";
import { expect, test } from "vitest";
import type { Highlight } from "@/lib/core/attempt/events";
import { isHighlighted, MOST_HIGHLIGHTS, toggleHighlights } from "./highlights";

const stem = "a radiology network sends studies of 80 to 300 MB";
const texts = { stem, ask: "Which way?", scenario: "" };
const on = (start: number, end: number, part: Highlight["part"] = "stem"): Highlight => ({ part, start, end });

test.each<{ name: string; before: Highlight[]; selected: Highlight[]; after: Highlight[] | null }>([
  { name: "the first", before: [], selected: [on(2, 11)], after: [on(2, 11)] },
  { name: "white space at its ends is left out", before: [], selected: [on(1, 12)], after: [on(2, 11)] },
  { name: "apart from another", before: [on(2, 11)], selected: [on(20, 25)], after: [on(2, 11), on(20, 25)] },
  {
    name: "in order, whatever came first",
    before: [on(20, 25)],
    selected: [on(2, 11)],
    after: [on(2, 11), on(20, 25)],
  },
  { name: "overlapping makes one", before: [on(2, 11)], selected: [on(8, 19)], after: [on(2, 19)] },
  { name: "touching makes one", before: [on(2, 5)], selected: [on(5, 11)], after: [on(2, 11)] },
  { name: "over several makes one", before: [on(2, 5), on(8, 11)], selected: [on(2, 19)], after: [on(2, 19)] },
  { name: "again removes", before: [on(2, 11)], selected: [on(2, 11)], after: [] },
  { name: "a part of it removes that part", before: [on(2, 19)], selected: [on(8, 11)], after: [on(2, 8), on(11, 19)] },
  { name: "over two parts", before: [], selected: [on(26, 49), on(0, 5, "ask")], after: [on(26, 49), on(0, 5, "ask")] },
  {
    name: "over two parts again removes both",
    before: [on(26, 49), on(0, 5, "ask")],
    selected: [on(26, 49), on(0, 5, "ask")],
    after: [],
  },
  { name: "white space alone is nothing", before: [on(2, 5)], selected: [on(11, 12)], after: null },
  { name: "nothing selected is nothing", before: [on(2, 5)], selected: [], after: null },
])("$name", ({ before, selected, after }) => {
  expect(toggleHighlights(before, selected, texts)).toEqual(after);
});

test("one too many is refused", () => {
  const long = { ...texts, stem: "x ".repeat(200) };
  const many = Array.from({ length: MOST_HIGHLIGHTS }, (_, index) => on(index * 4, index * 4 + 1));
  expect(toggleHighlights(many, [on(300, 301)], long)).toBeNull();
  expect(toggleHighlights(many, [on(0, 1)], long)).toHaveLength(MOST_HIGHLIGHTS - 1);
});

test("highlights stay ordered, apart and inside the text; toggling what was just highlighted removes exactly that", () => {
  const range = fc.tuple(fc.nat(stem.length), fc.nat(stem.length)).map(([a, b]) => on(Math.min(a, b), Math.max(a, b)));
  fc.assert(
    fc.property(fc.array(range, { maxLength: 12 }), (selections) => {
      let now: Highlight[] = [];
      const lit = new Set<number>();
      for (const selected of selections) {
        const removes = isHighlighted(now, [selected], texts);
        const next = toggleHighlights(now, [selected], texts);
        if (next === null) continue;
        for (let at = selected.start; at < selected.end; at++) {
          if (removes) lit.delete(at);
          else lit.add(at);
        }
        now = next;
        for (const [index, { start, end }] of now.entries()) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(stem.length);
          expect(start).toBeGreaterThan(now[index - 1]?.end ?? -1);
        }
        // White space at the ends of a selection is left out; every other character is as it was last toggled.
        for (const at of stem.split("").keys()) {
          if (stem[at] !== " ") expect(now.some(({ start, end }) => start <= at && at < end)).toBe(lit.has(at));
        }
      }
    }),
    { seed: 20261123 },
  );
});
