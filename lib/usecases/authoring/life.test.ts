import { beforeAll, describe, expect, test } from "vitest";
import type { PackContent } from "@/lib/content/read-pack";
import type { Role, Viewer } from "@/lib/core/access/viewer";
import { listVersions } from "@/lib/data/question-standing";
import { findQuestionRecord, listBank } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { getRoom } from "@/lib/usecases/attempt/get-room";
import { handedIn, sheetOf } from "@/lib/usecases/testing/reviewing";
import { at, formOf, got, load, newSitting, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { soundPack } from "@/lib/usecases/testing/sound-pack";
import { waiveReview } from "./decide-review";
import { discardDraft, getDraft, openDraft } from "./drafts";
import { getHistory } from "./history";
import { bringBack, restoreVersion, retire } from "./life";

const LATER_MS = START_MS + 1_000;

onBothEngines("the life of a question", (engine) => {
  let writer: Viewer;
  let admin: Viewer;
  beforeAll(async () => {
    writer = await newViewer({ role: "instructor" });
    admin = await newViewer({ role: "admin" });
  });
  const reader = () => engine.database().reader;
  const inBank = async (pack: string) => (await listBank(reader(), pack, `${pack}-1`)).map(({ id }) => id);
  const reload = (pack: PackContent) => load(pack, LATER_MS, 1);
  const without = (pack: PackContent, id: string): PackContent => ({
    ...pack,
    questions: pack.questions.filter(({ question }) => question.id !== id),
  });
  const reworded = (pack: PackContent, id: string): PackContent => ({
    ...pack,
    questions: pack.questions.map((entry) =>
      entry.question.id === id
        ? { ...entry, question: { ...entry.question, stem: "From the file." }, hash: `another of ${id}` }
        : entry,
    ),
  });
  const publishEdit = async (questionId: string) => {
    const draftId = await handedIn(writer, questionId);
    const sheet = await sheetOf(admin, draftId);
    const standing = "standing" in sheet ? sheet.standing : "";
    const input = { draftId, revision: sheet.revision, standing, onTop: false, note: "For a test." };
    got(await waiveReview(at(admin, LATER_MS), input));
  };

  test("retired by hand it stays retired, whatever becomes of its file, until somebody brings it back", async () => {
    const pack = soundPack({ id: "held" });
    const questionId = "held-q-water-one";
    await load(pack);
    got(await retire(at(writer), { questionId, reason: "Two options are right." }));
    expect(await inBank("held")).not.toContain(questionId);
    const again = await retire(at(writer), { questionId, reason: "Once more." });
    expect(again).toEqual({ ok: false, error: "already" });
    const same = await reload(pack);
    expect([same.questions.conflict, same.conflicts]).toEqual([0, []]);
    expect((await reload(reworded(pack, questionId))).conflicts).toEqual([questionId]);
    expect(await findQuestionRecord(reader(), questionId)).toMatchObject({ state: "retired", version: 1 });
    got(await bringBack(at(writer), { questionId, reason: "It was right after all." }));
    expect(await inBank("held")).toContain(questionId);
    // From now on its file speaks again.
    expect((await reload(reworded(pack, questionId))).questions.changed).toBe(1);
  });

  test("brought back by hand it stays, although its file is gone", async () => {
    const pack = soundPack({ id: "revived" });
    const questionId = "revived-q-water-one";
    await load(pack);
    expect((await reload(without(pack, questionId))).retired).toEqual([questionId]);
    got(await bringBack(at(writer), { questionId, reason: "Still good." }));
    expect((await reload(without(pack, questionId))).retired).toEqual([]);
    expect(await inBank("revived")).toContain(questionId);
  });

  test("a case retires and comes back as a whole", async () => {
    await load(soundPack({ id: "whole" }));
    got(await retire(at(writer), { questionId: "whole-q-case-time", reason: "Old prices." }));
    expect((await inBank("whole")).filter((id) => id.includes("case"))).toEqual([]);
    got(await bringBack(at(writer), { questionId: "whole-q-case-heat", reason: "New prices." }));
    expect((await inBank("whole")).filter((id) => id.includes("case"))).toHaveLength(2);
  });

  test("an attempt under way keeps a question that is retired", async () => {
    await load();
    const { viewer, attemptId, form } = await newSitting();
    const before = there(await getRoom(at(viewer), attemptId)).room.items;
    for (const { question } of form) got(await retire(at(writer), { questionId: question.id, reason: "Old." }));
    expect(there(await getRoom(at(viewer), attemptId)).room.items).toEqual(before);
    expect(await formOf(attemptId)).toEqual(form);
    for (const { question } of form) got(await bringBack(at(writer), { questionId: question.id, reason: "New." }));
  });

  test("an older version comes back as a draft that says what it said, and nobody's draft is lost by it", async () => {
    await load(soundPack({ id: "older" }));
    const questionId = "older-q-water-one";
    await publishEdit(questionId);
    const first = there((await listVersions(reader(), questionId)).find(({ version }) => version === 1));
    const { draftId } = got(await restoreVersion(at(writer), { questionId, versionId: first.id }));
    const draft = there(await getDraft(at(writer), draftId));
    expect(draft.file.questions[0]?.stem).not.toContain("It rains.");
    expect(draft.publishable).toBe(true);
    const [newest] = await listVersions(reader(), questionId);
    expect(draft.base).toEqual({ [questionId]: newest?.id });
    const second = await restoreVersion(at(admin), { questionId, versionId: first.id });
    expect(second).toEqual({ ok: false, error: "open" });
    got(await discardDraft(at(writer), { draftId, revision: draft.revision }));
  });

  test("of a case the older words of one question come back beside the others as they are", async () => {
    await load(soundPack({ id: "incase" }));
    const questionId = "incase-q-case-heat";
    await publishEdit(questionId);
    const first = there((await listVersions(reader(), questionId)).find(({ version }) => version === 1));
    const { draftId } = got(await restoreVersion(at(writer), { questionId, versionId: first.id }));
    const { file } = there(await getDraft(at(writer), draftId));
    expect(file.questions.map(({ stem }) => stem.includes("It rains."))).toEqual([false, true]);
    expect(file.inCase?.title).not.toBe("");
  });

  test("the history says who did what and when, and what changed between two versions", async () => {
    await load(soundPack({ id: "told" }));
    const questionId = "told-q-water-one";
    await publishEdit(questionId);
    got(await retire(at(writer, LATER_MS + 1), { questionId, reason: "Too easy." }));
    const history = there(await getHistory(at(writer), questionId));
    expect(history.entries.map(({ kind, byFile, version, note }) => [kind, byFile, version, note])).toEqual([
      ["retired", false, null, "Too easy."],
      ["published", false, 2, null],
      ["waived", false, null, "For a test."],
      ["submitted", false, null, null],
      ["published", true, 1, null],
    ]);
    expect(history).toMatchObject({ state: "retired", family: null, draft: null, inCaseWith: [] });
    expect(history.versions.map(({ version, isCurrent }) => [version, isCurrent])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect(history.compared).toMatchObject({ from: 1, to: 2, changes: [{ kind: "words", place: "Stem" }] });
    const backwards = there(await getHistory(at(writer), questionId, { from: 2, to: 1 })).compared;
    expect(backwards).toMatchObject({ from: 2, to: 1 });
  });

  test("versions from before there were steps are told by the bank", async () => {
    await load(soundPack({ id: "before" }));
    const questionId = "before-q-water-one";
    await engine.database().transaction((tx) => tx.questionStep.deleteMany({ where: { unitId: questionId } }));
    const { entries, compared } = there(await getHistory(at(writer), questionId));
    expect(entries).toMatchObject([{ kind: "published", byFile: true, version: 1, at: START_MS }]);
    expect(compared).toBeNull();
  });

  describe("who may", () => {
    test.each<Role>(["learner", "lead"])("a %s finds no history and changes nothing", async (role) => {
      const other = at(await newViewer({ role }));
      const questionId = "whole-q-water-one";
      const missing = { ok: false, error: "missing" };
      const [version] = await listVersions(reader(), questionId);
      expect(await getHistory(other, questionId)).toBeNull();
      expect(await retire(other, { questionId, reason: "Mine." })).toEqual(missing);
      expect(await bringBack(other, { questionId, reason: "Mine." })).toEqual(missing);
      expect(await restoreVersion(other, { questionId, versionId: there(version).id })).toEqual(missing);
      expect(await inBank("whole")).toContain(questionId);
    });
    test("a version of another question is none of this one", async () => {
      const [other] = await listVersions(reader(), "whole-q-water-two");
      const wanted = { questionId: "whole-q-water-one", versionId: there(other).id };
      expect(await restoreVersion(at(writer), wanted)).toEqual({ ok: false, error: "missing" });
      expect(await openDraft(at(writer), { questionId: "no-such" })).toEqual({ ok: false, error: "missing" });
    });
  });
});
