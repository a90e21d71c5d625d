import { expect, test } from "vitest";
import { questionHash } from "@/lib/content/content-hash";
import { type Question, questionSchema } from "@/lib/core/question/schema";
import type { Reader } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { findPackView, listPacks } from "@/lib/data/packs";
import { findVerifiedOn, getServedQuestions } from "@/lib/data/question-versions";
import { findQuestionRecord, findStanding, listBank, publishVersion, putBackVersion } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { toDate } from "@/lib/data/time";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { getRoom } from "@/lib/usecases/attempt/get-room";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import {
  at,
  attemptOf,
  formOf,
  got,
  load,
  newTab,
  newViewer,
  onAnotherServer,
  START_MS,
  there,
} from "@/lib/usecases/testing/scene";
import { type Edits, smallPack } from "@/lib/usecases/testing/small-pack";

const LATER_MS = START_MS + 3_600_000;

/** Three questions about water: enough for the blueprint `quick` and little to load. */
const fewOf = (id: string, edit: (question: Question) => Question | null = (same) => same, more: Edits = {}) =>
  smallPack({
    id,
    ...more,
    edit: (question) => (/-q-water-(one|two|three)$/.test(question.id) ? edit(question) : null),
  });

const nothing = { added: 0, changed: 0, same: 0, conflict: 0 };
const reworded = (question: Question): Question => ({ ...question, stem: "Other guests wait." });
const moved = (question: Question): Question =>
  questionSchema.parse({
    ...question,
    ...(question.type === "multiple-choice" && {
      options: question.options.map(({ key, trap, ...option }) =>
        option.id === "part-fourth" ? { ...option, key: true } : { ...option, trap: trap ?? "plain-error" },
      ),
    }),
  });

/** Every row that a load writes, but for when the pack was read last. */
const rowsOf = async (reader: Reader, packId: string) => ({
  entries: await reader.contentEntry.findMany({ where: { packId }, orderBy: [{ kind: "asc" }, { key: "asc" }] }),
  questions: await reader.question.findMany({ where: { packId }, orderBy: { id: "asc" } }),
  versions: await reader.questionVersion.findMany({
    where: { questionId: { startsWith: `${packId}-q-` } },
    orderBy: [{ questionId: "asc" }, { version: "asc" }],
  }),
});

