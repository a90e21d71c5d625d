import { describe, expect, test } from "vitest";
import { questionSchema } from "@/lib/core/question/schema";
import { questionProblems } from "@/lib/core/question/validate";
import { seededRng } from "@/lib/core/shared/rng";
import { between, drawUntil, MOST_TRIES, pick } from "./chance";
import { defineFamily, drawStored, type FamilyMeta, storedDraws } from "./family";
import {
  areApart,
  counted,
  dollars,
  grouped,
  isClearOfWhole,
  placesOf,
  plain,
  price,
  roundedDown,
  roundedUp,
  roundsClearly,
} from "./numbers";
import { holds, pickWrong, type Solution, type VariantSpec, variant } from "./problem";

type Input = { cups: number };

const spec: VariantSpec<Input> = {
  numbers: (rng) => ({ cups: between(5, 60, rng) }),
  given: ({ cups }) => [plain(cups)],
  solve: ({ cups }) => ({
    scale: "amount",
    show: (value, places) => `${grouped(value, places)} minutes`,
    key: { value: cups * 3, why: `${cups} × 3.` },
    wrong: [1, 2, 5, 8].map((each) => ({ value: cups * each, trap: `trap-${each}`, why: `Not ${each}.` })),
  }),
  stories: [
    ({ cups }) => ({ stem: `${cups} cups stand in a row.`, ask: "How long?" }),
    ({ cups }) => ({ stem: `A row of ${cups} cups.`, ask: "How many minutes?" }),
  ],
};

const meta: FamilyMeta = {
  id: "tea-steeping",
  lesson: "1.1",
  exams: ["tea-1"],
  difficulty: 2,
  facts: ["A.1"],
  verifiedOn: "2026-11-01",
  traps: ["trap-1", "trap-2", "trap-5", "trap-8"],
  storedDraws: 5,
};

const compose = (own: Partial<VariantSpec<Input>>, seed = "one") =>
  variant({ ...spec, ...own }).compose(seededRng(seed));

