import { beforeAll, describe, expect, test } from "vitest";
import type { Role, Viewer } from "@/lib/core/access/viewer";
import { type DraftFile, emptyQuestion } from "@/lib/core/authoring/draft-file";
import { previewOrder } from "@/lib/core/authoring/preview";
import { toPublic } from "@/lib/core/question/public";
import { KINDS } from "@/lib/core/question/schema";
import { listSteps } from "@/lib/data/question-steps";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listBank } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { roomQuestion } from "@/lib/usecases/attempt/room-views";
import { findQuestionSheet } from "@/lib/usecases/bank/list-questions";
import { at, got, load, newViewer, there } from "@/lib/usecases/testing/scene";
import { soundPack } from "@/lib/usecases/testing/sound-pack";
import { copyDraft } from "./copy-draft";
import { beginQuestion, isIdFree, openDraft, saveDraft } from "./drafts";
import { findEditorSheet, listOpenDrafts, openEditor } from "./open-editor";
import { previewDraft } from "./preview-draft";

onBothEngines("the editor", (engine) => {
  let writer: Viewer;
  beforeAll(async () => {
    await load(soundPack());
    writer = await newViewer({ role: "instructor" });
  });
  const reader = () => engine.database().reader;
  const begun = async (type: Parameters<typeof beginQuestion>[1]["type"]) =>
    there(await beginQuestion(at(writer), { type }));
  const sheet = async (draftId: string) => there(await findEditorSheet(at(writer), draftId));

  test("a question in the preview is what the exam room makes of it, and so is its feedback", async () => {
    for (const { id, versionId, type } of await listBank(reader(), "brew", "brew-1")) {
      const { draftId } = got(await openDraft(at(writer), { questionId: id }));
      const { file } = await sheet(draftId);
      const question = file.questions.findIndex((candidate) => candidate.id === id);
      const shown = there(await previewDraft(at(writer), { draftId, file, question, answer: null }));
      const served = there((await getServedQuestions(reader(), [versionId])).get(versionId));
      expect(shown.preview?.room, id).toEqual(roomQuestion(served, previewOrder(toPublic(served.question))));
      // The question's own page shows it unmixed: what is told does not hang on the order, but for items and responses.
      if (type === "multiple-choice" || type === "multiple-response") {
        const page = there(await findQuestionSheet(at(writer), id));
        expect(shown.preview?.feedback, id).toEqual(page.feedback);
      }
    }
  });

  test("the feedback is on the answer that was given, and on the key where it is none any more", async () => {
    const bank = await listBank(reader(), "brew", "brew-1");
    const { id } = there(bank.find(({ type }) => type === "multiple-choice"));
    const { draftId } = got(await openDraft(at(writer), { questionId: id }));
    const { file } = await sheet(draftId);
    const [question] = file.questions;
    const wrong = question?.type === "multiple-choice" ? question.options.findIndex(({ key }) => !key) : 0;
    const outcome = async (answer: string) =>
      (await previewDraft(at(writer), { draftId, file, question: 0, answer }))?.preview?.feedback?.outcome;
    expect(await outcome(`o${wrong + 1}`)).toBe("wrong");
    expect(await outcome("o9")).toBe("right");
  });

  test.each(KINDS)("an empty %s question can be looked at, and has no feedback before it has a key", async (type) => {
    const draftId = await begun(type);
    const { file } = await sheet(draftId);
    const shown = there(await previewDraft(at(writer), { draftId, file, question: 0, answer: null }));
    expect(shown.preview?.room.question.type).toBe(type);
    if (type !== "ordering") expect(shown.preview?.feedback).toBeNull();
    expect(shown.findings.length).toBeGreaterThan(0);
    expect((await previewDraft(at(writer), { draftId, file, question: 3, answer: null }))?.preview).toBeNull();
  });

  test("a case begins with two questions, whose ids must be free as well", async () => {
    const draftId = await begun("case");
    const { file, revision } = await sheet(draftId);
    expect(file.inCase).not.toBeNull();
    expect(file.questions).toHaveLength(2);
    const taken: DraftFile = {
      ...file,
      questions: file.questions.map((question, index) =>
        index === 0 ? { ...question, id: "brew-q-water-one" } : question,
      ),
    };
    expect(await saveDraft(at(writer), { draftId, revision, file: taken })).toEqual({ ok: false, error: "taken" });
    got(await saveDraft(at(writer), { draftId, revision, file }));
  });

  test.each([
    { id: "brew-q-water-one", free: false },
    { id: "Brew Q", free: false },
    { id: "brew-q-never-seen", free: true },
  ])("whether $id is to be had: $free", async ({ id, free }) => {
    expect(await isIdFree(at(writer), { draftId: await begun("ordering"), id })).toBe(free);
  });

  test("a text that was overtaken is kept as a draft of its own", async () => {
    const draftId = await begun("multiple-choice");
    const { file } = await sheet(draftId);
    const mine: DraftFile = { ...file, questions: file.questions.map((held) => ({ ...held, stem: "Mine." })) };
    const copy = await sheet(there(await copyDraft(at(writer), { draftId, file: mine })));
    const [question] = copy.file.questions;
    expect(question).toMatchObject({ stem: "Mine.", id: `${file.questions[0]?.id}-copy` });
    expect(copy.published).toEqual([]);
    expect((await listSteps(reader(), there(question).id))[0]).toMatchObject({ kind: "created" });
    expect((await sheet(draftId)).file).toEqual(file);
  });

  test("the list says what each draft is and how far it is", async () => {
    const draftId = await begun("matching");
    const row = there((await listOpenDrafts(at(writer)))?.find((draft) => draft.draftId === draftId));
    expect(row).toMatchObject({
      types: ["matching"],
      inCase: false,
      isNew: true,
      state: "draft",
      editedBy: writer.name,
    });
    expect(row.errors).toBeGreaterThan(0);
  });

  test("the editor offers what the pack has, and no fact that nobody verified", async () => {
    const opened = there(await openEditor(at(writer), await begun("matching")));
    if (opened === "review") throw new Error("it is not in review");
    const { vocabulary } = opened;
    expect(vocabulary.traps.length).toBeGreaterThan(0);
    expect(vocabulary.lessons.length).toBeGreaterThan(0);
    expect(vocabulary.facts.length).toBeGreaterThan(0);
  });

  describe("who may", () => {
    test.each<Role>(["learner", "lead"])("a %s gets nothing", async (role) => {
      const draftId = await begun("multiple-choice");
      const file: DraftFile = { inCase: null, questions: [emptyQuestion("multiple-choice", "x")] };
      const other = at(await newViewer({ role }));
      expect(await listOpenDrafts(other)).toBeNull();
      expect(await openEditor(other, draftId)).toBeNull();
      expect(await findEditorSheet(other, draftId)).toBeNull();
      expect(await previewDraft(other, { draftId, file, question: 0, answer: null })).toBeNull();
      expect(await isIdFree(other, { draftId, id: "x" })).toBeNull();
      expect(await copyDraft(other, { draftId, file })).toBeNull();
      expect(await beginQuestion(other, { type: "case" })).toBeNull();
    });
  });
});
