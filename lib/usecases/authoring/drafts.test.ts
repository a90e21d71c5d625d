import { beforeAll, describe, expect, test } from "vitest";
import { checkDraftFile } from "@/lib/content/drafts/check-draft-file";
import type { Role, Viewer } from "@/lib/core/access/viewer";
import type { DraftFile } from "@/lib/core/authoring/draft-file";
import { KINDS, type Kind } from "@/lib/core/question/schema";
import { findDraft } from "@/lib/data/drafts";
import { findPackView } from "@/lib/data/packs";
import { listSteps } from "@/lib/data/question-steps";
import { findQuestionRecord, listBank } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { at, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { soundPack } from "@/lib/usecases/testing/sound-pack";
import { beginQuestion, checkDraft, discardDraft, getDraft, openDraft, saveDraft } from "./drafts";
import { findEditorSheet } from "./open-editor";
import { publishQuestions } from "./publish";

onBothEngines("drafts", (engine) => {
  let writer: Viewer;
  beforeAll(async () => {
    await load(soundPack());
    writer = await newViewer({ role: "instructor" });
  });
  const reader = () => engine.database().reader;
  const opened = async (questionId: string) => got(await openDraft(at(writer), { questionId })).draftId;
  const sheet = async (draftId: string) => there(await getDraft(at(writer), draftId));
  const reworded = (file: DraftFile): DraftFile => ({
    ...file,
    questions: file.questions.map((question) => ({ ...question, stem: `${question.stem} It rains.` })),
  });

  test("a new question is empty, says what it lacks, and is saved as far as it is written", async () => {
    const draftId = there(await beginQuestion(at(writer), { type: "multiple-choice" }));
    const { file, revision, findings, publishable } = await sheet(draftId);
    expect(publishable).toBe(false);
    expect(findings.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        "The lesson is missing.",
        "The stem is missing.",
        "The rationale of option 1 is missing.",
      ]),
    );
    const saved = got(await saveDraft(at(writer), { draftId, revision, file: reworded(file) }));
    expect(saved.findings.map(({ message }) => message)).not.toContain("The stem is missing.");
    expect((await sheet(draftId)).revision).toBe(saved.revision);
  });

  test("of two who save the same state, the second is told and nothing of the first is lost", async () => {
    const draftId = there(await beginQuestion(at(writer), { type: "ordering" }));
    const { file, revision } = await sheet(draftId);
    const other = await newViewer({ role: "instructor" });
    got(await saveDraft(at(writer), { draftId, revision, file: reworded(file) }));
    expect(await saveDraft(at(other), { draftId, revision, file })).toEqual({ ok: false, error: "changed" });
    expect((await sheet(draftId)).file).toEqual(reworded(file));
  });

  describe("a save whose answer was lost", () => {
    const save = (number: number, ...unanswered: number[]) => ({
      id: String(number).padStart(32, "0"),
      unanswered: unanswered.map((earlier) => String(earlier).padStart(32, "0")),
    });
    const lost = async () => {
      const draftId = there(await beginQuestion(at(writer), { type: "ordering" }));
      const { file, revision } = await sheet(draftId);
      const first = { draftId, revision, file: reworded(file), save: save(1) };
      return { first, stored: got(await saveDraft(at(writer), first)).revision };
    };

    test("is answered again as stored, also while it is still on its way, and stored once", async () => {
      const { first, stored } = await lost();
      expect(got(await saveDraft(at(writer), first)).revision).toBe(stored);
      const next = { ...first, revision: stored, file: reworded(first.file), save: save(2) };
      const both = await Promise.all([saveDraft(at(writer), next), saveDraft(at(writer), next)]);
      expect(both.map((reply) => got(reply).revision)).toEqual([stored + 1, stored + 1]);
      expect(await sheet(first.draftId)).toMatchObject({ revision: stored + 1, file: next.file });
    });

    test("is no conflict for what was written on after it", async () => {
      const { first, stored } = await lost();
      const onward = { ...first, file: reworded(first.file), save: save(2, 1) };
      expect(got(await saveDraft(at(writer), onward)).revision).toBe(stored + 1);
      expect((await sheet(first.draftId)).file).toEqual(onward.file);
      expect((await findEditorSheet(at(writer), first.draftId))?.savedAs).toBe(save(2).id);
    });

    test("hides nobody else's save, and is nobody else's", async () => {
      const { first, stored } = await lost();
      const other = await newViewer({ role: "instructor" });
      expect((await findEditorSheet(at(other), first.draftId))?.savedAs).toBeNull();
      expect(await saveDraft(at(other), first)).toEqual({ ok: false, error: "changed" });
      const theirs = { ...first, revision: stored, file: reworded(reworded(first.file)), save: save(3) };
      got(await saveDraft(at(other), theirs));
      const onward = { ...first, save: save(2, 1) };
      expect(await saveDraft(at(writer), onward)).toEqual({ ok: false, error: "changed" });
      expect((await sheet(first.draftId)).file).toEqual(theirs.file);
    });
  });

  test.each<{ type: Kind; inCase: boolean }>([
    ...KINDS.map((type) => ({ type, inCase: false })),
    { type: "multiple-choice", inCase: true },
  ])("a question ($type, in a case: $inCase) goes into a draft and comes out as it was", async ({ type, inCase }) => {
    const bank = await listBank(reader(), "brew", "brew-1");
    const { id } = there(bank.find((question) => question.type === type && (question.caseId !== null) === inCase));
    const { file, findings } = await sheet(await opened(id));
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const pack = there(await findPackView(reader(), "brew"));
    const ready = there(
      checkDraftFile(file, pack, { today: "2026-11-23", pictures: new Set(), commonWords: new Set() }).ready,
    );
    const versions = await engine
      .database()
      .transaction((tx) =>
        publishQuestions(
          tx,
          { packId: "brew", unitId: "unit", ready, base: [], actorId: writer.userId, review: null },
          START_MS,
        ),
      );
    expect(versions).toEqual([]);
  });

  test("a published question has one draft, whoever opens it", async () => {
    const first = await opened("brew-q-water-two");
    const other = await newViewer({ role: "admin" });
    expect(await openDraft(at(other), { questionId: "brew-q-water-two" })).toEqual({
      ok: true,
      value: { draftId: first },
    });
  });

  test("its id stays; a new one's must be free", async () => {
    const draftId = await opened("brew-q-water-three");
    const { file, revision } = await sheet(draftId);
    const renamed = { ...file, questions: file.questions.map((question) => ({ ...question, id: "brew-q-other" })) };
    expect(await saveDraft(at(writer), { draftId, revision, file: renamed })).toEqual({ ok: false, error: "taken" });
    const fresh = there(await beginQuestion(at(writer), { type: "matching" }));
    const taken = { ...file, questions: file.questions };
    expect(await saveDraft(at(writer), { draftId: fresh, revision: 0, file: taken })).toEqual({
      ok: false,
      error: "taken",
    });
  });

  test("a discarded draft is gone, the question is not", async () => {
    const draftId = await opened("brew-q-water-one");
    const { revision, unitId } = await sheet(draftId);
    expect(await discardDraft(at(writer), { draftId, revision: revision + 1 })).toEqual({
      ok: false,
      error: "changed",
    });
    got(await discardDraft(at(writer), { draftId, revision }));
    expect(await findDraft(reader(), draftId)).toBeNull();
    expect(await findQuestionRecord(reader(), "brew-q-water-one")).toMatchObject({ state: "published" });
    expect((await listSteps(reader(), unitId))[0]).toMatchObject({ kind: "discarded", actor: "Somebody" });
  });

  describe("who may", () => {
    test.each<Role>(["learner", "lead"])("a %s finds no draft and makes none", async (role) => {
      const draftId = there(await beginQuestion(at(writer), { type: "multiple-choice" }));
      const { file, revision } = await sheet(draftId);
      const other = at(await newViewer({ role }));
      expect(await getDraft(other, draftId)).toBeNull();
      expect(await checkDraft(other, { draftId, file })).toBeNull();
      expect(await beginQuestion(other, { type: "ordering" })).toBeNull();
      expect(await openDraft(other, { questionId: "brew-q-water-one" })).toEqual({ ok: false, error: "missing" });
      expect(await saveDraft(other, { draftId, revision, file })).toEqual({ ok: false, error: "missing" });
      expect(await discardDraft(other, { draftId, revision })).toEqual({ ok: false, error: "missing" });
      expect(await findDraft(reader(), draftId)).not.toBeNull();
    });
  });
});
