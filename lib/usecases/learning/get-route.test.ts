import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { onBothEngines } from "@/lib/data/testing/engines";
import { checkAnswer } from "@/lib/usecases/attempt/check-answer";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { getReport, isReport } from "@/lib/usecases/attempt/get-result";
import { startPractice } from "@/lib/usecases/attempt/start-practice";
import { answerDiagnosis, startDiagnosis } from "@/lib/usecases/diagnose/diagnose";
import { at, attemptOf, formOf, got, load, newTab, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { getRouteAfter } from "./get-route";
import { reportSymptom } from "./report";
import { startRemediationProbes } from "./start-probes";

const SYMPTOM = "bitter-cup";

onBothEngines("the route after an attempt", () => {
  beforeAll(async () => {
    await load();
  });

  /** Checks every question of a practice, a drill or a check, and ends it. */
  async function answerAll(viewer: Viewer, attemptId: string, how: "right" | "wrong", now = START_MS) {
    const tab = newTab();
    for (const item of await formOf(attemptId)) {
      await checkAnswer(at(viewer, now), { attemptId, event: tab.answer(item.id, item[how]) });
    }
    await endAttempt(at(viewer, now), { attemptId, as: "finished" });
  }
  async function practised(viewer: Viewer, how: "right" | "wrong", count = 5): Promise<string> {
    const wish = { lessons: ["lesson-heat"], types: [], count, from: "unseen" as const };
    const { attemptId } = got(await startPractice(at(viewer), wish));
    await answerAll(viewer, attemptId, how);
    return attemptId;
  }
  const routeFrom = async (viewer: Viewer, attemptId: string) =>
    getRouteAfter(at(viewer), await attemptOf(viewer, attemptId));

  test("is empty when nothing was wrong, and says how much was answered", async () => {
    const viewer = await newViewer();
    const attemptId = await practised(viewer, "right");
    expect(await routeFrom(viewer, attemptId)).toEqual({ kind: "found", stops: [], answered: 5 });
  });

  test("names the symptom with the answers behind it, by their places in this attempt", async () => {
    const viewer = await newViewer();
    const attemptId = await practised(viewer, "wrong");
    const route = await routeFrom(viewer, attemptId);
    if (route.kind !== "found") throw new Error("it waits");
    const [stop] = route.stops;
    expect(stop).toMatchObject({
      symptom: SYMPTOM,
      words: "The cup is bitter.",
      firstFix: "Let it cool.",
      elsewhere: 0,
    });
    const form = await formOf(attemptId);
    const took = form.flatMap((item) => (/boil/.test(item.trap) ? [item.position + 1] : []));
    expect(took.length).toBeGreaterThan(1);
    expect(there(stop).here.map(({ place }) => place)).toEqual(took);
    // The engine opened it at the end of the attempt: it begins with probes that confirm it.
    expect(there(stop).next).toMatchObject({ step: { kind: "confirm", because: "evidence" } });
    expect(there(stop).traps.every(({ falls, decided }) => falls > 0 && falls <= decided)).toBe(true);
  });

  test("seen from another attempt, answers are from elsewhere", async () => {
    const viewer = await newViewer();
    const first = await practised(viewer, "wrong");
    const wish = { lessons: ["lesson-water"], types: [], count: 1, from: "unseen" as const };
    const { attemptId } = got(await startPractice(at(viewer), wish));
    await answerAll(viewer, attemptId, "right");
    const [here, beside] = [await routeFrom(viewer, first), await routeFrom(viewer, attemptId)];
    if (here.kind !== "found" || beside.kind !== "found") throw new Error("it waits");
    expect(beside.stops[0]).toMatchObject({ here: [], elsewhere: here.stops[0]?.here.length });
  });

  test("waits while a diagnosis has heard an answer: what it heard is not told before its end", async () => {
    const viewer = await newViewer();
    const attemptId = await practised(viewer, "wrong");
    const diagnosis = got(await startDiagnosis(at(viewer))).attemptId;
    expect((await routeFrom(viewer, attemptId)).kind).toBe("found");
    const [item] = await formOf(diagnosis);
    const event = newTab().answer(there(item).id, there(item).wrong);
    await answerDiagnosis(at(viewer), { attemptId: diagnosis, event });
    expect(await routeFrom(viewer, attemptId)).toEqual({ kind: "waits", attemptId: diagnosis });
    await endAttempt(at(viewer), { attemptId: diagnosis, as: "abandoned" });
    expect((await routeFrom(viewer, attemptId)).kind).toBe("found");
  });

  describe("probes", () => {
    test("say how many had been met before because no unseen one was left; practice never does", async () => {
      const viewer = await newViewer();
      const wish = { lessons: [], types: [], count: 40, from: "unseen" as const };
      const { attemptId } = got(await startPractice(at(viewer), wish));
      await answerAll(viewer, attemptId, "wrong");
      const drill = got(await startRemediationProbes(at(viewer, START_MS + 1_000), { symptom: SYMPTOM })).attemptId;
      await answerAll(viewer, drill, "right", START_MS + 2_000);
      const met = async (id: string) => {
        const report = there(await getReport(at(viewer), id));
        if (!isReport(report)) throw new Error("no result");
        return { of: report.result.scored, metBefore: report.metBefore };
      };
      expect(await met(attemptId)).toMatchObject({ metBefore: 0 });
      expect(await met(drill)).toEqual({ of: 3, metBefore: 3 });
    });

    test("say nothing of those that were met nowhere before", async () => {
      const viewer = await newViewer();
      got(await reportSymptom(at(viewer), SYMPTOM));
      const started = await startRemediationProbes(at(viewer, START_MS + 1_000), { symptom: SYMPTOM });
      const drill = got(started).attemptId;
      await answerAll(viewer, drill, "right", START_MS + 2_000);
      const report = there(await getReport(at(viewer), drill));
      if (!isReport(report) || report.attempt.plan.kind !== "drill") throw new Error("no result of probes");
      const { traps, unseen = {} } = report.attempt.plan;
      expect(report.metBefore).toBe(Math.max(0, report.result.scored - (unseen[traps[0] ?? ""] ?? 0)));
    });
  });
});