onBothEngines("loading a pack", (engine) => {
  const reader = () => engine.database().reader;
  const versionsOf = (questionId: string) =>
    reader().questionVersion.findMany({ where: { questionId }, orderBy: { version: "asc" } });
  const stemNow = async (questionId: string) => {
    const { versionId } = there(await findQuestionRecord(reader(), questionId));
    return there((await getServedQuestions(reader(), [versionId])).get(versionId)).question.stem;
  };
  const quickExam = async (packId: string) => {
    const viewer = await newViewer();
    const input = { examId: `${packId}-1`, blueprintId: "quick", extraTime: "none" } as const;
    return { viewer, attemptId: got(await startExam(at(viewer), input)).attemptId };
  };
  /** A version that somebody wrote in the editor, published. */
  const editorVersion = (questionId: string, stem: string) =>
    engine.database().transaction(async (tx) => {
      const newest = there(await tx.questionVersion.findFirst({ where: { questionId }, orderBy: { version: "desc" } }));
      const { content, hash: _hash, ...copy } = newest;
      const served: { question: Question; context: null } = JSON.parse(content);
      const question = { ...served.question, stem };
      const id = newId();
      await tx.questionVersion.create({
        data: {
          ...copy,
          id,
          version: newest.version + 1,
          source: "editor",
          hash: questionHash(question, null),
          content: JSON.stringify({ ...served, question }),
        },
      });
      await tx.question.update({ where: { id: questionId }, data: { versionId: id } });
    });

  test("the first load brings in everything", async () => {
    const pack = smallPack({ id: "first" });
    const report = await load(pack);
    const view = there(await findPackView(reader(), "first"));
    const bank = await listBank(reader(), "first", "first-1");
    expect(report.questions).toEqual({ ...nothing, added: pack.questions.length });
    expect(report.entries).toEqual({ added: 1 + 1 + 3 + 4 + 1 + 1, changed: 0, retired: 0 });
    expect([report.conflicts, report.retired]).toEqual([[], []]);
    expect(bank.map(({ id }) => id)).toEqual(pack.questions.map(({ question }) => question.id).sort());
    expect(view.info).toEqual(pack.info);
    expect([...view.traps.values()]).toEqual(pack.traps);
    expect([...view.figures]).toEqual([["diagrams/cup.svg", "<svg/>"]]);
    const served = await getServedQuestions(
      reader(),
      bank.map(({ versionId }) => versionId),
    );
    for (const { question, context } of pack.questions) {
      const { review: _review, ...content } = question;
      const { versionId, caseId, caseIndex } = there(bank.find(({ id }) => id === question.id));
      expect(served.get(versionId)).toEqual({ question: content, context, family: null });
      expect([caseId, caseIndex]).toEqual([context?.id ?? null, context?.position ?? null]);
    }
  });

  test("the same pack again changes no row", async () => {
    await load(fewOf("again"));
    const before = await rowsOf(reader(), "again");
    const report = await load(fewOf("again"), LATER_MS);
    expect(report).toEqual({
      entries: { added: 0, changed: 0, retired: 0 },
      questions: { ...nothing, same: 3 },
      conflicts: [],
      retired: [],
    });
    expect(await rowsOf(reader(), "again")).toEqual(before);
  });

  test("a changed question becomes version 2, and attempts that run keep version 1 to the end", async () => {
    await load(fewOf("edited"));
    const running = await quickExam("edited");
    const form = await formOf(running.attemptId);
    const before = there(await getRoom(at(running.viewer), running.attemptId)).room.items;
    const report = await load(
      fewOf("edited", (question) => moved(reworded(question))),
      LATER_MS,
    );
    expect(report.questions).toEqual({ ...nothing, changed: 3 });
    expect((await versionsOf("edited-q-water-one")).map(({ version, source }) => [version, source])).toEqual([
      [1, "file"],
      [2, "file"],
    ]);

    expect(there(await getRoom(at(running.viewer), running.attemptId)).room.items).toEqual(before);
    const tab = newTab();
    const events = form.map((item) => tab.answer(item.id, item.right));
    await saveEvents(at(running.viewer), { attemptId: running.attemptId, events });
    await endAttempt(at(running.viewer), { attemptId: running.attemptId, as: "finished" });
    expect((await attemptOf(running.viewer, running.attemptId)).result).toMatchObject({ right: 2, scored: 2 });

    const fresh = await quickExam("edited");
    const stems = (await formOf(fresh.attemptId)).map(({ question }) => question.stem);
    expect(stems).toEqual(["Other guests wait.", "Other guests wait."]);
  });

  test("a question whose file is gone retires, stays where it was served, and comes back as it was", async () => {
    const gone = "leaving-q-water-one";
    await load(fewOf("leaving"));
    const running = await quickExam("leaving");
    const form = await formOf(running.attemptId);
    const report = await load(
      fewOf("leaving", (question) => (question.id === gone ? null : question)),
      LATER_MS,
    );
    expect(report.retired).toEqual([gone]);
    expect((await listBank(reader(), "leaving", "leaving-1")).map(({ id }) => id)).not.toContain(gone);
    expect(await formOf(running.attemptId)).toEqual(form);
    expect((await load(fewOf("leaving"), LATER_MS)).questions).toEqual({ ...nothing, same: 3 });
    expect((await listBank(reader(), "leaving", "leaving-1")).map(({ id }) => id)).toContain(gone);
    expect(await versionsOf(gone)).toHaveLength(1);
  });

  test("what came back under the same id with other words is published anew", async () => {
    const id = "return-q-water-one";
    await load(fewOf("return"));
    await load(fewOf("return", (question) => (question.id === id ? null : question)));
    const report = await load(fewOf("return", (question) => (question.id === id ? reworded(question) : question)));
    expect(report.questions).toEqual({ ...nothing, same: 2, changed: 1 });
    expect((await listBank(reader(), "return", "return-1")).map((question) => question.id)).toContain(id);
    expect(await stemNow(id)).toBe("Other guests wait.");
  });

  test.each([
    { name: "the same", pack: "kept", edit: (question: Question) => question, conflicts: 0 },
    { name: "changed", pack: "both", edit: reworded, conflicts: 1 },
    { name: "gone", pack: "only", edit: () => null, conflicts: 0 },
  ])("a version from the editor stays when the file is $name", async ({ pack, edit, conflicts }) => {
    const id = `${pack}-q-water-one`;
    await load(fewOf(pack));
    await editorVersion(id, "Written in the editor.");
    const before = await versionsOf(id);
    const report = await load(
      fewOf(pack, (question) => (question.id === id ? edit(question) : question)),
      LATER_MS,
    );
    expect(report.conflicts).toEqual(conflicts === 0 ? [] : [id]);
    expect(report.questions.conflict).toBe(conflicts);
    expect(report.retired).toEqual([]);
    expect(await versionsOf(id)).toEqual(before);
    expect(await stemNow(id)).toBe("Written in the editor.");
    expect((await listBank(reader(), pack, `${pack}-1`)).map((question) => question.id)).toContain(id);
  });

  test.each([
    { name: "the same", pack: "back", edit: (question: Question) => question, came: { same: 3 }, stands: 1 },
    { name: "changed", pack: "onward", edit: moved, came: { same: 2, changed: 1 }, stands: 3 },
    { name: "gone", pack: "leave", edit: () => null, came: { same: 2 }, stands: 1 },
    { name: "what was taken back", pack: "undo", edit: reworded, came: { same: 2, conflict: 1 }, stands: 1 },
  ])("once a version of the editor is taken back, a file is taken as before: $name", async (row) => {
    const id = `${row.pack}-q-water-one`;
    await load(fewOf(row.pack));
    const [first] = await versionsOf(id);
    const standing = there(await findStanding(reader(), id));
    await editorVersion(id, "Other guests wait.");
    const served = there((await getServedQuestions(reader(), [there(first).id])).get(there(first).id));
    await engine.database().transaction((tx) => putBackVersion(tx, served, standing, LATER_MS));
    const report = await load(
      fewOf(row.pack, (question) => (question.id === id ? row.edit(question) : question)),
      LATER_MS,
    );
    expect(report.questions).toEqual({ ...nothing, ...row.came });
    expect(report.retired).toEqual(row.name === "gone" ? [id] : []);
    const { versionId } = there(await findQuestionRecord(reader(), id));
    expect((await versionsOf(id)).find((version) => version.id === versionId)?.version).toBe(row.stands);
  });

  test("the bank says of a question what the version says that new forms take", async () => {
    const id = "said-q-water-one";
    const bankNow = async () => {
      const { difficulty, family, caseId } = there(
        (await listBank(reader(), "said", "said-1")).find((question) => question.id === id),
      );
      return { difficulty, family, caseId };
    };
    await load(fewOf("said"));
    const first = await bankNow();
    const standing = there(await findStanding(reader(), id));
    const served = there((await getServedQuestions(reader(), [standing.versionId])).get(standing.versionId));
    const question = { ...served.question, difficulty: 5 };
    const other = { served: { ...served, question, family: "other" }, seed: null, hash: "other", review: null };
    await engine
      .database()
      .transaction((tx) =>
        publishVersion(tx, "said", { ...other, verifiedOn: question.verifiedOn, source: "editor" }, LATER_MS),
      );
    expect(await bankNow()).toEqual({ ...first, difficulty: 5, family: "other" });
    await engine.database().transaction((tx) => putBackVersion(tx, served, standing, LATER_MS));
    expect(await bankNow()).toEqual(first);
    expect(await reader().question.findUniqueOrThrow({ where: { id } })).toMatchObject(first);
  });

  test("another review or day of verification makes no version", async () => {
    const id = "checked-q-water-one";
    await load(fewOf("checked"));
    const [before] = await versionsOf(id);
    const review = { by: "model", solvedBlind: "changed", tagsBlind: "pending", on: "2026-12-24" } as const;
    const pack = fewOf("checked", (question) => ({ ...question, verifiedOn: "2026-12-24", review }));
    expect((await load(pack, LATER_MS)).questions).toEqual({ ...nothing, same: 3 });
    const after = await versionsOf(id);
    expect(after).toEqual([{ ...there(before), verifiedOn: "2026-12-24", review: JSON.stringify(review) }]);
    const versionId = there(before).id;
    expect(await findVerifiedOn(reader(), [versionId])).toEqual(new Map([[versionId, "2026-12-24"]]));
  });

  test("a trap that is gone retires and can still be named; changed entries count their versions", async () => {
    await load(fewOf("traps"));
    const renamed: Edits = { withoutTrap: "trap-boil-green", info: (info) => ({ ...info, name: "Another name" }) };
    const report = await load(
      fewOf("traps", (same) => same, renamed),
      LATER_MS,
    );
    expect(report.entries).toEqual({ added: 0, changed: 1, retired: 1 });
    const view = there(await findPackView(reader(), "traps"));
    expect(view.info.name).toBe("Another name");
    expect(view.traps.get("trap-boil-green")?.parent).toBe("trap-always-boil");
    const { entries } = await rowsOf(reader(), "traps");
    const shown = entries.filter(({ version, retiredAt }) => version > 1 || retiredAt !== null);
    expect(shown.map(({ key, version, retiredAt }) => ({ key, version, retiredAt }))).toEqual([
      { key: "traps", version: 2, retiredAt: null },
      { key: "trap-boil-green", version: 1, retiredAt: toDate(LATER_MS) },
    ]);
  });

  test("two servers that load the same at once load it once", async () => {
    const other = await engine.openAgain();
    const pack = fewOf("twice");
    const reports = await Promise.all([load(pack), onAnotherServer(other, () => load(pack)), load(pack)]);
    const total = (of: "added" | "same") => reports.reduce((sum, { questions }) => sum + questions[of], 0);
    expect([total("added"), total("same")]).toEqual([3, 6]);
    expect((await rowsOf(reader(), "twice")).versions).toHaveLength(3);
  });

  test("a load that breaks off leaves nothing behind", async () => {
    const pack = fewOf("torn");
    const last = there(pack.questions.at(-1));
    const torn = {
      ...last,
      get hash(): string {
        throw new RangeError("torn");
      },
    };
    await expect(load({ ...pack, questions: [...pack.questions, torn] })).rejects.toThrow("torn");
    expect((await listPacks(reader())).map(({ id }) => id)).not.toContain("torn");
    expect(await rowsOf(reader(), "torn")).toEqual({ entries: [], questions: [], versions: [] });
  });
});
