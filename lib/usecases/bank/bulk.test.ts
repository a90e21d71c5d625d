import { beforeEach, describe, expect, test } from "vitest";
import type { Role, Viewer } from "@/lib/core/access/viewer";
import type { AddressParams } from "@/lib/core/authoring/bank/bank-query";
import { reasonSchema } from "@/lib/core/authoring/bulk/bulk-change";
import { refusalInWords } from "@/lib/core/authoring/bulk/refusal";
import { listSteps } from "@/lib/data/question-steps";
import { getServedQuestions } from "@/lib/data/question-versions";
import { findQuestionRecord, listBank, publishVersion } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { openDraft } from "@/lib/usecases/authoring/drafts";
import { at, formOf, got, load, newViewer, START_MS, startedExam, there } from "@/lib/usecases/testing/scene";
import { withFamilies } from "@/lib/usecases/testing/small-pack";
import { soundPack } from "@/lib/usecases/testing/sound-pack";
import { continueBulk, getBulk, previewBulk, startBulk, undoBulk } from "./bulk";
import { STEP } from "./bulk-steps";

const REASON = "The lesson was split.";
const EVERY = { all: "yes" };
const q = (name: string) => `brew-q-${name}`;

onBothEngines("bulk work on the bank", (engine) => {
  let writer: Viewer;
  const reader = () => engine.database().reader;
  const preview = async (params: AddressParams) => there(await previewBulk(at(writer), params));
  const planned = async (params: AddressParams) => there((await preview(params)).planned);
  const targets = async (params: AddressParams) => (await planned(params)).targets.map(({ row }) => row.id);
  const refusals = async (params: AddressParams) =>
    Object.fromEntries((await planned(params)).refused.map(({ row, refusal }) => [row.id, refusalInWords(refusal)]));

  async function start(params: AddressParams, viewer = writer, reason = REASON) {
    const { selected } = await preview(params);
    const { change, seen } = await planned(params);
    return startBulk(at(viewer), { selection: there(selected).selection, change, reason, seen });
  }
  const done = async (params: AddressParams) => got(await start(params)).bulkId;
  const report = async (bulkId: string) => there(await getBulk(at(writer), bulkId));

  /** Everything about a question that a bulk change may touch. */
  async function standing(id: string) {
    const { versionId, version, state, review } = there(await findQuestionRecord(reader(), id));
    const { question } = there((await getServedQuestions(reader(), [versionId])).get(versionId));
    const row = there(await reader().question.findUnique({ where: { id } }));
    const { updatedAt: _, versionId: _id, ...tags } = row;
    return { versionId, version, state, review, question, tags };
  }
  const rows = () =>
    Promise.all([
      reader().question.findMany({ orderBy: { id: "asc" } }),
      reader().questionVersion.count(),
      reader().questionStep.count(),
      reader().bulkChange.count(),
      reader().auditEvent.count(),
    ]);

  beforeEach(async () => {
    await engine.database().transaction(async (tx) => {
      await tx.draft.deleteMany();
      await tx.bulkItem.deleteMany();
      await tx.bulkChange.deleteMany();
      await tx.questionStep.deleteMany();
      await tx.attemptItem.deleteMany();
      await tx.attempt.deleteMany();
      await tx.questionVersion.deleteMany();
      await tx.question.deleteMany();
    });
    await load(withFamilies(soundPack(), [{ family: "brew-family", like: q("heat-one"), draws: 3 }]));
    writer = await newViewer({ role: "instructor" });
  });

  test("a retag makes a new version of each, with step, reason and audit, and attempts keep theirs", async () => {
    const attemptId = await startedExam(at(await newViewer()));
    const form = await formOf(attemptId);
    const before = await standing(q("water-one"));
    const ids = [q("water-one"), q("water-two"), q("water-three"), q("water-pair")];
    const bulkId = await done({ id: ids, do: "lesson", to: "lesson-time" });

    for (const id of ids) expect((await standing(id)).tags.lesson).toBe("lesson-time");
    const after = await standing(q("water-one"));
    expect(after).toMatchObject({ version: 2, state: "published", review: before.review });
    expect(after.question).toEqual({ ...before.question, lesson: "lesson-time" });
    expect(await formOf(attemptId)).toEqual(form);

    const [step] = await listSteps(reader(), q("water-one"));
    const detail = { note: REASON, bulk: bulkId, change: "Lesson becomes lesson-time" };
    expect(step).toMatchObject({ kind: "published", actorId: writer.userId, versions: [after.versionId], detail });
    expect(await reader().auditEvent.findFirst({ where: { subject: bulkId } })).toMatchObject({
      action: "bank-changed",
      actorId: writer.userId,
    });
    expect(await report(bulkId)).toMatchObject({ state: "done", actor: "Somebody", counts: { done: 4, left: 0 } });
    // A load of the same files leaves the editor's tags alone.
    await load(withFamilies(soundPack(), [{ family: "brew-family", like: q("heat-one"), draws: 3 }]));
    expect(await standing(q("water-one"))).toEqual(after);
  });

  test.each<{ change: AddressParams; ids: string[]; tags: object; review?: string }>([
    { change: { do: "difficulty", to: "5" }, ids: [q("heat-one")], tags: { difficulty: 5 } },
    { change: { do: "counter-cue", to: "yes" }, ids: [q("heat-one")], tags: { counterCue: true } },
    { change: { do: "remove-exam", to: "brew-2" }, ids: [q("heat-one")], tags: { exams: '["brew-1"]' } },
    {
      change: { do: "trap", from: "trap-longer-steep", to: "trap-any-water" },
      ids: [q("heat-one")],
      tags: { traps: '["trap-always-boil","trap-any-water"]' },
      review: "pending",
    },
  ])("$change is made, and undone to the letter", async ({ change, ids, tags, review = "agreed" }) => {
    const id = there(ids[0]);
    const before = await standing(id);
    const bulkId = await done({ id: ids, ...change });
    const after = await standing(id);
    expect(after.tags).toEqual({ ...before.tags, ...tags });
    expect(JSON.parse(there(after.review))).toMatchObject({ tagsBlind: review, solvedBlind: "agreed" });
    got(await undoBulk(at(writer), bulkId));
    expect(await standing(id)).toEqual({ ...before, version: 3, versionId: expect.any(String) });
    expect(await report(bulkId)).toMatchObject({ state: "undone", counts: { undone: 1, done: 0, kept: 0 } });
    expect((await listSteps(reader(), id)).map(({ kind }) => kind).sort()).toEqual([
      "published",
      "published",
      "restored",
    ]);
    const again = await rows();
    got(await undoBulk(at(writer), bulkId));
    expect(await rows()).toEqual(again);
  });

  test("retired questions leave new forms, and come back", async () => {
    const ids = [q("time-two"), q("case-heat"), q("case-time")];
    const inBank = async () =>
      (await listBank(reader(), "brew", "brew-1")).map(({ id }) => id).filter((id) => ids.includes(id));
    const bulkId = await done({ id: ids, do: "retire" });
    expect(await inBank()).toEqual([]);
    // The case is one unit: one step for both of its questions.
    expect((await listSteps(reader(), "brew-case-tearoom")).map(({ kind }) => kind)).toEqual(["retired", "published"]);
    const back = await done({ all: "yes", state: "retired", do: "restore" });
    expect((await inBank()).sort()).toEqual([...ids].sort());
    got(await undoBulk(at(writer), back));
    expect(await inBank()).toEqual([]);
    // What was brought back and retired again by others is not the first change's any more, but stands as it left it.
    got(await undoBulk(at(writer), bulkId));
    expect((await inBank()).sort()).toEqual([...ids].sort());
  });

  test("the preview says what is refused, and why", async () => {
    await openDraft(at(writer), { questionId: q("heat-two") });
    await done({ id: q("heat-four"), do: "retire" });
    expect(await refusals({ ...EVERY, state: "all", lesson: "lesson-heat", do: "difficulty", to: "4" })).toEqual({
      "brew-family-01": "A draw of the family brew-family: its tags come from the family's code.",
      "brew-family-02": "A draw of the family brew-family: its tags come from the family's code.",
      "brew-family-03": "A draw of the family brew-family: its tags come from the family's code.",
      [q("heat-two")]: "Somebody is writing a draft of it: publish or discard that first.",
      [q("heat-four")]: "It is retired: bring it back first.",
      [q("heat-three")]: "It is so already.",
    });
    expect(await refusals({ id: q("case-heat"), do: "retire" })).toEqual({
      [q("case-heat")]: "Only part of the case brew-case-tearoom is selected: select all its questions.",
    });
    await done({ id: q("heat-one"), do: "remove-exam", to: "brew-1" });
    expect(await refusals({ id: q("heat-one"), do: "remove-exam", to: "brew-2" })).toEqual({
      [q("heat-one")]: "It would fit no exam any more.",
    });
  });

  test("a change that would leave an exam short is warned of, and allowed", async () => {
    const water = { id: [q("water-one"), q("water-two"), q("water-three")], do: "lesson", to: "lesson-time" };
    const { warnings } = await planned(water);
    expect(warnings).toContain(
      "BREW-1, “Quick brew” could no longer be put together (1 of 2 scored questions of lesson lesson-water).",
    );
    expect((await planned({ id: q("water-one"), do: "lesson", to: "lesson-time" })).warnings).toEqual([]);
    // Nothing is said of what the bank cannot fill today either.
    expect(warnings.join()).not.toContain("More than there is");
    expect((await start(water)).ok).toBe(true);
  });

  test("all that match is what matches now: a bank that moved on since the preview is told, and nothing is changed", async () => {
    const params = { ...EVERY, lesson: "lesson-water", do: "difficulty", to: "1" };
    const { selected } = await preview(params);
    const { change, seen } = await planned(params);
    const input = { selection: there(selected).selection, change, reason: REASON, seen };
    await done({ id: q("water-one"), do: "counter-cue", to: "yes" });
    const before = await rows();
    expect(await startBulk(at(writer), input)).toEqual({ ok: false, error: "changed" });
    expect(await rows()).toEqual(before);
    expect((await start(params)).ok).toBe(true);
    // Sent twice, it is made once.
    expect(await startBulk(at(writer), { ...input, seen: (await planned(params)).seen })).toEqual({
      ok: false,
      error: "changed",
    });
  });

  test("a change that breaks off half way changes none of its questions", async () => {
    const params = { ...EVERY, lesson: "lesson-water", do: "trap", from: "trap-any-water", to: "trap-longer-steep" };
    expect((await targets(params)).at(-1)).toBe(q("water-two"));
    // The review of the last question cannot be read, which shows only once the others are changed.
    await engine.database().transaction(async (tx) => {
      await tx.questionVersion.updateMany({ where: { questionId: q("water-two") }, data: { review: "{" } });
    });
    const before = await rows();
    await expect(start(params)).rejects.toThrow();
    expect(await rows()).toEqual(before);
  });

  test("what somebody changed meanwhile is left, and an undo keeps what was changed after", async () => {
    const ids = [q("time-one"), q("time-two"), q("time-three")];
    const bulkId = await done({ id: ids, do: "difficulty", to: "1" });
    await done({ id: q("time-one"), do: "counter-cue", to: "no" });
    await openDraft(at(writer), { questionId: q("time-two") });
    got(await undoBulk(at(writer), bulkId));
    expect(await report(bulkId)).toMatchObject({ state: "undone", counts: { undone: 1, kept: 2 } });
    const notes = (await report(bulkId)).notes.map(({ questionId, note }) => [questionId, note]);
    expect(Object.fromEntries(notes)).toEqual({
      [q("time-one")]: "Somebody has changed it meanwhile.",
      [q("time-two")]: "Somebody is writing a draft of it: publish or discard that first.",
    });
    expect((await standing(q("time-one"))).tags).toMatchObject({ difficulty: 1, counterCue: false });
    expect((await standing(q("time-three"))).tags).toMatchObject({ difficulty: 2 });
  });

  describe("more than one step", () => {
    const COUNT = STEP + 20;
    beforeEach(async () => {
      const { served, ...rest } = await versionOf(q("water-three"));
      await engine.database().transaction(async (tx) => {
        for (let at = 0; at < COUNT; at += 1) {
          const question = { ...served.question, id: `brew-many-${String(at).padStart(3, "0")}` };
          await publishVersion(tx, "brew", { ...rest, served: { ...served, question } }, START_MS);
        }
      });
    });
    const changed = () => reader().question.count({ where: { id: { startsWith: "brew-many" }, difficulty: 1 } });

    test("a large change goes on step by step, leaves what has moved on, and is undone step by step", async () => {
      const bulkId = await done({ ...EVERY, text: "brew-many", do: "difficulty", to: "1" });
      expect([await changed(), (await report(bulkId)).state]).toEqual([STEP, "running"]);
      await done({ id: `brew-many-${COUNT - 1}`, do: "counter-cue", to: "yes" });
      got(await continueBulk(at(writer), bulkId));
      expect(await report(bulkId)).toMatchObject({ state: "done", counts: { waiting: 0, done: COUNT - 1, left: 1 } });
      expect(await changed()).toBe(COUNT - 1);
      got(await continueBulk(at(writer), bulkId));
      got(await undoBulk(at(writer), bulkId));
      expect([await changed(), (await report(bulkId)).state]).toEqual([COUNT - 1 - STEP, "undoing"]);
      got(await continueBulk(at(writer), bulkId));
      expect([await changed(), (await report(bulkId)).state]).toEqual([0, "undone"]);
    });

    test("a change that was stopped half way can be undone", async () => {
      const bulkId = await done({ ...EVERY, text: "brew-many", do: "difficulty", to: "1" });
      got(await undoBulk(at(writer), bulkId));
      got(await continueBulk(at(writer), bulkId));
      expect([await changed(), (await report(bulkId)).state]).toEqual([0, "undone"]);
    });
  });

  describe("who may", () => {
    test.each<Role>(["learner", "lead"])("a %s previews, makes, sees and undoes nothing", async (role) => {
      const params = { id: q("heat-one"), do: "retire" };
      const bulkId = await done({ id: q("heat-two"), do: "retire" });
      const { change, seen } = await planned(params);
      const stranger = at(await newViewer({ role }));
      const before = await rows();
      expect(await previewBulk(stranger, params)).toBeNull();
      const input = { selection: { kind: "ids" as const, ids: [q("heat-one")] }, change, reason: REASON, seen };
      expect(await startBulk(stranger, input)).toEqual({ ok: false, error: "missing" });
      expect(await getBulk(stranger, bulkId)).toBeNull();
      expect(await undoBulk(stranger, bulkId)).toEqual({ ok: false, error: "missing" });
      expect(await continueBulk(stranger, bulkId)).toEqual({ ok: false, error: "missing" });
      expect(await rows()).toEqual(before);
    });

    test("what is not there reads as missing", async () => {
      expect(await getBulk(at(writer), "no-such-change")).toBeNull();
      expect(await undoBulk(at(writer), "no-such-change")).toEqual({ ok: false, error: "missing" });
      expect((await preview({ id: "no-such-question", do: "retire" })).planned).toBeNull();
      expect((await preview({ id: q("heat-one"), do: "lesson", to: "no-such-lesson" })).planned).toBeNull();
      expect(await targets({ id: [q("heat-one"), "no-such-question"], do: "retire" })).toEqual([q("heat-one")]);
    });

    test("a reason is asked for", () => {
      expect(reasonSchema.safeParse("  ").success).toBe(false);
    });
  });

  async function versionOf(id: string) {
    const row = there(await reader().question.findUnique({ where: { id } }));
    const versionId = there(row.versionId);
    const served = there((await getServedQuestions(reader(), [versionId])).get(versionId));
    return { served, seed: null, hash: id, verifiedOn: row.verifiedOn, review: null, source: "editor" as const };
  }
});
