import { beforeEach, expect, test } from "vitest";
import type { Context, Role } from "@/lib/core/access/viewer";
import type { BlueprintFields } from "@/lib/core/exam/blueprint-fields";
import { database } from "@/lib/data/database";
import { findLiveEntries } from "@/lib/data/packs";
import { onBothEngines } from "@/lib/data/testing/engines";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { at, formOf, got, load, newViewer, startedExam, there } from "@/lib/usecases/testing/scene";
import { smallPack } from "@/lib/usecases/testing/small-pack";
import { listAllBlueprints, openBlueprint } from "./blueprints";
import { checkFields, hideBlueprint, saveBlueprint } from "./save-blueprint";

const as = async (role: Role): Promise<Context> => at(await newViewer({ role }));
const newOne = { blueprintId: null, revision: 0 };

onBothEngines("blueprints", () => {
  beforeEach(async () => {
    await (await database()).transaction(async (tx) => {
      await tx.blueprint.deleteMany();
      await tx.pack.updateMany({ data: { blueprintRevision: { increment: 1 } } });
    });
  });

  const scene = async () => {
    await load();
    const writer = await as("instructor");
    const { exam } = await getCurrentExam(writer.viewer);
    const sheet = there(await openBlueprint(writer, { examId: exam.id, blueprintId: null, copyOf: "quick" }));
    return { writer, examId: exam.id, fields: { ...sheet.fields, title: "A second look" } };
  };
  const titles = async (context: Context) =>
    (await getCurrentExam(context.viewer)).exam.blueprints.map(({ title }) => title);

  test("what an instructor writes can be sat at once, as it says", async () => {
    const { writer, examId, fields } = await scene();
    const [first] = fields.lessons;
    const lessons = fields.lessons.map((one, index) => ({ ...one, scored: index === 0 ? "2" : "0" }));
    const made = got(
      await saveBlueprint(writer, { examId, ...newOne, fields: { ...fields, lessons, pilots: "0", quotas: [] } }),
    );
    expect(made.blueprintId).toBe("a-second-look");
    const learner = await as("learner");
    expect(await titles(learner)).toContain("A second look");
    const form = await formOf(await startedExam(learner, "a-second-look"));
    expect(form.map(({ question }) => question.lesson)).toEqual([first?.lesson, first?.lesson]);
  });

  test("two of one title are two; a changed one keeps its id, and what was sat keeps its rule", async () => {
    const { writer, examId, fields } = await scene();
    const ids = [
      got(await saveBlueprint(writer, { examId, ...newOne, fields })),
      got(await saveBlueprint(writer, { examId, ...newOne, fields })),
    ].map(({ blueprintId }) => blueprintId);
    expect(ids).toEqual(["a-second-look", "a-second-look-2"]);
    const learner = await as("learner");
    const attemptId = await startedExam(learner, "a-second-look");
    const changed = { ...fields, title: "Quite another" };
    got(await saveBlueprint(writer, { examId, blueprintId: "a-second-look", revision: 1, fields: changed }));
    expect(await titles(learner)).toContain("Quite another");
    const { reader } = await database();
    const row = there(await reader.attempt.findUnique({ where: { id: attemptId } }));
    expect(row.title).toBe("A second look");
  });

  test("one of the files is changed in its place, told as that, and left by the next load", async () => {
    const { writer, examId, fields } = await scene();
    const changed = { ...fields, title: "Quick, but ours" };
    got(await saveBlueprint(writer, { examId, blueprintId: "quick", revision: 0, fields: changed }));
    await load(smallPack({ info: (info) => ({ ...info, name: "Another name" }) }));
    const list = there(await listAllBlueprints(writer));
    const exam = there(list.exams.find((one) => one.exam.id === examId));
    const one = there(exam.blueprints.find(({ blueprint }) => blueprint.id === "quick"));
    expect([one.blueprint.title, one.origin]).toEqual(["Quick, but ours", "changed"]);
    expect(exam.blueprints.filter(({ blueprint }) => blueprint.id === "quick")).toHaveLength(1);
  });

  test("of two who save at once the second is told, and the first one's text stands", async () => {
    const { writer, examId, fields } = await scene();
    const { blueprintId } = got(await saveBlueprint(writer, { examId, ...newOne, fields }));
    const save = (title: string) =>
      saveBlueprint(writer, { examId, blueprintId, revision: 1, fields: { ...fields, title } });
    const both = await Promise.all([save("The one"), save("The other")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: { kind: "moved-on" } });
    expect((await titles(writer)).filter((title) => /^The o/.test(title))).toHaveLength(1);
  });

  test("what the bank cannot fill is told at once, and may be saved for later but not offered", async () => {
    const { writer, examId, fields } = await scene();
    const tooMuch: BlueprintFields = {
      ...fields,
      lessons: fields.lessons.map((one, index) => ({ ...one, scored: index === 0 ? "99" : one.scored })),
    };
    const check = there(await checkFields(writer, { examId, fields: tooMuch }));
    expect(check).toMatchObject({ kind: "checked", lacks: [expect.stringContaining("of the 99 scored questions")] });
    expect(await saveBlueprint(writer, { examId, ...newOne, fields: tooMuch })).toMatchObject({
      error: { kind: "short" },
    });
    const { blueprintId } = got(
      await saveBlueprint(writer, { examId, ...newOne, fields: { ...tooMuch, hidden: true } }),
    );
    expect(await titles(writer)).not.toContain("A second look");
    expect(await hideBlueprint(writer, { examId, blueprintId, revision: 1, hidden: false })).toMatchObject({
      error: { kind: "short" },
    });
    const start = await startExam(await as("learner"), { examId, blueprintId, extraTime: "none" });
    expect(start).toEqual({ ok: false, error: { kind: "unknown-blueprint" } });
  });

  test("one can be hidden and shown again, the last one cannot be hidden", async () => {
    const { writer, examId } = await scene();
    const { exam } = await getCurrentExam(writer.viewer);
    const [last, ...rest] = exam.blueprints.map(({ id }) => id);
    for (const blueprintId of rest)
      got(await hideBlueprint(writer, { examId, blueprintId, revision: 0, hidden: true }));
    const hideLast = { examId, blueprintId: there(last), revision: 0, hidden: true };
    expect(await hideBlueprint(writer, hideLast)).toEqual({ ok: false, error: { kind: "last" } });
    const [blueprintId] = rest;
    got(await hideBlueprint(writer, { examId, blueprintId: there(blueprintId), revision: 1, hidden: false }));
    expect((await getCurrentExam(writer.viewer)).exam.blueprints.map(({ id }) => id)).toEqual([last, blueprintId]);
  });

  test("the export holds them, hidden ones too", async () => {
    const { writer, examId, fields } = await scene();
    got(await saveBlueprint(writer, { examId, ...newOne, fields: { ...fields, hidden: true } }));
    const { pack } = await getCurrentExam(writer.viewer);
    const { info } = await findLiveEntries((await database()).reader, pack.id);
    const exam = there(info.exams.find(({ id }) => id === examId));
    expect(exam.blueprints.find(({ id }) => id === "a-second-look")).toMatchObject({ hidden: true });
  });

  test.each(["learner", "lead"] as const)(
    "for a %s there are no blueprints to write; an instructor still can",
    async (role) => {
      const { writer, examId, fields } = await scene();
      const other = await as(role);
      expect(await listAllBlueprints(other)).toBeNull();
      expect(await openBlueprint(other, { examId, blueprintId: "quick" })).toBeNull();
      expect(await checkFields(other, { examId, fields })).toBeNull();
      expect(await saveBlueprint(other, { examId, ...newOne, fields })).toEqual({
        ok: false,
        error: { kind: "missing" },
      });
      const hide = { examId, blueprintId: "quick", revision: 0, hidden: true };
      expect(await hideBlueprint(other, hide)).toEqual({ ok: false, error: { kind: "missing" } });
      expect(await titles(other)).not.toContain("A second look");
      got(await saveBlueprint(writer, { examId, ...newOne, fields }));
    },
  );

  test("an exam or a blueprint that is not there is missing", async () => {
    const { writer, examId, fields } = await scene();
    expect(await openBlueprint(writer, { examId: "none", blueprintId: null })).toBeNull();
    expect(await openBlueprint(writer, { examId, blueprintId: "none" })).toBeNull();
    expect(await checkFields(writer, { examId: "none", fields })).toBeNull();
    const save = { examId, blueprintId: "none", revision: 0, fields };
    expect(await saveBlueprint(writer, save)).toEqual({ ok: false, error: { kind: "missing" } });
  });
});
