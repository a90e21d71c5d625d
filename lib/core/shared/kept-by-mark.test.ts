import { describe, expect, it } from "vitest";
import { KeptByMark } from "./kept-by-mark";

/** Something that is made from a source, and how often it was. */
function scene() {
  const kept = new KeptByMark<string>(3);
  const source = { mark: "a", made: 0 };
  const get = (key = "one", during?: () => void) =>
    kept.get(
      key,
      async () => source.mark,
      async () => {
        source.made += 1;
        const value = `${key} ${source.mark}`;
        during?.();
        return value;
      },
    );
  return { source, get };
}

describe("what is kept by its mark", () => {
  it("is made once for a mark, for those too who ask while it is being made", async () => {
    const { source, get } = scene();
    expect(await Promise.all([get(), get(), get()])).toEqual(["one a", "one a", "one a"]);
    expect([await get(), source.made]).toEqual(["one a", 1]);
  });

  it("is made again once the mark has moved, and for another key", async () => {
    const { source, get } = scene();
    await get();
    source.mark = "b";
    expect([await get(), await get("two"), await get(), source.made]).toEqual(["one b", "two b", "one b", 3]);
  });

  it("is not kept when the mark moved while it was made, even if it moves back", async () => {
    const { source, get } = scene();
    const move = () => {
      source.mark = "b";
    };
    expect(await get("one", move)).toBe("one a");
    source.mark = "a";
    await get();
    expect(source.made).toBe(2);
  });

  it("keeps no failure, and no more keys than it may", async () => {
    const { source, get } = scene();
    const fail = () => {
      throw new Error("no");
    };
    await expect(get("one", fail)).rejects.toThrow("no");
    expect(await get()).toBe("one a");
    for (const key of ["two", "three", "four"]) await get(key);
    const before = source.made;
    await get();
    expect(source.made).toBe(before + 1);
  });
});
