import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { DAY_MS, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { seededRng, shuffled } from "@/lib/core/shared/rng";
import { type Card, cardOf, cardSchema, dueAt, type Review, retrievability, review } from "./card";
import { dueToday } from "./due-today";
import { type Grade, gradeOf } from "./grade";

const answer = (at: number, grade: Grade, attempt = `a${at}`, trap = "trap"): Review => ({ trap, attempt, at, grade });
const GRADES = ["again", "hard", "good", "easy"] as const;

describe("grades", () => {
  test.each([
    { outcome: "fell", seconds: 5, medianSeconds: 60, grade: "again" },
    { outcome: "other", seconds: 5, medianSeconds: 60, grade: "hard" },
    { outcome: "refused", seconds: 37, medianSeconds: 60, grade: "good" },
    { outcome: "refused", seconds: 36, medianSeconds: 60, grade: "easy" },
    { outcome: "refused", seconds: 5, medianSeconds: null, grade: "good" },
    { outcome: "refused", seconds: null, medianSeconds: 60, grade: "good" },
  ] as const)("$outcome in $seconds s of usually $medianSeconds s: $grade", ({ outcome, grade, ...pace }) => {
    expect(gradeOf(outcome, pace)).toBe(grade);
  });
});

describe("a card", () => {
  test("a better grade is due later", () => {
    const dues = GRADES.map((grade) => dueAt(review(review(null, answer(0, "good")), answer(5 * DAY_MS, grade))));
    expect([...dues].sort((a, b) => a - b)).toEqual(dues);
    expect(new Set(dues).size).toBe(4);
  });

  test("is due when the chance to refuse is down to 90 %", () => {
    const card = review(null, answer(0, "good"));
    expect(retrievability(card, 0)).toBe(1);
    expect(retrievability(card, dueAt(card))).toBeCloseTo(0.9, 6);
    expect(retrievability(card, dueAt(card) + DAY_MS)).toBeLessThan(0.9);
  });

  test("right answers in time spread the reviews out, a fall brings them near", () => {
    let card = review(null, answer(0, "good"));
    const stabilities = [card.memory.stability];
    for (let n = 0; n < 4; n += 1) {
      card = review(card, answer(dueAt(card), "good"));
      stabilities.push(card.memory.stability);
    }
    expect([...stabilities].sort((a, b) => a - b)).toEqual(stabilities);
    const fell = review(card, answer(dueAt(card), "again"));
    expect(fell.memory.stability).toBeLessThan(card.memory.stability / 2);
    expect(fell.lapses).toBe(1);
  });

  test("one sitting is one review, by its worst answer", () => {
    const before = review(null, answer(0, "good"));
    const fell = review(before, answer(DAY_MS, "again", "exam"));
    const good = review(before, answer(DAY_MS, "good", "exam"));
    expect(review(good, answer(DAY_MS + HOUR_MS, "again", "exam"))).toEqual(fell);
    expect(review(fell, answer(DAY_MS + HOUR_MS, "easy", "exam"))).toEqual(fell);
    expect(fell.sittings).toEqual(["a0", "exam"]);
  });

  test("a late answer of an earlier sitting changes nothing; an older sitting throws", () => {
    const card = review(review(null, answer(0, "good", "first")), answer(DAY_MS, "good", "second"));
    expect(review(card, answer(2 * DAY_MS, "again", "first"))).toEqual(card);
    expect(() => review(card, answer(HOUR_MS, "good", "between"))).toThrow("comes after");
    expect(() => review(card, answer(2 * DAY_MS, "good", "x", "other"))).toThrow("no review of");
  });
});

const log: fc.Arbitrary<Review[]> = fc
  .array(fc.record({ at: fc.nat({ max: 400 }), attempt: fc.nat({ max: 12 }), grade: fc.constantFrom(...GRADES) }))
  .map((list) => list.map(({ at, attempt, grade }) => answer(at * HOUR_MS, grade, `a${attempt}`)));

test("the card follows from the answers, not from how they are listed, and can be stored", () => {
  fc.assert(
    fc.property(log, fc.string(), (answers, seed) => {
      const card = cardOf(answers);
      expect(cardOf(shuffled(answers, seededRng(seed)))).toEqual(card);
      if (card === null) expect(answers).toEqual([]);
      else {
        expect(cardSchema.parse(JSON.parse(JSON.stringify(card)))).toEqual(card);
        expect(card.sittings.length).toBe(new Set(answers.map(({ attempt }) => attempt)).size);
      }
    }),
    FIXED_RUNS,
  );
});

describe("what is due today", () => {
  const cards = ["a", "b", "c", "d"].map((trap, n): Card => review(null, answer(n * DAY_MS, "good", "s", trap)));
  const now = 60 * DAY_MS;
  const traps = (list: readonly { card: Card }[]) => list.map(({ card }) => card.trap);

  test("the nearest to being forgotten first, the rest left for tomorrow", () => {
    const { due, left } = dueToday(cards, now, 3);
    expect(traps(due)).toEqual(["a", "b", "c"]);
    expect(traps(left)).toEqual(["d"]);
  });

  test("nothing just reviewed, and nothing at all without cards", () => {
    expect(dueToday(cards.slice(3), 3 * DAY_MS + 1, 9).due).toEqual([]);
    expect(dueToday([], now, 9)).toEqual({ due: [], left: [], done: 0 });
  });

  test("reviews done today use the cap up", () => {
    const [first, ...others] = cards;
    const done = [review(first ?? null, answer(now - HOUR_MS, "good", "today", "a")), ...others];
    const result = dueToday(done, now, 2, now - 8 * HOUR_MS);
    expect(result.done).toBe(1);
    expect(traps(result.due)).toEqual(["b"]);
    expect(traps(result.left)).toEqual(["c", "d"]);
  });

  test("no card is lost or told twice, and the cap holds", () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), fc.nat({ max: 5 }), (days, cap) => {
        const { due, left } = dueToday(cards, days * DAY_MS, cap);
        expect(due.length).toBeLessThanOrEqual(cap);
        expect(left.length === 0 || due.length === cap).toBe(true);
        expect(new Set([...traps(due), ...traps(left)]).size).toBe(due.length + left.length);
      }),
      FIXED_RUNS,
    );
  });
});
