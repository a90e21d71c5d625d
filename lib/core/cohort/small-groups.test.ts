import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Group, LEAST_SHOWN, mayCompare, shownGroups } from "./small-groups";

const groupsOf = (sizes: Record<string, number>): Group[] =>
  Object.entries(sizes).map(([key, people]) => ({ key, people }));

test("five may be compared, four may not", () => {
  expect(LEAST_SHOWN).toBe(5);
  expect([0, 1, 4, 5, 6].map(mayCompare)).toEqual([false, false, false, true, true]);
});

describe("groups beside their whole", () => {
  test.each<{ what: string; sizes: Record<string, number>; shown: string[] }>([
    { what: "all are large", sizes: { a: 5, b: 7, c: 30 }, shown: ["a", "b", "c"] },
    { what: "one small group takes the next smallest with it", sizes: { a: 2, b: 7, c: 30 }, shown: ["c"] },
    { what: "two small groups that are few together take one more", sizes: { a: 1, b: 2, c: 9, d: 9 }, shown: ["d"] },
    { what: "two small groups that are enough together hide alone", sizes: { a: 3, b: 3, c: 9 }, shown: ["c"] },
    { what: "one large group beside a small one is hidden", sizes: { a: 1, b: 29 }, shown: [] },
    { what: "nobody is no group", sizes: { a: 0, b: 6, c: 8 }, shown: ["b", "c"] },
    { what: "there is none", sizes: {}, shown: [] },
  ])("$what", ({ sizes, shown }) => {
    expect([...shownGroups(groupsOf(sizes))].sort()).toEqual(shown);
  });

  test("where the whole is not told, only small groups are hidden", () => {
    expect([...shownGroups(groupsOf({ a: 2, b: 7, c: 30 }), { wholeShown: false })].sort()).toEqual(["b", "c"]);
  });

  test("what is hidden is nobody, or enough people in more than one group; the order says nothing", () => {
    const sizes = fc.array(fc.nat(12), { maxLength: 10 });
    fc.assert(
      fc.property(sizes, fc.boolean(), (all, turned) => {
        const groups = all.map((people, index) => ({ key: `g${index}`, people }));
        const shown = shownGroups(turned ? [...groups].reverse() : groups);
        expect(shown).toEqual(shownGroups(groups));
        for (const { key, people } of groups) if (shown.has(key)) expect(mayCompare(people)).toBe(true);
        const hidden = groups.filter(({ key, people }) => people > 0 && !shown.has(key));
        const people = hidden.reduce((sum, group) => sum + group.people, 0);
        const safe = hidden.length === 0 || shown.size === 0 || (hidden.length > 1 && mayCompare(people));
        expect(safe).toBe(true);
      }),
    );
  });
});
