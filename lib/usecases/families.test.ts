import { beforeAll, describe, expect, test } from "vitest";
import type { PackContent } from "@/lib/content/read-pack";
import type { Viewer } from "@/lib/core/access/viewer";
import { questionParametersOf, shareOfWrong } from "@/lib/core/learning/fold/learning-parameters";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { listMeetings, listSeenBefore } from "@/lib/data/meetings";
import { getSnapshot } from "@/lib/data/parameter-snapshots";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listBank } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { checkAnswer } from "@/lib/usecases/attempt/check-answer";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { startPractice, startTrapDrill } from "@/lib/usecases/attempt/start-practice";
import { answerDiagnosis, startDiagnosis } from "@/lib/usecases/diagnose/diagnose";
import { getBankFigures } from "@/lib/usecases/learn/get-bank-figures";
import { fitSnapshot } from "@/lib/usecases/learning/fit-snapshot";
import { readFact, readSection, reportSymptom } from "@/lib/usecases/learning/report";
import { startRemediationProbes } from "@/lib/usecases/learning/start-probes";
import { startStudySet } from "@/lib/usecases/learning/start-study-set";
import { goThrough, sitExam } from "@/lib/usecases/testing/learning";
import {
  at,
  attemptOf,
  type FormItem,
  formOf,
  got,
  load,
  newTab,
  newViewer,
  START_MS,
  there,
} from "@/lib/usecases/testing/scene";
import { smallPack, withFamilies } from "@/lib/usecases/testing/small-pack";

const [HEAT_FAMILY, WATER_FAMILY] = ["brew-kettles", "brew-springs"];
const DRAWS = 9;

/** The small pack with a family about heat, whose draws offer its symptom's trap, and one about water. */
const familyPack = (): PackContent =>
  withFamilies(smallPack(), [
    { family: HEAT_FAMILY, like: "brew-q-heat-one", draws: DRAWS },
    { family: WATER_FAMILY, like: "brew-q-water-one", draws: DRAWS },
  ]);

const familyOf = (questionId: string): string =>
  [HEAT_FAMILY, WATER_FAMILY].find((family) => questionId.startsWith(`${family}-`)) ?? questionId;
const drawsOf = (family: string, form: readonly FormItem[]): string[] =>
  form.flatMap(({ questionId }) => (familyOf(questionId) === family ? [questionId] : []));
const noneTwice = (form: readonly FormItem[]): boolean =>
  new Set(form.map(({ questionId }) => familyOf(questionId))).size === form.length;

const everything = { lessons: [], types: [], count: 40, from: "unseen" as const };

