import { describe, expect, test } from "vitest";
import { type Cell, OMIT } from "@/lib/core/item-analysis/statistics/cell";
import { type ItemDescription, itemStatistics } from "@/lib/core/item-analysis/statistics/item-statistics";
import { findDrift } from "./drift";
import { correlationText, flagWords } from "./flag-words";
import { itemFlags } from "./flags";
import { pilotWords, suggestForPilot } from "./pilot";

/** So many chose an option at each score of the rest, from 0. */
type Chosen = Readonly<Record<string, readonly number[]>>;

const cells = (chosen: Chosen): Cell[] =>
  Object.entries(chosen).map(([option, byScore]) => {
    const sum = (of: (score: number) => number) => byScore.reduce((all, count, score) => all + count * of(score), 0);
    const n = sum(() => 1);
    return { option, right: option === "key", n, rest: { n, sum: sum((s) => s), squares: sum((s) => s * s) }, byScore };
  });

const judge = (chosen: Chosen, kind: ItemDescription["kind"] = "choice") =>
  itemStatistics(cells(chosen), { kind, options: [] }, []);

const flagsOf = (chosen: Chosen, kind?: ItemDescription["kind"]) => itemFlags(judge(chosen, kind), null);

const GOOD: Chosen = { key: [10, 20, 50], b: [20, 15, 5], c: [20, 10, 5] };
const MISKEYED: Chosen = { key: [30, 15, 5], b: [5, 20, 50], c: [15, 10, 10] };

describe("which flags fly", () => {
  test.each([
    { name: "a good question", chosen: GOOD, kinds: [] },
    { name: "29 answers, however bad", chosen: { key: [10, 0], b: [0, 19] }, kinds: ["too-few"] },
    { name: "no answers", chosen: {}, kinds: ["too-few"] },
    { name: "a wrong option that the better ones choose", chosen: MISKEYED, kinds: ["likely-wrong-key"] },
    {
      name: "a key that nobody chose",
      chosen: { b: [5, 30], c: [30, 5] },
      kinds: ["likely-wrong-key", "too-hard"],
    },
    {
      name: "few right, and as many of the weak as of the strong",
      chosen: { key: [10, 10], b: [20, 20], c: [20, 20] },
      kinds: ["too-hard"],
    },
    {
      name: "few right, but they are the strong",
      chosen: { key: [1, 19], b: [30, 15], c: [20, 15] },
      kinds: [],
    },
    {
      name: "an option that hardly anybody chooses",
      chosen: { key: [10, 50], b: [30, 10], c: [3, 0] },
      kinds: ["dead-distractor"],
    },
    {
      name: "one strong person who chose a rare option is no proof against the key",
      chosen: { key: [40, 44], b: [10, 5], c: [0, 1] },
      kinds: ["dead-distractor"],
    },
    { name: "omissions are nobody's fault", chosen: { key: [20, 20], b: [10, 8], [OMIT]: [0, 2] }, kinds: [] },
    { name: "all right", chosen: { key: [20, 20] }, kinds: [] },
    { name: "all wrong in one way", chosen: { b: [20, 20] }, kinds: ["likely-wrong-key", "too-hard"] },
    { name: "nothing but omissions", chosen: { [OMIT]: [20, 20] }, kinds: ["too-hard"] },
  ])("$name: $kinds", ({ chosen, kinds }) => {
    expect(flagsOf(chosen).map(({ kind }) => kind)).toEqual(kinds);
  });

  test("a rare pattern is no dead distractor", () => {
    expect(flagsOf({ key: [10, 50], b: [30, 10], c: [3, 0] }, "pattern")).toEqual([]);
  });

  test("answers without a score on the rest say nothing about the key", () => {
    const unscored = cells(MISKEYED).map((cell) => ({ ...cell, rest: { n: 0, sum: 0, squares: 0 }, byScore: [] }));
    expect(itemFlags(itemStatistics(unscored, { kind: "choice", options: [] }, []), null)).toEqual([]);
  });

  test("an option of the question that nobody chose is dead too", () => {
    const options = ["key", "b", "c", "d"].map((id) => ({ id, isKey: id === "key", trap: null }));
    const [flag] = itemFlags(itemStatistics(cells(GOOD), { kind: "choice", options }, []), null);
    expect(flag).toMatchObject({ kind: "dead-distractor", options: [{ option: "d", n: 0, rate: 0 }] });
  });
});

describe("the key against a wrong option", () => {
  // 52 and 48 of 100 at the upper score: r = .04 apart. The same shares of 10,000 are no chance.
  const close = (times: number): Chosen => ({ key: [26 * times, 24 * times], b: [24 * times, 26 * times] });

  test.each([
    { name: "a small difference of few answers may be chance", chosen: close(1), beyond: false },
    { name: "the same of many is not", chosen: close(200), beyond: true },
    { name: "a large one is not", chosen: MISKEYED, beyond: true },
  ])("$name", ({ chosen, beyond }) => {
    const [flag] = flagsOf(chosen);
    expect(flag).toMatchObject({ kind: "likely-wrong-key", option: "b", key: "key", isBeyondChance: beyond });
  });
});

