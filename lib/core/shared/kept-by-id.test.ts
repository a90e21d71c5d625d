import { expect, test } from "vitest";
import { KeptById } from "./kept-by-id";

/** Reads lengths of ids, and notes what it was asked for; "gone" is nowhere. */
function reader() {
  const asked: string[][] = [];
  const read = async (ids: readonly string[]) => {
    asked.push([...ids]);
    return new Map(ids.filter((id) => id !== "gone").map((id) => [id, id.length]));
  };
  return { asked, read };
}

test("each is read once, and one that is nowhere is left out", async () => {
  const { asked, read } = reader();
  const kept = new KeptById<number>(10);
  expect([...(await kept.get(["a", "bb", "a", "gone"], read))]).toEqual([
    ["a", 1],
    ["bb", 2],
  ]);
  expect([...(await kept.get(["bb", "ccc"], read))]).toEqual([
    ["bb", 2],
    ["ccc", 3],
  ]);
  await kept.get(["a", "bb"], read);
  expect(asked).toEqual([["a", "bb", "gone"], ["ccc"]]);
});

test("when there are too many, whoever asks still gets all of theirs", async () => {
  const { read } = reader();
  const kept = new KeptById<number>(3);
  await kept.get(["a", "bb"], read);
  const found = await kept.get(["a", "bb", "ccc", "dddd"], read);
  expect([...found.keys()].sort()).toEqual(["a", "bb", "ccc", "dddd"]);
});
