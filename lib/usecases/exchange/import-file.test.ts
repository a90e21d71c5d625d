import { beforeAll, describe, expect, test } from "vitest";
import { questionDraftSchema } from "@/lib/content/interchange/exchange";
import { FORMATS } from "@/lib/content/interchange/formats";
import type { Role, Viewer } from "@/lib/core/access/viewer";
import { draftQuestionSchema } from "@/lib/core/authoring/draft-file";
import type { ExistingChoice } from "@/lib/core/authoring/existing-choice";
import { findDraftOf, listDrafts, listTakenIds } from "@/lib/data/drafts";
import { KEPT_MS, MOST_WAITING } from "@/lib/data/imports";
import { listSteps } from "@/lib/data/question-steps";
import { onBothEngines } from "@/lib/data/testing/engines";
import { beginQuestion, discardDraft, openDraft, saveDraft } from "@/lib/usecases/authoring/drafts";
import { at, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { smallPack } from "@/lib/usecases/testing/small-pack";
import { soundPack } from "@/lib/usecases/testing/sound-pack";
import { exportBank, exportFormats, getExportChoices } from "./export-bank";
import { bringFile, forgetImport, getImport, type ImportPreview, makeDrafts } from "./import-file";

const text = (value: string) => new TextEncoder().encode(value);
const AIKEN = "Which leaf is green?\nA. Oak\nB. Coal\nANSWER: A\n\nWhich is not?\nA. Fern\nB. Coal\nANSWER: B\n";

onBothEngines("imports", (engine) => {
  let writer: Viewer;
  beforeAll(async () => {
    await load(soundPack());
    await load(smallPack({ id: "stew" }), START_MS, 1);
    writer = await newViewer({ role: "instructor" });
  });
  const reader = () => engine.database().reader;
  const bring = async (name: string, bytes: Uint8Array, format: string | null = null, viewer = writer) =>
    got(await bringFile(at(viewer), { name, bytes, format })).importId;
  const look = async (
    importId: string,
    existing: ExistingChoice = "update",
    viewer = writer,
  ): Promise<ImportPreview> => {
    const preview = there(await getImport(at(viewer), { importId, wishes: { existing }, page: 1 }));
    if (preview.kind === "made") throw new Error("made already");
    return preview;
  };
  const make = (importId: string, { digest, wishes }: Pick<ImportPreview, "digest" | "wishes">, viewer = writer) =>
    makeDrafts(at(viewer), { importId, wishes, digest });
  const drafts = () => listDrafts(reader(), "brew");

  test("a file is looked at and becomes drafts, once", async () => {
    const importId = await bring("leaves.txt", text(AIKEN));
    const preview = await look(importId);
    expect(preview).toMatchObject({
      format: "Aiken",
      counts: { new: 2, drafts: 2, questions: 2 },
      wishes: { lesson: "", exam: "brew-1" },
      lines: [{ place: "line 1", fate: "new", id: "leaves-1", type: "multiple-choice" }, { id: "leaves-2" }],
      problems: [],
    });
    expect(preview.lines[0]?.errors).toBeGreaterThan(0);
    expect(await drafts()).toEqual([]);

    const made = { ok: true, value: { drafts: 2 } };
    const clicks = await Promise.all(Array.from({ length: 8 }, () => make(importId, preview)));
    expect(clicks).toEqual(clicks.map(() => made));
    expect(await make(importId, preview)).toEqual(made);
    expect((await drafts()).map(({ unitId }) => unitId).sort()).toEqual(["leaves-1", "leaves-2"]);
    expect(await listSteps(reader(), "leaves-1")).toEqual([
      expect.objectContaining({
        kind: "imported",
        actorId: writer.userId,
        detail: { format: "aiken", file: "leaves.txt", hash: preview.hash },
      }),
    ]);
    expect(await getImport(at(writer), { importId, wishes: {}, page: 1 })).toEqual({
      kind: "made",
      fileName: "leaves.txt",
      drafts: 2,
    });
    // The same file once more: its ids are taken by drafts, so nothing is overwritten and nothing made twice by accident.
    const again = await look(await bring("leaves.txt", text(AIKEN)));
    expect(again.lines.map(({ id, fate }) => [id, fate])).toEqual([
      ["leaves-1-2", "new"],
      ["leaves-2-2", "new"],
    ]);
  });

  describe("what was exported comes back as the same", () => {
    test.each(["csv", "json", "moodle-xml", "qti"])("%s", async (format) => {
      const { bytes, fileName, questions } = there(await exportBank(at(writer), { format, filter: {} }));
      const preview = await look(await bring(fileName, bytes));
      expect(preview.counts.sameQuestions, "those of a case are counted one by one").toBe(questions);
      expect(preview.problems).toEqual([]);
      expect(preview.losses).toEqual([]);
      expect(preview.counts.drafts).toBe(0);
      expect(preview.counts.same).toBeGreaterThan(10);
      expect(preview.lines.every(({ fate }) => fate === "same")).toBe(true);
    });
  });

  describe("drafts can be taken out", () => {
    test("whole ones come back from every format that reads, unfinished ones are named with why", async () => {
      for (const { id, revision } of await drafts()) await discardDraft(at(writer), { draftId: id, revision });
      const { draftId } = got(await openDraft(at(writer), { questionId: "brew-q-water-two" }));
      const { file, revision } = there(await findDraftOf(reader(), "brew-q-water-two"));
      const written = file.questions.map((question) => ({
        ...question,
        stem: `${question.stem} The pot sings.`,
        remark: "See the pot.",
      }));
      got(await saveDraft(at(writer), { draftId, revision, file: { ...file, questions: written } }));
      there(await beginQuestion(at(writer), { type: "ordering" }));
      const filter = { state: "draft" } as const;
      for (const { id: format } of exportFormats) {
        const made = there(await exportBank(at(writer), { format, filter }));
        expect(made, format).toMatchObject({
          questions: 1,
          draws: 0,
          leftOut: [{ id: expect.stringContaining("ordering"), why: expect.stringContaining("The stem is missing.") }],
        });
        expect(made.fileName, format).toMatch(/^brew-drafts-/);
      }
      for (const format of ["csv", "json", "moodle-xml", "qti"]) {
        const { bytes, fileName } = there(await exportBank(at(writer), { format, filter }));
        const preview = await look(await bring(fileName, bytes));
        expect(
          preview.lines.map(({ id, fate }) => [id, fate]),
          format,
        ).toEqual([["brew-q-water-two", "same"]]);
      }
      const { bytes } = there(await exportBank(at(writer), { format: "json", filter }));
      expect(new TextDecoder().decode(bytes)).toContain("See the pot.");
      const narrowed = there(await exportBank(at(writer), { format: "csv", filter: { ...filter, lesson: "none" } }));
      expect(narrowed).toMatchObject({ questions: 0, leftOut: [] });
      expect(await getExportChoices(at(writer))).toMatchObject({ states: { draft: 2, retired: 0 } });
      for (const { id, revision } of await drafts()) await discardDraft(at(writer), { draftId: id, revision });
    });

    test("by those who see them", async () => {
      for (const role of ["learner", "lead"] as const) {
        const other = await newViewer({ role });
        expect(await exportBank(at(other), { format: "csv", filter: { state: "draft" } })).toBeNull();
      }
    });
  });

  describe("questions that are there already", () => {
    const changed = async (): Promise<Uint8Array> => {
      const { bytes } = there(await exportBank(at(writer), { format: "csv", filter: {} }));
      return text(new TextDecoder().decode(bytes).replaceAll("The kettle sings", "The pot sings"));
    };

    test("become drafts of themselves, trap tags along, and their ids stay", async () => {
      const importId = await bring("bank.csv", await changed());
      const preview = await look(importId);
      expect(preview.counts).toMatchObject({ new: 0, copy: 0, same: 0 });
      got(await make(importId, preview));
      const draft = there(await findDraftOf(reader(), "brew-q-water-two"));
      expect(Object.keys(draft.base)).toEqual(["brew-q-water-two"]);
      const [question] = draft.file.questions;
      expect(draftQuestionSchema.parse(question)).toMatchObject({ stem: expect.stringContaining("The pot sings") });
      expect(JSON.stringify(question)).toMatch(/"trap":"trap-/);
      // Now somebody is writing them: the same file says "the same", another one gets other ids.
      expect((await look(await bring("bank.csv", await changed()))).counts).toMatchObject({ drafts: 0 });
      for (const { id, revision } of await drafts()) await discardDraft(at(writer), { draftId: id, revision });
    });

    test("become copies by choice, or are left out", async () => {
      const importId = await bring("bank.csv", await changed());
      expect((await look(importId, "skip")).counts).toMatchObject({ drafts: 0 });
      const preview = await look(importId, "copy");
      expect(preview.counts).toMatchObject({ update: 0, same: 0, skip: 0 });
      const ids = preview.lines.map(({ id }) => id);
      expect(await listTakenIds(reader(), ids)).toEqual(new Set());
    });

    test("of another pack are never touched", async () => {
      const reading = await newViewer({ role: "instructor", examId: "stew-1" });
      const { bytes } = there(await exportBank(at(reading), { format: "json", filter: {} }));
      expect((await look(await bring("stew.json", bytes))).counts).toMatchObject({ update: 0, same: 0, new: 0 });
    });

    test("a bank that changed since the look is told, and nothing is made", async () => {
      const importId = await bring("bank.csv", await changed());
      const preview = await look(importId);
      const { draftId } = got(await openDraft(at(writer), { questionId: "brew-q-water-one" }));
      const before = await drafts();
      expect(await make(importId, preview)).toEqual({ ok: false, error: "changed" });
      expect(await drafts()).toEqual(before);
      got(await discardDraft(at(writer), { draftId, revision: 0 }));
      expect(await make(importId, { ...preview, wishes: { ...preview.wishes, existing: "copy" } })).toEqual({
        ok: false,
        error: "changed",
      });
    });
  });

  test("a file without anything to take leaves nothing behind and says why", async () => {
    const before = await reader().import.count();
    const brought = await bringFile(at(writer), { name: "x.csv", bytes: text("nonsense\n1\n"), format: null });
    expect(brought).toMatchObject({ ok: false, error: { kind: "nothing", problems: [expect.anything()] } });
    expect(await bringFile(at(writer), { name: "x", bytes: text("What?"), format: null })).toEqual({
      ok: false,
      error: { kind: "unknown-format" },
    });
    expect(await bringFile(at(writer), { name: "x.csv", bytes: text(AIKEN), format: "anki-text" })).toMatchObject({
      ok: false,
    });
    expect(await reader().import.count()).toBe(before);
  });

  test("a few files wait for each; what nobody decided on for a week goes away", async () => {
    const other = await newViewer({ role: "admin" });
    const left = await bring("a.txt", text(AIKEN), null, other);
    const mine = [];
    for (let count = 0; count <= MOST_WAITING; count += 1) mine.push(await bring("a.txt", text(AIKEN)));
    const seen = async (viewer: Viewer, importId: string) =>
      (await getImport(at(viewer), { importId, wishes: {}, page: 1 })) !== null;
    expect(await Promise.all(mine.map((id) => seen(writer, id)))).toEqual(mine.map((_, index) => index > 0));
    expect(await seen(other, left)).toBe(true);
    got(await bringFile(at(writer, START_MS + KEPT_MS + 1), { name: "a.txt", bytes: text(AIKEN), format: null }));
    expect(await seen(other, left)).toBe(false);
  });

  describe("who may", () => {
    test.each<Role>(["learner", "lead"])("a %s brings nothing and finds nothing", async (role) => {
      const other = await newViewer({ role });
      expect(await bringFile(at(other), { name: "a.txt", bytes: text(AIKEN), format: null })).toEqual({
        ok: false,
        error: { kind: "missing" },
      });
      expect(await exportBank(at(other), { format: "csv", filter: {} })).toBeNull();
    });

    test.each<Role>(["learner", "lead", "instructor", "admin"])("another's import is missing to a %s", async (role) => {
      const importId = await bring("a.txt", text(AIKEN));
      const preview = await look(importId);
      const other = await newViewer({ role });
      expect(await getImport(at(other), { importId, wishes: {}, page: 1 })).toBeNull();
      expect(await make(importId, preview, other)).toEqual({ ok: false, error: "missing" });
      expect(await forgetImport(at(other), importId)).toBe(false);
      expect(await forgetImport(at(writer), importId)).toBe(true);
    });
  });

  test("thousands of questions are made in one go", async () => {
    const many = Array.from({ length: 3_000 }, (_, index) =>
      questionDraftSchema.parse({
        type: "multiple-choice",
        stem: `Which leaf has number ${index}?`,
        options: [{ text: "Oak", key: true }, { text: "Fern" }],
      }),
    );
    const json = FORMATS.find(({ id }) => id === "json");
    const file = there(json?.write?.(many));
    const importId = await bring("many.json", file.bytes);
    const preview = await look(importId);
    expect(preview).toMatchObject({ counts: { drafts: 3_000 }, pages: 75 });
    got(await make(importId, preview));
    expect(await reader().draft.count({ where: { unitId: { startsWith: "many-" } } })).toBe(3_000);
  });
});