describe("numbers as they are written", () => {
  test.each([
    ["thousands are grouped", grouped(9_600_000), "9,600,000"],
    ["decimals are as many as asked for", grouped(1_234.5, 2), "1,234.50"],
    ["decimals are not grouped", grouped(0.123456, 6), "0.123456"],
    ["a minus is a minus", grouped(-1_200), "−1,200"],
    ["nothing is never negative", grouped(-0.001), "0"],
    ["a number has the decimals that it has", plain(0.65), "0.65"],
    ["binary noise is none of them", plain(0.1 + 0.2), "0.3"],
    ["whole dollars have no cents", dollars(720), "$720"],
    ["others have two", dollars(38.016), "$38.02"],
    ["one decimal asked for is two", dollars(316.2, 1), "$316.20"],
    ["a price keeps all of its decimals", price(0.00006), "$0.00006"],
    ["and has two at least", price(0.2), "$0.20"],
    ["one is one", counted(1, "minute"), "1 minute"],
    ["more are more", counted(2, "query", "queries"), "2 queries"],
  ])("%s", (_name, text, expected) => expect(text).toBe(expected));

  test("places are counted as far as asked", () => {
    expect([placesOf(840, 2), placesOf(1.5, 2), placesOf(1.234, 2), placesOf(1 / 3, 0)]).toEqual([0, 1, 2, 0]);
  });

  test("rounding is safe from binary noise, and what is half-way between is told", () => {
    expect([roundedUp(60 * 1.4), roundedUp(16.43), roundedDown(3 * 0.7 * 10), roundedDown(16.67)]).toEqual([
      84, 17, 21, 16,
    ]);
    expect([isClearOfWhole(16.43), isClearOfWhole(17), isClearOfWhole(16.99), isClearOfWhole(16.01)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([roundsClearly(121.275, 2), roundsClearly(121.276, 2), roundsClearly(61.5, 0)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test.each([
    { a: 17, b: 16, scale: "count", apart: true },
    { a: 17, b: 17, scale: "count", apart: false },
    { a: 17, b: 16, scale: "amount", apart: false },
    { a: 100, b: 92, scale: "amount", apart: true },
    { a: 100, b: 92.1, scale: "amount", apart: false },
    { a: 0, b: 5, scale: "amount", apart: true },
    { a: 0, b: 0, scale: "amount", apart: false },
  ] as const)("$a and $b as $scale: apart is $apart", ({ a, b, scale, apart }) => {
    expect([areApart(a, b, scale), areApart(b, a, scale)]).toEqual([apart, apart]);
  });
});

describe("chance", () => {
  test("between gives every step and both ends, pick every member", () => {
    const rng = seededRng("between");
    const drawn = new Set(Array.from({ length: 400 }, () => between(0.1, 0.5, rng, 0.1)));
    expect([...drawn].sort()).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(new Set(Array.from({ length: 100 }, () => pick(["a", "b", "c"], rng))).size).toBe(3);
    expect(() => pick([], rng)).toThrow("nothing to pick");
  });

  test("constraints that leave nothing end with a clear error, after so many tries", () => {
    let tries = 0;
    const never = (): null => {
      tries += 1;
      return null;
    };
    expect(() => drawUntil(never, "tea-steeping/plain")).toThrow(
      `tea-steeping/plain: no draw holds within ${MOST_TRIES} tries`,
    );
    expect(tries).toBe(MOST_TRIES);
  });
});

describe("a number in a stem", () => {
  test.each([
    { text: "assume 20 requests", wanted: "20", found: true },
    { text: "assume 120 requests", wanted: "20", found: false },
    { text: "assume 200 requests", wanted: "20", found: false },
    { text: "assume 1,020 requests", wanted: "20", found: false },
    { text: "assume 20.5 requests", wanted: "20", found: false },
    { text: "at $0.20, then.", wanted: "$0.20", found: true },
    { text: "there are 20.", wanted: "20", found: true },
    { text: "of 20, 5 are", wanted: "20", found: true },
    { text: "steps of 20 % each", wanted: "20 %", found: true },
    { text: "120 and 20", wanted: "20", found: true },
  ])("$wanted in “$text”: $found", ({ text, wanted, found }) => expect(holds(text, wanted)).toBe(found));
});

describe("the options of a draw", () => {
  const solution = (values: number[], own: Partial<Solution> = {}): Solution => ({
    scale: "amount",
    show: (value) => String(value),
    key: { value: 100, why: "" },
    wrong: values.map((value) => ({ value, why: "", trap: `t${value}` })),
    ...own,
  });
  const picked = (of: Solution, seed = "pick"): number[] | null =>
    pickWrong(of, seededRng(seed))
      ?.map(({ value }) => value)
      .sort((a, b) => a - b) ?? null;

  test.each([
    { name: "too close to the key", of: solution([50, 95, 200, 300]), left: [50, 200, 300] },
    { name: "too close to each other", of: solution([50, 50.1, 52, 200]), left: null },
    { name: "negative", of: solution([-5, 50, 200, 300]), left: [50, 200, 300] },
    { name: "no number", of: solution([Number.NaN, Number.POSITIVE_INFINITY, 50, 200, 300]), left: [50, 200, 300] },
    { name: "half-way between two roundings", of: solution([50.5, 20, 200, 300]), left: [20, 200, 300] },
    { name: "too few", of: solution([50, 200]), left: null },
    { name: "next to the key, as counts", of: solution([99, 101, 103], { scale: "count" }), left: [99, 101, 103] },
  ])("leave out what is $name", ({ of, left }) => expect(picked(of)).toEqual(left));

  test("may share a number where they say different things about it", () => {
    const claims = solution([50, 200], { key: { value: 100, why: "", claim: "below" } });
    const both = { ...claims, wrong: [...claims.wrong, { value: 100, why: "", trap: "turned", claim: "above" }] };
    expect(picked(both)).toEqual([50, 100, 200]);
  });

  test("leave out a number that two traps lead to, and keep one that two ways of one trap lead to", () => {
    const twice = (trap: string): Solution => {
      const of = solution([50, 200, 300, 400]);
      return { ...of, wrong: [...of.wrong, { value: 50.2, why: "", trap }], show: (value) => value.toFixed(0) };
    };
    for (let seed = 0; seed < 20; seed += 1) {
      expect(picked(twice("another"), `a/${seed}`)).toEqual([200, 300, 400]);
    }
    const kept = Array.from({ length: 20 }, (_, seed) => picked(twice("t50"), `b/${seed}`));
    expect(kept.some((values) => values?.some((value) => Math.round(value) === 50))).toBe(true);
  });

  test("always hold the slip that the stem invites, or there is no draw", () => {
    const snared = (value: number): Solution => {
      const of = solution([10, 30, 60, 150, 300, 700]);
      return { ...of, wrong: [...of.wrong, { value, why: "", trap: "snare", snare: true }] };
    };
    const ranks = new Set<number>();
    for (let seed = 0; seed < 200; seed += 1) {
      const values = picked(snared(450), `snare/${seed}`) ?? [];
      expect(values).toHaveLength(3);
      expect(values).toContain(450);
      ranks.add(values.filter((value) => value < 100).length);
    }
    expect([...ranks].sort()).toEqual([0, 1, 2]);
    expect(picked(snared(104))).toBeNull();
    expect(picked(snared(300))).toBeNull();
  });

  test("the key is now the smallest, now the largest, where wrong ways lie on both sides", () => {
    const ranks = new Map<number, number>();
    for (let seed = 0; seed < 400; seed += 1) {
      const values = picked(solution([10, 30, 60, 150, 300, 700]), `rank/${seed}`) ?? [];
      const rank = values.filter((value) => value < 100).length;
      ranks.set(rank, (ranks.get(rank) ?? 0) + 1);
    }
    expect([...ranks.keys()].sort()).toEqual([0, 1, 2, 3]);
    for (const count of ranks.values()) expect(count).toBeGreaterThan(60);
  });

  test("are equally precise, and stand at drawn places", () => {
    const halves = compose({
      solve: ({ cups }) => ({
        ...spec.solve({ cups }),
        places: 1,
        wrong: [0.5, 1.5, 7].map((each) => ({ value: cups * each, trap: "t", why: "No." })),
      }),
      numbers: () => ({ cups: 7 }),
    });
    expect(halves?.options.map(({ text }) => text).sort()).toEqual([
      "10.5 minutes",
      "21.0 minutes",
      "3.5 minutes",
      "49.0 minutes",
    ]);
    const places = new Set(
      Array.from({ length: 40 }, (_, seed) => compose({}, `p${seed}`)?.options.findIndex(({ trap }) => trap === null)),
    );
    expect(places.size).toBe(4);
  });

  test("that look alike make no draw", () => {
    const alike = compose({ solve: ({ cups }) => ({ ...spec.solve({ cups }), show: () => "some minutes" }) });
    expect(alike).toBeNull();
  });

  test("a stem that keeps a number back is a fault of the family, not a draw to pass over", () => {
    expect(() => compose({ given: ({ cups }) => [plain(cups), "77,777"] })).toThrow("the stem keeps back 77,777");
    expect(() => compose({ stories: [] })).toThrow("a variant needs a story");
  });
});

describe("a family", () => {
  const family = defineFamily(meta, { plain: variant(spec), again: variant(spec) });

  test("makes questions that are whole, and the same ones from the same generator", () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const question = family.draw(seededRng(`q${seed}`));
      expect(questionSchema.parse(question)).toEqual(question);
      expect(questionProblems(question)).toEqual([]);
      expect(family.draw(seededRng(`q${seed}`))).toEqual(question);
    }
  });

  test("draws each of its variants, and the one that is named", () => {
    const named = defineFamily(meta, {
      first: variant({ ...spec, stories: [(input) => ({ ...story(input), ask: "First?" })] }),
      second: variant({ ...spec, stories: [(input) => ({ ...story(input), ask: "Second?" })] }),
      third: variant({ ...spec, stories: [(input) => ({ ...story(input), ask: "Third?" })] }),
    });
    const asks = new Set(Array.from({ length: 60 }, (_, seed) => named.draw(seededRng(`v${seed}`)).ask));
    expect([...asks].sort()).toEqual(["First?", "Second?", "Third?"]);
    expect(named.draw(seededRng("n"), "second").ask).toBe("Second?");
    expect(() => named.draw(seededRng("n"), "fourth")).toThrow("tea-steeping has no variant fourth");
  });
  const story = ({ cups }: Input) => ({ stem: `${cups} cups.`, ask: "" });

  test("whose constraints leave nothing says which variant it is", () => {
    const never = defineFamily(meta, { plain: variant({ ...spec, numbers: () => null }) });
    expect(() => never.draw(seededRng("never"))).toThrow("tea-steeping/plain: no draw holds");
  });

  test("stores its variants in turn, each draw made again from its seed alone", () => {
    const stored = storedDraws(family);
    expect(stored).toEqual([
      { id: "tea-steeping-01", seed: "plain/01" },
      { id: "tea-steeping-02", seed: "again/02" },
      { id: "tea-steeping-03", seed: "plain/03" },
      { id: "tea-steeping-04", seed: "again/04" },
      { id: "tea-steeping-05", seed: "plain/05" },
    ]);
    const drawn = stored.map((one) => drawStored(family, one));
    expect(drawn.map(({ id }) => id)).toEqual(stored.map(({ id }) => id));
    expect(drawn).toEqual(stored.map((one) => drawStored(family, one)));
    expect(new Set(drawn.map(({ stem }) => stem)).size).toBeGreaterThan(3);
  });
});