describe("drift", () => {
  const side = (n: number, right: number, meanRest: number | null = null) => ({ n, right, meanRest });

  test("z by hand", () => {
    // Pooled .5; √(.25 × .02) = .0707…; .2 ÷ that.
    const drift = findDrift(side(100, 60, 0.7), side(100, 40, 0.65));
    expect(drift).toMatchObject({ earlier: { p: 0.6 }, later: { p: 0.4 }, isDrifting: true });
    expect(drift?.z).toBeCloseTo(-0.2 / Math.sqrt(0.25 * 0.02), 12);
    expect(drift?.chance).toBeCloseTo(0.004677734981, 9);
    expect(drift?.change).toBeCloseTo(-0.2, 12);
    expect(drift?.restChange).toBeCloseTo(-0.05, 12);
  });

  test.each([
    { name: "large and beyond chance", before: side(400, 300), after: side(400, 200), drifts: true },
    { name: "beyond chance, but small", before: side(100_000, 60_000), after: side(100_000, 55_000), drifts: false },
    { name: "large, but may be chance", before: side(30, 20), after: side(30, 16), drifts: false },
    { name: "nobody was ever wrong", before: side(50, 50), after: side(50, 50), drifts: false },
  ])("$name: $drifts", ({ before, after, drifts }) => {
    const drift = findDrift(before, after);
    expect(drift?.isDrifting).toBe(drifts);
    expect(itemFlags(judge(GOOD), drift).map(({ kind }) => kind)).toEqual(drifts ? ["drifting"] : []);
  });

  test.each([
    { name: "before", before: side(29, 20), after: side(100, 20) },
    { name: "after", before: side(100, 20), after: side(29, 20) },
  ])("nothing is said of under 30 answers $name", ({ before, after }) => {
    expect(findDrift(before, after)).toBeNull();
  });
});

describe("in words", () => {
  test.each([
    { value: 0.2, text: ".20" },
    { value: -0.049, text: "−.05" },
    { value: -0.001, text: ".00" },
    { value: 1, text: "1.00" },
    { value: null, text: "none" },
  ])("a correlation of $value is $text", ({ value, text }) => {
    expect(correlationText(value)).toBe(text);
  });

  test.each([
    { chosen: { key: [1] }, words: ["1 answer so far", "under 30"] },
    { chosen: MISKEYED, words: ["Of 160 answers", "75 are b", "50 the key key", "more than chance"] },
    {
      chosen: { b: [5, 30], c: [30, 5] },
      words: ["Of 70 answers none is the key; most are b (35)", "nothing tells who is"],
    },
    { chosen: { key: [10, 10], b: [20, 20], c: [20, 20] }, words: ["20 % of 100 answers", "r = .00"] },
    { chosen: { key: [10, 50], b: [30, 10], c: [5, 0] }, words: ["c (5, 4.8 %)", "it does no work"] },
    {
      chosen: { key: [46, 50], b: [1, 0], c: [3, 0] },
      words: ["b (1, 1.0 %), c (3, 3.0 %)", "some option must be so"],
    },
  ])("$words", ({ chosen, words }) => {
    const text = flagsOf(chosen).map(flagWords).join("\n");
    for (const word of words) expect(text).toContain(word);
  });

  test("a drift says both windows, and how the people did elsewhere", () => {
    const drift = findDrift({ n: 100, right: 60, meanRest: 0.7 }, { n: 200, right: 80, meanRest: 0.65 });
    const text = itemFlags(judge(GOOD), drift).map(flagWords).join();
    expect(text).toContain("Harder than before: 40 % of the latest 200 answers are right, after 60 % of 100.");
    expect(text).toContain("On their other questions people are down by 5 points.");
  });
});

describe("a pilot", () => {
  const bigger = (chosen: Chosen, times: number): Chosen =>
    Object.fromEntries(Object.entries(chosen).map(([option, counts]) => [option, counts.map((n) => n * times)]));

  test.each([
    { name: "too few answers", chosen: { key: [20, 40], b: [20, 19] }, kind: "wait", words: "99 of 100" },
    { name: "enough, and good", chosen: GOOD, kind: "score", words: "it can count" },
    { name: "enough, and the key is doubtful", chosen: MISKEYED, kind: "repair", words: "repair it" },
    {
      name: "enough, and only an option is dead",
      chosen: bigger({ key: [10, 50], b: [30, 10], c: [3, 0] }, 2),
      kind: "score",
      words: "it can count",
    },
  ])("$name: $kind", ({ chosen, kind, words }) => {
    const item = judge(chosen);
    const suggestion = suggestForPilot(item, itemFlags(item, null));
    expect(suggestion.kind).toBe(kind);
    expect(pilotWords(suggestion)).toContain(words);
  });
});