onBothEngines("families of questions", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load(familyPack());
  });
  const practise = async (viewer: Viewer, now = START_MS) =>
    got(await startPractice(at(viewer, now), { ...everything, lessons: [], types: [] })).attemptId;

  describe("in the database", () => {
    test("a draw is stored with its family, its version with the seed; loading again changes nothing", async () => {
      const bank = await listBank(reader(), "brew", "brew-1");
      const draws = bank.filter(({ family }) => family !== null);
      expect(draws.map(({ id, family }) => [id, family])).toEqual(
        [HEAT_FAMILY, WATER_FAMILY].flatMap((family) =>
          Array.from({ length: DRAWS }, (_, index) => [`${family}-0${index + 1}`, family]),
        ),
      );
      const versions = await reader().questionVersion.findMany({
        where: { questionId: { startsWith: `${HEAT_FAMILY}-` } },
        orderBy: { questionId: "asc" },
      });
      expect(versions.map(({ seed, version }) => [seed, version])).toEqual(
        Array.from({ length: DRAWS }, (_, index) => [`plain/0${index + 1}`, 1]),
      );
      const served = await getServedQuestions(
        reader(),
        bank.map(({ versionId }) => versionId),
      );
      for (const { versionId, family } of bank) expect(served.get(versionId)?.family).toBe(family);
      const again = await load(familyPack());
      expect(again.questions).toEqual({ added: 0, changed: 0, conflict: 0, same: familyPack().questions.length });
      expect(await getBankFigures("brew", "brew-1")).toMatchObject({ questions: 16 + 2 });
    });

    test("another draw from the same id makes the next version; a family that is gone is retired", async () => {
      const base = smallPack({ id: "other", edit: (question) => (/-water-/.test(question.id) ? question : null) });
      const family = { family: "other-springs", like: "other-q-water-one", draws: 2 };
      await load(withFamilies(base, [family]));
      const edit = (question: (typeof base.questions)[number]["question"]) => ({ ...question, ask: "And now?" });
      const changed = await load(withFamilies(base, [{ ...family, edit }]));
      expect(changed.questions).toMatchObject({ added: 0, changed: 2 });
      const versions = await reader().questionVersion.findMany({ where: { questionId: "other-springs-02" } });
      expect(versions.map(({ version, seed }) => [version, seed]).sort()).toEqual([
        [1, "plain/02"],
        [2, "plain/02"],
      ]);
      expect((await load(base)).retired).toEqual(["other-springs-01", "other-springs-02"]);
    });

    test("a version from before there were families is read as one that has none", async () => {
      const viewer = await newViewer();
      const [item] = await formOf(await practise(viewer));
      const { versionId } = there(item);
      const row = there(await reader().questionVersion.findUnique({ where: { id: versionId } }));
      const { family: _family, ...before } = JSON.parse(row.content);
      await engine.database().transaction(async (tx) => {
        await tx.questionVersion.create({
          data: { ...row, id: "before-families", version: 99, content: JSON.stringify(before) },
        });
      });
      const served = await getServedQuestions(reader(), ["before-families"]);
      expect(served.get("before-families")?.family).toBeNull();
    });
  });

  describe("in a sitting", () => {
    test("practice, drills and study sets hold one draw of a family at most, and all else", async () => {
      const viewer = await newViewer();
      const context = at(viewer);
      const practice = await formOf(await practise(viewer));
      expect(noneTwice(practice)).toBe(true);
      expect(practice).toHaveLength(16 + 2);
      const drill = await formOf(got(await startTrapDrill(context, { trap: "trap-any-water" })).attemptId);
      expect(noneTwice(drill)).toBe(true);
      for (const input of [{ set: "trap", trap: "trap-any-water" }, { set: "unseen" }] as const) {
        const set = await formOf(got(await startStudySet(at(await newViewer()), input)).attemptId);
        expect(noneTwice(set)).toBe(true);
        expect(set.length).toBeGreaterThan(2);
      }
    });

    test("an exam holds one draw of a family at most, pilots included", async () => {
      for (let round = 0; round < 4; round += 1) {
        const viewer = await newViewer();
        const input = { examId: "brew-1", blueprintId: "full", extraTime: "none" } as const;
        const form = await formOf(got(await startExam(at(viewer), input)).attemptId);
        expect(form).toHaveLength(12);
        expect(noneTwice(form)).toBe(true);
      }
    });

    test("a diagnosis asks one draw of a family at most", async () => {
      const viewer = await newViewer();
      const { attemptId } = got(await startDiagnosis(at(viewer)));
      const tab = newTab();
      for (let asked = 1; asked <= 20; asked += 1) {
        const form = await formOf(attemptId);
        const item = there(form.at(-1));
        const event = tab.answer(item.id, asked % 2 === 0 ? item.right : item.wrong);
        if (got(await answerDiagnosis(at(viewer, START_MS + asked * 60_000), { attemptId, event })).ended) break;
      }
      const form = await formOf(attemptId);
      expect(form.length).toBeGreaterThanOrEqual(12);
      expect(noneTwice(form)).toBe(true);
      expect(form.filter(({ questionId }) => familyOf(questionId) !== questionId).length).toBeLessThanOrEqual(3);
    });

    test("while an exam with a draw runs, no draw of its family is seen with feedback", async () => {
      const pack = smallPack({ id: "solo", edit: (question) => (/-water-three$/.test(question.id) ? question : null) });
      await load(withFamilies(pack, [{ family: "solo-springs", like: "solo-q-water-three", draws: 5 }]));
      const context = at(await newViewer({ examId: "solo-1" }));
      const wish = { ...everything, lessons: [], types: [] };
      const practice = got(await startPractice(context, wish)).attemptId;
      const open = there((await formOf(practice)).find(({ questionId }) => questionId.startsWith("solo-springs-")));
      const input = { examId: "solo-1", blueprintId: "quick", extraTime: "none" } as const;
      const exam = await formOf(got(await startExam(context, input)).attemptId);
      expect(exam.map(({ questionId }) => questionId.replace(/-\d+$/, "")).sort()).toEqual([
        "solo-q-water-three",
        "solo-springs",
      ]);
      // The exam takes a draw that was not met yet, and still none of the family may be checked or drawn.
      expect(exam.map(({ questionId }) => questionId)).not.toContain(open.questionId);
      const event = newTab().answer(open.id, open.right);
      const checked = await checkAnswer(context, { attemptId: practice, event });
      expect(checked).toEqual({ ok: false, error: "under-exam" });
      expect(await startPractice(context, wish)).toEqual({ ok: false, error: "none-left" });
    });
  });

  describe("for a learner", () => {
    test("a new draw of a met family comes after what is new, and counts as an unseen probe", async () => {
      const viewer = await newViewer();
      const first = await goThrough(at(viewer), await practise(viewer), () => true);
      const [met] = drawsOf(HEAT_FAMILY, first);
      const later = START_MS + DAY_MS;
      const again = await practise(viewer, later);
      const second = await formOf(again);
      const [fresh] = drawsOf(HEAT_FAMILY, second);
      expect(fresh).not.toBe(met);
      // All else was met: the new draws are the only ones that never were.
      const meetings = await listMeetings(reader(), viewer, "brew");
      const unmet = second.filter(({ questionId }) => there(meetings.get(questionId)).times === 1);
      expect(unmet.map(({ questionId }) => familyOf(questionId)).sort()).toEqual([HEAT_FAMILY, WATER_FAMILY]);
      expect(
        second
          .slice(0, 2)
          .map(({ questionId }) => familyOf(questionId))
          .sort(),
      ).toEqual([HEAT_FAMILY, WATER_FAMILY]);
      const seen = await listSeenBefore(reader(), viewer, second);
      expect(second.filter(({ id }) => !seen.has(id))).toEqual(unmet);
    });

    test("probes go on with new draws, one a sitting, and a met question is none while there are some", async () => {
      const viewer = await newViewer();
      got(await reportSymptom(at(viewer), "bitter-cup"));
      const drawn = new Set<string>();
      let sittings = 0;
      for (let round = 1; round <= 8; round += 1) {
        const now = START_MS + round * 60_000;
        const met = await listMeetings(reader(), viewer, "brew");
        const { attemptId } = got(await startRemediationProbes(at(viewer, now), { symptom: "bitter-cup" }));
        const { plan } = await attemptOf(viewer, attemptId);
        if (plan.kind !== "drill") throw new Error("probes are a drill");
        const [trap = ""] = plan.traps;
        const form = await goThrough(at(viewer, now), attemptId, (item) => item.trap === trap);
        expect(noneTwice(form)).toBe(true);
        if ((plan.unseen?.[trap] ?? 0) >= form.length) {
          sittings += 1;
          expect(form.filter(({ questionId }) => met.has(questionId))).toEqual([]);
        }
        for (const id of drawsOf(HEAT_FAMILY, form)) drawn.add(id);
        got(await readFact(at(viewer, now), trap));
        got(await readSection(at(viewer, now), { lesson: "lesson-heat", section: "what-it-does" }));
      }
      expect(sittings).toBeGreaterThan(3);
      expect(drawn.size).toBeGreaterThan(2);
    });

    test("what one learner met says nothing of another's", async () => {
      const [one, two] = [await newViewer(), await newViewer()];
      await goThrough(at(one), await practise(one), () => false);
      const meetings = await listMeetings(reader(), two, "brew");
      expect(meetings.size).toBe(0);
    });
  });

  test("the answers to all draws are fitted as one question, and hold for each of them", async () => {
    const sitters = await Promise.all(Array.from({ length: 10 }, () => newViewer()));
    for (const viewer of sitters) await sitExam(at(viewer), ({ questionId }) => familyOf(questionId) === WATER_FAMILY);
    for (const [index, viewer] of sitters.entries()) {
      const now = START_MS + DAY_MS + index;
      await goThrough(
        at(viewer, now),
        await practise(viewer, now),
        ({ questionId }) => familyOf(questionId) === WATER_FAMILY,
      );
    }
    const answered = await reader().attemptItem.groupBy({
      by: ["questionId"],
      where: { questionId: { startsWith: `${WATER_FAMILY}-` }, outcome: "wrong" },
    });
    expect(answered.length).toBeGreaterThan(3);
    const { number } = got(await fitSnapshot("brew", START_MS + 2 * DAY_MS, 50));
    const parameters = await getSnapshot(reader(), "brew", number);
    const keys = Object.keys(parameters.questions);
    expect(keys).toEqual(expect.arrayContaining([HEAT_FAMILY, WATER_FAMILY]));
    expect(keys.filter((key) => familyOf(key) !== key)).toEqual([]);
    const bank = await listBank(reader(), "brew", "brew-1");
    const fitted = there(parameters.questions[WATER_FAMILY]);
    expect(fitted.offset).toBeLessThan(there(parameters.questions[HEAT_FAMILY]).offset - 0.5);
    for (const draw of bank.filter(({ family }) => family === WATER_FAMILY)) {
      const question = { ...draw, offered: draw.traps };
      expect(questionParametersOf(parameters, question)).toMatchObject({
        id: WATER_FAMILY,
        offset: fitted.offset,
        variance: fitted.variance,
      });
      expect(shareOfWrong(parameters, question, "trap-any-water")).toBe(fitted.shares["trap-any-water"]);
    }
    // Everybody who was wrong took the trap of the first option.
    expect(there(fitted.shares["trap-any-water"])).toBeGreaterThan(0.6);
    expect(there(fitted.shares["trap-longer-steep"])).toBeLessThan(0.3);
  }, 120_000);
});
