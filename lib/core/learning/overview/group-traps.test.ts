import { expect, test } from "vitest";
import { groupTraps } from "./group-traps";

const trap = (id: string, falls: number, decided: number, parent: string | null = null) => ({
  id,
  falls,
  decided,
  parent,
});
const ids = (traps: readonly { id: string }[]) => traps.map(({ id }) => id);

test("families stand together, the most falls first", () => {
  const { caught } = groupTraps([
    trap("alone", 3, 4),
    trap("parent", 1, 5),
    trap("less", 1, 2, "parent"),
    trap("more", 2, 2, "parent"),
  ]);
  expect(ids(caught)).toEqual(["parent", "more", "less", "alone"]);
});

test("a parent that was never taken stands above the shape that was; a shape that was not is left out", () => {
  const groups = groupTraps([
    trap("parent", 0, 0),
    trap("taken", 1, 2, "parent"),
    trap("refused", 0, 2, "parent"),
    trap("new", 0, 0, "parent"),
  ]);
  expect(ids(groups.caught)).toEqual(["parent", "taken"]);
  expect(ids(groups.refused)).toEqual(["refused"]);
  expect(ids(groups.undecided)).toEqual(["new"]);
});

test("a shape whose parent is not listed stands by itself", () => {
  expect(ids(groupTraps([trap("shape", 1, 1, "gone")]).caught)).toEqual(["shape"]);
});
