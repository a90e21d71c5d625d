import { beforeAll, describe, expect, test } from "vitest";
import type { Role, Viewer } from "@/lib/core/access/viewer";
import { findDraft } from "@/lib/data/drafts";
import { listVersions } from "@/lib/data/question-standing";
import { listSteps } from "@/lib/data/question-steps";
import { getServedQuestions } from "@/lib/data/question-versions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { getRoom } from "@/lib/usecases/attempt/get-room";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { handedIn, sheetOf, solving } from "@/lib/usecases/testing/reviewing";
import { at, formOf, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { soundPack } from "@/lib/usecases/testing/sound-pack";
import { type PublishInput, publishDraft, returnDraft, waiveReview } from "./decide-review";
import { beginQuestion, getDraft, openDraft, saveDraft } from "./drafts";
import { handInDraft, takeDraftBack } from "./hand-in";
import { findReturnNote, getReview, solveDraft } from "./review";
import { countForReview, listReviewQueue } from "./review-queue";

onBothEngines("the review of a draft", (engine) => {
  let writer: Viewer;
  let reviewer: Viewer;
  let admin: Viewer;
  beforeAll(async () => {
    writer = await newViewer({ role: "instructor" });
    reviewer = await newViewer({ role: "instructor" });
    admin = await newViewer({ role: "admin" });
  });
  const reader = () => engine.database().reader;
  const fresh = async (id: string) => {
    await load(soundPack({ id }), START_MS, 1);
    return (name: string) => `${id}-q-${name}`;
  };
  /** What the form of the review sends, of a sheet that shows the key. */
  const decision = async (viewer: Viewer, draftId: string, more: Partial<PublishInput> = {}): Promise<PublishInput> => {
    const sheet = await sheetOf(viewer, draftId);
    const standing = "standing" in sheet ? sheet.standing : "";
    return { draftId, revision: sheet.revision, standing, onTop: false, note: "", ...more };
  };
  const stemNow = async (questionId: string) => {
    const [newest] = await listVersions(reader(), questionId);
    return there((await getServedQuestions(reader(), [there(newest).id])).get(there(newest).id)).question.stem;
  };
  const kinds = async (unitId: string) => (await listSteps(reader(), unitId)).map(({ kind }) => kind);

  test("a draft with an error is not handed in; a sound one waits for others, oldest first", async () => {
    const of = await fresh("queue");
    const empty = there(await beginQuestion(at(writer), { type: "ordering" }));
    expect(await handInDraft(at(writer), { draftId: empty, revision: 0 })).toEqual({ ok: false, error: "errors" });
    const before = await countForReview(at(reviewer));
    const first = await handedIn(writer, of("water-one"));
    const second = await handedIn(writer, of("water-two"));
    const { waiting } = there(await listReviewQueue(at(reviewer)));
    expect(waiting.map(({ draftId }) => draftId)).toEqual([first, second]);
    expect(there(await listReviewQueue(at(writer)))).toMatchObject({ waiting: [], own: waiting });
    expect([before, await countForReview(at(reviewer)), await countForReview(at(writer))]).toEqual([0, 2, 0]);
    const again = await handInDraft(at(writer), { draftId: first, revision: 2 });
    expect(again).toEqual({ ok: false, error: "state" });
  });

  test("before the solution the reviewer gets the question as the room shows it, and nothing of the key", async () => {
    const of = await fresh("blind");
    for (const name of ["heat-one", "heat-pair", "steps", "pairs", "case-heat"]) {
      const draftId = await handedIn(writer, of(name));
      const sheet = await sheetOf(reviewer, draftId);
      expect(sheet.stage).toBe("blind");
      const sent = JSON.stringify(sheet);
      // Rationales, tags on parts, keys, authored ids and facts; traps are only there as a list to choose from.
      for (const secret of ["because of", '"key"', '"trap"', "part-", '"why"', "B7.1", '"answer"']) {
        expect(sent.includes(secret), `${name} tells ${secret}`).toBe(false);
      }
      expect(sent).toContain("The belief of trap-always-boil");
      const places = sheet.stage === "blind" ? sheet.questions.map(({ scenario }) => scenario?.position ?? null) : [];
      expect(places).toEqual(name === "case-heat" ? [1, 2] : [null]);
    }
  });

  test("orders and pairs are named by the reviewer in tokens, and compared with the tags that the question has", async () => {
    const of = await fresh("named");
    const blindOf = async (
      name: string,
      begins: readonly string[],
      tags: (token: (text: string) => string) => object,
    ) => {
      const draftId = await handedIn(writer, of(name));
      const sheet = await sheetOf(reviewer, draftId);
      if (sheet.stage !== "blind") throw new Error(sheet.stage);
      const { question } = there(sheet.questions[0]);
      const prompts = question.type === "matching" ? question.prompts : [];
      const token = (text: string) =>
        there([...prompts, ...question.options].find((one) => one.text.startsWith(text))).id;
      const answer =
        question.type === "matching"
          ? Object.fromEntries(prompts.map(({ id }, place) => [id, token(there(begins[place]))]))
          : begins.map(token);
      const told = { answer, tags: Object.fromEntries(Object.entries(tags(token))) };
      got(await solveDraft(at(reviewer), { draftId, revision: sheet.revision, solutions: [told] }));
      const open = await sheetOf(reviewer, draftId);
      return open.stage === "open" ? open.questions[0]?.blind : null;
    };
    const steps = await blindOf("steps", ["Wash", "Boil", "Pour"], (token) => ({
      [token("Freeze")]: "plain-error",
      [`${token("Boil")}>${token("Wash")}`]: "trap-always-boil",
      // As it is right, nobody falls for anything.
      [`${token("Wash")}>${token("Boil")}`]: "trap-always-boil",
      "o9>o1": "trap-always-boil",
    }));
    expect(steps).toMatchObject({ solved: "agreed", tags: "agreed", guessed: 2, asked: 2, untagged: [] });
    const pairs = await blindOf("pairs", ["Two", "Five", "Five"], (token) => ({
      [`${token("Green")}>${token("Five")}`]: "trap-any-water",
      [`${token("Herbs")}>${token("One")}`]: "trap-longer-steep",
    }));
    expect(pairs).toMatchObject({ solved: "agreed", tags: "changed", guessed: 1, asked: 1 });
    expect(pairs?.differences).toHaveLength(1);
    expect(pairs?.untagged).toEqual([
      { part: expect.stringContaining("Herbs"), guessed: "The belief of trap-longer-steep" },
    ]);
  });

  test("the first solution is kept; then key, comparison and changes are shown, and publishing makes a version", async () => {
    const of = await fresh("agreed");
    const id = of("water-one");
    const draftId = await handedIn(writer, id);
    const early = await publishDraft(at(reviewer), await decision(reviewer, draftId));
    expect(early).toEqual({ ok: false, error: "unsolved" });
    const solution = await solving(reviewer, draftId);
    const [told] = solution.solutions;
    const sheet = await sheetOf(reviewer, draftId);
    const [question] = sheet.stage === "blind" ? sheet.questions : [];
    const token = (begins: string) => there(question?.question.options.find(({ text }) => text.startsWith(begins))).id;
    const tags = {
      [token("Boil")]: "trap-any-water",
      [token("Stir")]: "trap-boil-green",
      [token("Cover")]: "plain-error",
    };
    const incomplete = { ...solution, solutions: [{ answer: null, tags: {} }] };
    expect(await solveDraft(at(reviewer), incomplete)).toEqual({ ok: false, error: "incomplete" });
    got(await solveDraft(at(reviewer), { ...solution, solutions: [{ ...there(told), tags }] }));
    // A second try after the key was seen changes nothing.
    got(await solveDraft(at(reviewer), { ...solution, solutions: [{ answer: token("Boil"), tags: {} }] }));

    const open = await sheetOf(reviewer, draftId);
    if (open.stage !== "open") throw new Error(open.stage);
    expect(open.questions[0]?.blind).toEqual({
      solved: "agreed",
      tags: "changed",
      differences: [
        {
          part: "Stir the pot of water one",
          tagged: "The belief of trap-longer-steep",
          guessed: "The belief of trap-boil-green",
        },
      ],
      untagged: [],
      guessed: 3,
      asked: 3,
    });
    expect(open.questions[0]?.changes).toMatchObject([{ kind: "words", place: "Stem" }]);
    expect(open.questions[0]?.feedback.outcome).toBe("right");

    got(await publishDraft(at(reviewer), await decision(reviewer, draftId)));
    const versions = await listVersions(reader(), id);
    expect(versions.map(({ version, source }) => [version, source])).toEqual([
      [2, "editor"],
      [1, "file"],
    ]);
    expect(JSON.parse(versions[0]?.review ?? "")).toEqual({
      by: "person",
      solvedBlind: "agreed",
      tagsBlind: "changed",
      on: "2026-11-23",
    });
    expect(await stemNow(id)).toContain("It rains.");
    expect(await findDraft(reader(), draftId)).toBeNull();
    expect(await kinds(id)).toEqual(["published", "solved", "submitted", "published"]);
    expect((await listSteps(reader(), id))[0]?.detail).toMatchObject({ author: writer.userId });
  });

  test("who solved it otherwise than the key says why the key stands, and that is kept", async () => {
    const of = await fresh("differs");
    const draftId = await handedIn(writer, of("water-one"));
    got(await solveDraft(at(reviewer), await solving(reviewer, draftId, "Boil")));
    const input = await decision(reviewer, draftId);
    expect(await publishDraft(at(reviewer), input)).toEqual({ ok: false, error: "unsettled" });
    got(await publishDraft(at(reviewer), { ...input, note: "I misread the stem." }));
    const [newest] = await listVersions(reader(), of("water-one"));
    expect(JSON.parse(newest?.review ?? "")).toMatchObject({ solvedBlind: "changed", note: "I misread the stem." });
  });

  test("whoever wrote it last or handed it in does not review it, whoever began it", async () => {
    const of = await fresh("whose");
    const begun = got(await openDraft(at(reviewer), { questionId: of("water-one") })).draftId;
    const { file, revision } = there(await getDraft(at(writer), begun));
    const saved = got(await saveDraft(at(writer), { draftId: begun, revision, file }));
    got(await handInDraft(at(admin), { draftId: begun, revision: saved.revision }));
    for (const own of [writer, admin]) {
      const sheet = await sheetOf(own, begun);
      expect(sheet).toMatchObject({ stage: "open", isAuthor: true });
      const solutions = [{ answer: "o1", tags: {} }];
      const solved = await solveDraft(at(own), { draftId: begun, revision: sheet.revision, solutions });
      expect(solved).toEqual({ ok: false, error: "own" });
      expect(await publishDraft(at(own), await decision(own, begun))).toEqual({ ok: false, error: "own" });
      const back = await returnDraft(at(own), { draftId: begun, revision: sheet.revision, note: "No." });
      expect(back).toEqual({ ok: false, error: "own" });
    }
    expect((await sheetOf(reviewer, begun)).stage).toBe("blind");
  });

  test("returned with a note, or taken back, it can be written again; a solution of what it was counts no more", async () => {
    const of = await fresh("back");
    const id = of("water-one");
    const draftId = await handedIn(writer, id);
    const { revision } = await sheetOf(reviewer, draftId);
    const wordless = await returnDraft(at(reviewer), { draftId, revision, note: "" });
    expect(wordless).toEqual({ ok: false, error: "no-reason" });
    got(await solveDraft(at(reviewer), await solving(reviewer, draftId)));
    got(await returnDraft(at(reviewer), { draftId, revision, note: "Two options are right." }));
    expect(await sheetOf(writer, draftId)).toMatchObject({
      stage: "writing",
      returned: { by: "Somebody", note: "Two options are right." },
    });
    const draft = there(await getDraft(at(writer), draftId));
    const saved = got(await saveDraft(at(writer), { draftId, revision: draft.revision, file: draft.file }));
    got(await handInDraft(at(writer), { draftId, revision: saved.revision }));
    expect((await sheetOf(reviewer, draftId)).stage).toBe("blind");
    const other = await takeDraftBack(at(reviewer), { draftId, revision: saved.revision + 1 });
    expect(other).toEqual({ ok: false, error: "not-yours" });
    got(await takeDraftBack(at(writer), { draftId, revision: saved.revision + 1 }));
    expect(await sheetOf(writer, draftId)).toMatchObject({ stage: "writing", returned: null });
    const told = ["withdrawn", "submitted", "returned", "solved", "submitted", "published"];
    expect(await kinds(id)).toEqual(told);
    expect((await listSteps(reader(), id))[2]?.detail).toMatchObject({ note: "Two options are right." });
  });

  test("an admin waives the review with a reason, also of their own; nobody else does", async () => {
    const of = await fresh("waived");
    const id = of("water-one");
    const draftId = await handedIn(admin, id);
    const input = await decision(admin, draftId);
    expect(await waiveReview(at(admin), input)).toEqual({ ok: false, error: "no-reason" });
    const other = await waiveReview(at(reviewer), { ...input, note: "Quickly." });
    expect(other).toEqual({ ok: false, error: "missing" });
    got(await waiveReview(at(admin), { ...input, note: "A typing error." }));
    const [newest] = await listVersions(reader(), id);
    expect(newest).toMatchObject({ version: 2, review: null });
    expect(await kinds(id)).toEqual(["published", "waived", "submitted", "published"]);
    const audit = await reader().auditEvent.findFirst({ where: { subject: id } });
    expect(audit).toMatchObject({ actorId: admin.userId, action: "review.waived" });
  });

  test("what was published since the draft began is told, looked at, and replaced only when somebody says so", async () => {
    const of = await fresh("moved");
    const id = of("water-one");
    const draftId = await handedIn(writer, id);
    got(await solveDraft(at(reviewer), await solving(reviewer, draftId)));
    const seen = await decision(reviewer, draftId);
    const newer = soundPack({ id: "moved" });
    const questions = newer.questions.map((entry) =>
      entry.question.id === id
        ? { ...entry, question: { ...entry.question, stem: "From the file." }, hash: "another" }
        : entry,
    );
    await load({ ...newer, questions }, START_MS + 1, 1);
    expect(await publishDraft(at(reviewer), { ...seen, onTop: true })).toEqual({ ok: false, error: "moved" });
    const sheet = await sheetOf(reviewer, draftId);
    expect(sheet).toMatchObject({ stage: "open", moved: [{ id, version: 2 }] });
    const looked = await decision(reviewer, draftId);
    expect(await publishDraft(at(reviewer), looked)).toEqual({ ok: false, error: "moved" });
    got(await publishDraft(at(reviewer), { ...looked, onTop: true }));
    expect((await listVersions(reader(), id)).map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(await stemNow(id)).toContain("It rains.");
  });

  test("an attempt under way keeps the version that it began with; the bank has the new one", async () => {
    await fresh("running");
    const begin = async () => {
      const viewer = await newViewer();
      const input = { examId: "running-1", blueprintId: "quick", extraTime: "none" } as const;
      return { viewer, attemptId: got(await startExam(at(viewer), input)).attemptId };
    };
    const running = await begin();
    const [item] = (await formOf(running.attemptId)).filter(({ question }) => question.type === "multiple-choice");
    const { question } = there(item);
    const before = there(await getRoom(at(running.viewer), running.attemptId)).room.items;
    const draftId = await handedIn(writer, question.id);
    got(await solveDraft(at(reviewer), await solving(reviewer, draftId)));
    got(await publishDraft(at(reviewer), await decision(reviewer, draftId)));
    expect(there(await getRoom(at(running.viewer), running.attemptId)).room.items).toEqual(before);
    expect(await stemNow(question.id)).toContain("It rains.");
  });

  describe("who may", () => {
    test.each<Role>(["learner", "lead"])("a %s finds no review", async (role) => {
      const of = await fresh(`not-${role}`);
      const draftId = await handedIn(writer, of("water-one"));
      const { revision } = await sheetOf(reviewer, draftId);
      const other = at(await newViewer({ role }));
      const missing = { ok: false, error: "missing" };
      expect(await getReview(other, draftId)).toBeNull();
      expect(await findReturnNote(other, draftId)).toBeNull();
      expect(await listReviewQueue(other)).toBeNull();
      expect(await countForReview(other)).toBe(0);
      expect(await handInDraft(other, { draftId, revision })).toEqual(missing);
      expect(await takeDraftBack(other, { draftId, revision })).toEqual(missing);
      expect(await solveDraft(other, { draftId, revision, solutions: [] })).toEqual(missing);
      const input = { draftId, revision, standing: "", onTop: true, note: "Because." };
      expect(await publishDraft(other, input)).toEqual(missing);
      expect(await waiveReview(other, input)).toEqual(missing);
      expect(await returnDraft(other, input)).toEqual(missing);
      expect((await findDraft(reader(), draftId))?.state).toBe("in-review");
    });
  });
});
