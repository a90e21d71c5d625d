import { beforeAll, describe, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { onBothEngines } from "@/lib/data/testing/engines";
import { createUser, mergeGuest } from "@/lib/data/users";
import { startDiagnosis } from "@/lib/usecases/diagnose/diagnose";
import { findRemediationElsewhere } from "@/lib/usecases/learning/find-elsewhere";
import { findRemediation } from "@/lib/usecases/learning/get-remediation";
import { getToday } from "@/lib/usecases/learning/get-today";
import { getWeaknesses } from "@/lib/usecases/learning/get-weaknesses";
import { reportSymptom } from "@/lib/usecases/learning/report";
import { startRemediationProbes } from "@/lib/usecases/learning/start-probes";
import { at, attemptOf, formOf, got, load, newViewer, START_MS, startedExam } from "@/lib/usecases/testing/scene";
import { otherPack } from "@/lib/usecases/testing/small-pack";
import { chooseExam, isExam } from "./choose-exam";
import { getCurrentExam, listExams } from "./current-exam";
import { findSymptom, findTrap, getChapters } from "./get-chapter";
import { findLesson } from "./get-lesson";

onBothEngines("several packs", () => {
  beforeAll(async () => {
    await load(otherPack(), undefined, 1);
    await load();
  });

  /** Somebody of the first pack who switched to the second. */
  async function switched(): Promise<Viewer> {
    const viewer = await newViewer();
    expect(await chooseExam(at(viewer), "wine-1")).toBe(true);
    return { ...viewer, examId: "wine-1" };
  }

  test("the one with the lowest position is what somebody sees who has chosen nothing", async () => {
    expect((await getCurrentExam(null)).exam.id).toBe("brew-1");
    expect((await getCurrentExam({ examId: "gone" })).exam.id).toBe("brew-1");
    expect((await getCurrentExam({ examId: "wine-2" })).pack.id).toBe("wine");
    expect((await listExams()).map(({ exam }) => exam.id)).toEqual(["brew-1", "brew-2", "wine-1", "wine-2"]);
    expect([await isExam("wine-2"), await isExam("gone")]).toEqual([true, false]);
  });

  test("a visitor may look at either", async () => {
    const seen = async (wish?: string) => (await getChapters(null, wish)).map(({ exam }) => exam.id);
    expect([await seen(), await seen("wine-1"), await seen("gone")]).toEqual([["brew-1"], ["wine-1"], ["brew-1"]]);
  });

  describe("links hold whatever their reader practises for", () => {
    test.each([
      { name: "a lesson", find: (viewer: Viewer) => findLesson(viewer, "room-heat") },
      { name: "a trap", find: (viewer: Viewer) => findTrap(viewer, "vice-always-boil") },
      { name: "a symptom", find: (viewer: Viewer) => findSymptom(viewer, "sour-glass") },
    ])("$name of the other pack is there, and says where it belongs", async ({ find }) => {
      expect((await find(await newViewer()))?.elsewhere?.id).toBe("wine-1");
      expect((await find(await switched()))?.elsewhere).toBeNull();
    });

    test("what no pack has is missing", async () => {
      const viewer = await newViewer();
      expect(await findLesson(viewer, "lesson-gone")).toBeNull();
      expect(await findTrap(viewer, "gone")).toBeNull();
      expect(await findSymptom(viewer, "gone")).toBeNull();
    });
  });

  test("a remediation belongs to its pack: after a switch it is elsewhere, and only its owner is told", async () => {
    const viewer = await newViewer();
    got(await reportSymptom(at(viewer), "bitter-cup"));
    expect(await findRemediation(at(viewer), "bitter-cup")).not.toBeNull();
    expect(await findRemediationElsewhere({ viewer }, "bitter-cup")).toBeNull();
    const now = { ...viewer, examId: "wine-1" };
    expect(await findRemediation(at(now), "bitter-cup")).toBeNull();
    expect((await findRemediationElsewhere({ viewer: now }, "bitter-cup"))?.id).toBe("brew-1");
    expect(await findRemediationElsewhere({ viewer: await switched() }, "bitter-cup")).toBeNull();
    expect(await startRemediationProbes(at(now), { symptom: "bitter-cup" })).toMatchObject({ ok: false });
  });

  test("what is learnt in one pack is not known in the other", async () => {
    const viewer = await switched();
    got(await reportSymptom(at(viewer), "sour-glass"));
    const { attemptId } = got(await startRemediationProbes(at(viewer), { symptom: "sour-glass" }));
    expect((await attemptOf(viewer, attemptId)).packId).toBe("wine");
    expect((await formOf(attemptId)).every(({ questionId }) => questionId.startsWith("wine-"))).toBe(true);
    expect((await getToday(at(viewer))).open).toHaveLength(1);
    const back = { ...viewer, examId: "brew-1" };
    expect((await getToday(at(back))).open).toHaveLength(0);
    expect((await getWeaknesses(at(back))).underWay).toHaveLength(0);
  });

  test("a diagnosis of another exam is neither today's step nor begun twice", async () => {
    const viewer = await newViewer();
    const first = got(await startDiagnosis(at(viewer))).attemptId;
    const away = { ...viewer, examId: "wine-1" };
    const second = got(await startDiagnosis(at(away))).attemptId;
    expect(second).not.toBe(first);
    expect(got(await startDiagnosis(at(viewer))).attemptId).toBe(first);
    expect((await getToday(at(viewer))).next).toMatchObject({ kind: "running", attempt: { id: first } });
    expect((await getToday(at(away))).next).toMatchObject({ kind: "running", attempt: { id: second } });
    expect((await getToday(at({ ...viewer, examId: "brew-2" }))).next.kind).not.toBe("running");
  });

  test("an exam that runs comes first whatever is practised", async () => {
    const viewer = await newViewer();
    const exam = await startedExam(at(viewer));
    expect((await getToday(at({ ...viewer, examId: "wine-1" }))).next).toMatchObject({ attempt: { id: exam } });
  });

  test("who had chosen nothing goes on with what they chose as a guest; a choice of their own stays", async () => {
    const db = await database();
    const merged = async (own: string | null) => {
      const account = await newViewer(own === null ? {} : { examId: own });
      await db.transaction(async (tx) => {
        const guest = { email: null, name: "Guest", role: "learner", passwordHash: null, examId: "wine-1" } as const;
        await mergeGuest(tx, await createUser(tx, guest, START_MS), account.userId);
      });
      const user = await db.reader.user.findUnique({ where: { id: account.userId }, select: { examId: true } });
      return user?.examId;
    };
    expect(await merged(null)).toBe("wine-1");
    expect(await merged("brew-2")).toBe("brew-2");
  });
});
