import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type DraftFile, emptyQuestion } from "@/lib/core/authoring/draft-file";
import type { SaveOrigin } from "@/lib/core/authoring/save-origin";
import { Autosaver, type SaveReply, type SaveState, type Theirs, type Unsaved } from "./autosaver";

const file = (stem: string): DraftFile => ({
  inCase: null,
  questions: [{ ...emptyQuestion("multiple-choice", "brew-q"), stem }],
});
const stemOf = (draft: DraftFile) => draft.questions[0]?.stem;

/** A server that answers what it is told to, and then as a server does. */
function scene(replies: SaveReply[] = []) {
  const sent: { stem: string | undefined; revision: number }[] = [];
  const origins: SaveOrigin[] = [];
  let ids = 0;
  const states: SaveState[] = [];
  let kept: Unsaved | null = null;
  const saver = new Autosaver(
    {
      save: (draft, revision, origin) => {
        sent.push({ stem: stemOf(draft), revision });
        origins.push(origin);
        return Promise.resolve(replies.shift() ?? { kind: "saved", revision: revision + 1, at: 5 });
      },
      newId: () => `save-${++ids}`,
      keep: (unsaved) => {
        kept = unsaved;
      },
      onState: (state) => states.push(state),
    },
    7,
    1,
  );
  return { saver, sent, origins, states, kept: () => kept };
}

describe("an autosave", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("saves once after the last of several changes, and forgets what the device kept", async () => {
    const { saver, sent, states, kept } = scene();
    saver.change(file("O"));
    saver.change(file("One"));
    expect(kept()).toMatchObject({ revision: 7 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([{ stem: "One", revision: 7 }]);
    expect(states.at(-1)).toEqual({ kind: "saved", at: 5 });
    expect(kept()).toBeNull();
    expect(saver.revision).toBe(8);
  });

  test("what is written during a save follows it, on the new revision", async () => {
    const { saver, sent } = scene();
    saver.change(file("One"));
    const saving = saver.flush();
    saver.change(file("Two"));
    await saving;
    expect(saver.isSaved).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent).toEqual([
      { stem: "One", revision: 7 },
      { stem: "Two", revision: 8 },
    ]);
    expect(saver.isSaved).toBe(true);
  });

  test("tries again by itself while the server cannot be reached, ever more seldom, and keeps the text", async () => {
    const { saver, sent, states, kept } = scene([{ kind: "unreachable" }, { kind: "unreachable" }]);
    saver.change(file("One"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states.at(-1)).toEqual({ kind: "unreachable" });
    expect(kept()).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(4_999);
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toHaveLength(3);
    expect(states.at(-1)).toMatchObject({ kind: "saved" });
  });

  test("tells again which save it is while no answer comes, and of a newer text which saves went before", async () => {
    const { saver, origins, kept } = scene([{ kind: "unreachable" }, { kind: "unreachable" }, { kind: "unreachable" }]);
    saver.recall(["save-0"]);
    saver.change(file("One"));
    await vi.advanceTimersByTimeAsync(3_000);
    saver.change(file("Two"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(kept()?.unanswered).toEqual(["save-0", "save-1", "save-2"]);
    await vi.advanceTimersByTimeAsync(60_000);
    saver.change(file("Three"));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(origins).toEqual([
      { id: "save-1", unanswered: ["save-0"] },
      { id: "save-1", unanswered: ["save-0"] },
      { id: "save-2", unanswered: ["save-0", "save-1"] },
      { id: "save-2", unanswered: ["save-0", "save-1"] },
      { id: "save-3", unanswered: [] },
    ]);
  });

  test.each(["taken", "missing", "signed-out", "malformed", "overlong", "outdated"] as const)(
    "does not send again what was refused (%s) until something changes",
    async (why) => {
      const { saver, sent, states, kept } = scene([{ kind: why }]);
      saver.change(file("One"));
      await vi.advanceTimersByTimeAsync(600_000);
      expect(sent).toHaveLength(1);
      expect(states.at(-1)).toEqual({ kind: "stopped", why });
      expect(kept()).not.toBeNull();
      saver.change(file("Two"));
      await vi.advanceTimersByTimeAsync(1_000);
      expect(sent).toHaveLength(2);
    },
  );

  describe("of somebody else's save", () => {
    const theirs: Theirs = {
      revision: 9,
      file: file("Theirs"),
      state: "draft",
      editedBy: "Ada",
      savedAs: null,
      updatedAt: 4,
    };
    const met = async () => {
      const found = scene([{ kind: "changed", theirs }]);
      found.saver.change(file("Mine"));
      await vi.advanceTimersByTimeAsync(1_000);
      return found;
    };

    test("sends nothing until the writer has decided, and keeps what is written on", async () => {
      const { saver, sent, states, kept } = await met();
      saver.change(file("Mine too"));
      await saver.flush();
      await vi.advanceTimersByTimeAsync(600_000);
      expect(sent).toHaveLength(1);
      expect(states.at(-1)).toEqual({ kind: "changed", theirs });
      expect(stemOf(kept()?.file ?? file(""))).toBe("Mine too");
    });

    test("takes theirs", async () => {
      const { saver, sent, kept } = await met();
      saver.take(theirs);
      await vi.advanceTimersByTimeAsync(600_000);
      expect(sent).toHaveLength(1);
      expect(kept()).toBeNull();
      expect(saver.revision).toBe(9);
    });

    test("puts mine over theirs", async () => {
      const { saver, sent } = await met();
      await saver.overwrite(file("Mine"), theirs);
      expect(sent.at(-1)).toEqual({ stem: "Mine", revision: 9 });
      expect(saver.isSaved).toBe(true);
    });
  });
});
