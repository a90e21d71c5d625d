import { beforeAll, describe, expect, test } from "vitest";
import { nextStep } from "@/lib/core/learning/remediation/next-step";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { listMeetings } from "@/lib/data/meetings";
import { onBothEngines } from "@/lib/data/testing/engines";
import { goThrough, sitExam } from "@/lib/usecases/testing/learning";
import {
  at,
  attemptOf,
  formOf,
  got,
  load,
  newViewer,
  START_MS,
  startedExam,
  there,
} from "@/lib/usecases/testing/scene";
import { getFoldedLearner } from "./fold-learner";
import { readFact, readSection, reportSymptom } from "./report";
import { startChecks, startRemediationProbes } from "./start-probes";

const SYMPTOM = { symptom: "bitter-cup" };

onBothEngines("probes", (engine) => {
  const reader = () => engine.database().reader;
  beforeAll(async () => {
    await load();
  });
  const workOf = async (viewer: { userId: string }) =>
    (await getFoldedLearner(reader(), viewer, "brew")).state.remediations["bitter-cup"];

  test("there are none before there is a remediation", async () => {
    const viewer = await newViewer();
    expect(await startRemediationProbes(at(viewer), SYMPTOM)).toEqual({ ok: false, error: "unknown" });
    expect(await startChecks(at(viewer))).toEqual({ ok: false, error: "nothing-due" });
  });

  test("never met ones come first, and met ones only when none is left, which the attempt says", async () => {
    const viewer = await newViewer();
    got(await reportSymptom(at(viewer), "bitter-cup"));
    const served = new Set<string>();
    let now = START_MS;
    for (let round = 0; round < 6; round += 1) {
      now += 60_000;
      const met = await listMeetings(reader(), viewer, "brew");
      const { attemptId } = got(await startRemediationProbes(at(viewer, now), SYMPTOM));
      const { plan } = await attemptOf(viewer, attemptId);
      if (plan.kind !== "drill") throw new Error("probes are a drill");
      const [trap = ""] = plan.traps;
      const form = await goThrough(at(viewer, now), attemptId, (item) => item.trap === trap);
      const fresh = form.filter(({ questionId }) => !met.has(questionId)).length;
      expect(fresh).toBe(Math.min(form.length, plan.unseen?.[trap] ?? 0));
      // Who falls reads, and drills again; falling goes on, so that the drill never ends.
      got(await readFact(at(viewer, now), trap));
      got(await readSection(at(viewer, now), { lesson: "lesson-heat", section: "what-it-does" }));
      for (const { questionId, offered } of form) {
        expect(offered).toContain(trap);
        served.add(questionId);
      }
    }
    expect(served.size).toBeGreaterThan(2);
  });

  describe("a treated trap", () => {
    /** Somebody whose trap is confirmed, read and drilled. */
    async function treated() {
      const viewer = await newViewer();
      let now = START_MS;
      got(await reportSymptom(at(viewer, now), "bitter-cup"));
      const trap = nextStep(there(await workOf(viewer)).remediation, now).trap;
      const probe = async (falls: boolean) => {
        now += 60_000;
        const { attemptId } = got(await startRemediationProbes(at(viewer, now), SYMPTOM));
        await goThrough(at(viewer, now), attemptId, (item) => falls && item.trap === trap);
      };
      await probe(true);
      got(await readFact(at(viewer, now), trap));
      got(await readSection(at(viewer, now), { lesson: "lesson-heat", section: "what-it-does" }));
      for (let round = 0; round < 4 && kindOf(await workOf(viewer), trap) === "confirmed"; round += 1)
        await probe(false);
      expect(kindOf(await workOf(viewer), trap)).toBe("treated");
      return { viewer, trap, now };
    }
    const kindOf = (work: Awaited<ReturnType<typeof workOf>>, trap: string) =>
      there(work).remediation.traps[trap]?.kind;

    test("is checked a day later, and cured by a second check inside a timed exam", async () => {
      const { viewer, trap, now } = await treated();
      expect(await startChecks(at(viewer, now + DAY_MS / 2))).toEqual({ ok: false, error: "nothing-due" });
      const day = now + DAY_MS + 1;
      const { attemptId } = got(await startChecks(at(viewer, day)));
      const form = await goThrough(at(viewer, day), attemptId, () => false);
      expect(form.some(({ offered }) => offered.includes(trap))).toBe(true);
      expect(there(await workOf(viewer)).remediation.traps[trap]).toMatchObject({ kind: "treated", firstCheck: {} });
      await sitExam(at(viewer, day + DAY_MS), () => false);
      expect(kindOf(await workOf(viewer), trap)).toBe("cured");
    });

    test("has a probe in the next timed exam when one is left that was never met", async () => {
      const { viewer, trap, now } = await treated();
      const met = await listMeetings(reader(), viewer, "brew");
      const form = await formOf(await startedExam(at(viewer, now + 2 * DAY_MS), "full"));
      const left = form.filter(({ questionId, pilot }) => !pilot && !met.has(questionId));
      const probes = left.filter(({ offered }) => offered.includes(trap));
      expect(probes.length).toBeGreaterThan(0);
    });

    test("falling in the check opens it again", async () => {
      const { viewer, trap, now } = await treated();
      const day = now + 2 * DAY_MS;
      const { attemptId } = got(await startChecks(at(viewer, day)));
      await goThrough(at(viewer, day), attemptId, () => true);
      const kind = kindOf(await workOf(viewer), trap);
      const [probe] = (await formOf(attemptId)).filter(({ offered }) => offered.includes(trap));
      expect(kind).toBe(there(probe).evidence?.taken.includes(trap) ? "relapsed" : "treated");
    });
  });
});
