import { describe, expect, test } from "vitest";
import type { Context } from "@/lib/core/access/viewer";
import { momentOf, wallTimeOf } from "@/lib/core/cohort/wall-time";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { onBothEngines } from "@/lib/data/testing/engines";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { getReport, isReport } from "@/lib/usecases/attempt/get-result";
import { getReview } from "@/lib/usecases/attempt/get-review";
import { getRoomSync } from "@/lib/usecases/attempt/get-room";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { join, leaveCohort, makeInvite } from "@/lib/usecases/cohort/join";
import { createCohort } from "@/lib/usecases/cohort/manage-cohort";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { readSection } from "@/lib/usecases/learning/report";
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
import { allow, listExtraTimes } from "./allow";
import { beginAssignment } from "./begin";
import { endFeed, listDue, makeFeed, readFeed } from "./due";
import {
  type AssignmentForm,
  addAssignment,
  changeAssignment,
  getAssignment,
  listCohortAssignments,
  takeBackAssignment,
} from "./manage-assignments";

const ZONE = "Europe/Vienna";
const wall = (moment: number): string => wallTimeOf(moment, ZONE);
const DUE_MS = START_MS + 2 * DAY_MS;
const form = (own: Partial<AssignmentForm> = {}): AssignmentForm => ({
  title: "Before Thursday",
  work: { kind: "exam", blueprint: "quick" },
  opens: wall(START_MS),
  due: wall(DUE_MS),
  closes: wall(DUE_MS + DAY_MS),
  attempts: 1,
  review: "at-once",
  lateness: "lenient",
  ...own,
});

onBothEngines("assignments", (engine) => {
  const scene = async (own: Partial<AssignmentForm> = {}) => {
    await load();
    const lead = at(await newViewer({ role: "lead" }));
    const { cohortId } = got(await createCohort(lead, { name: "Brewers", examId: "brew-1", timeZone: ZONE }));
    const learner = await joined(lead, cohortId);
    const { assignmentId } = got(await addAssignment(lead, { cohortId, form: form(own) }));
    return { lead, learner, cohortId, assignmentId };
  };
  const joined = async (lead: Context, cohortId: string): Promise<Context> => {
    const { code } = got(await makeInvite(lead, { cohortId, role: "learner", days: 1, maxUses: 1 }));
    const learner = at(await newViewer());
    got(await join(learner, { code }));
    return learner;
  };
  const later = ({ viewer }: Context, now: number): Context => ({ viewer, now });
  const begun = async (learner: Context, assignmentId: string): Promise<string> => {
    const begin = got(await beginAssignment(learner, assignmentId));
    if (begin.kind === "lesson") throw new Error("a lesson has no attempt");
    return begin.attemptId;
  };
  const standing = async (learner: Context, assignmentId: string) =>
    there((await listDue(learner)).find(({ assignment }) => assignment.id === assignmentId)).standing;

  test("an exam that is due is sat by its rules, and is done when it is handed in", async () => {
    const { lead, learner, cohortId, assignmentId } = await scene();
    expect(await standing(learner, assignmentId)).toBe("open");
    const attemptId = await begun(learner, assignmentId);
    expect(await standing(learner, assignmentId)).toBe("begun");
    // Going on is no second beginning.
    expect(await beginAssignment(learner, assignmentId)).toMatchObject({
      error: { kind: "already-running", attemptId },
    });
    await endAttempt(learner, { attemptId, as: "finished" });
    expect(await standing(learner, assignmentId)).toBe("done");
    expect(await beginAssignment(learner, assignmentId)).toMatchObject({ error: { kind: "attempts" } });
    const sheet = there(await getAssignment(lead, { cohortId, assignmentId }));
    expect(sheet.learners).toMatchObject([{ standing: "done", begun: 1, member: { userId: learner.viewer.userId } }]);
    expect(there(await listCohortAssignments(lead, cohortId)).assignments).toMatchObject([{ counts: { done: 1 } }]);
  });

  test("before it opens and after it closes nothing begins; what comes late is called late", async () => {
    const { learner, assignmentId } = await scene({ opens: wall(START_MS + HOUR_MS) });
    expect(await beginAssignment(learner, assignmentId)).toMatchObject({ error: { kind: "not-open" } });
    const late = later(learner, DUE_MS + HOUR_MS);
    expect(await standing(late, assignmentId)).toBe("overdue");
    const attemptId = await begun(late, assignmentId);
    await endAttempt(late, { attemptId, as: "finished" });
    expect(await standing(late, assignmentId)).toBe("late");
    const { learner: other, assignmentId: again } = await scene();
    expect(await beginAssignment(later(other, DUE_MS + DAY_MS), again)).toMatchObject({ error: { kind: "over" } });
    expect(await standing(later(other, DUE_MS + DAY_MS), again)).toBe("missed");
  });

  test("strict, the clock of whoever is in the middle stops at the due time", async () => {
    const { learner, assignmentId } = await scene({ lateness: "strict" });
    const now = DUE_MS - MINUTE_MS;
    const attemptId = await begun(later(learner, now), assignmentId);
    expect((await attemptOf(learner.viewer, attemptId)).deadline).toBe(DUE_MS);
    expect(there(await getRoomSync(later(learner, DUE_MS + 2 * MINUTE_MS), attemptId)).phase).toBe("finished");
    expect(await standing(later(learner, DUE_MS + 2 * MINUTE_MS), assignmentId)).toBe("done");
  });

  test("twelve beginnings at once on two servers are one sitting", async () => {
    const { learner, assignmentId } = await scene();
    const other = await engine.openAgain();
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        index % 2 === 0
          ? beginAssignment(learner, assignmentId)
          : onAnotherServer(other, () => beginAssignment(learner, assignmentId)),
      ),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(all.filter((one) => !one.ok && one.error.kind === "already-running")).toHaveLength(11);
  });

  describe("more time", () => {
    test("in the middle of an exam the clock follows, and what was answered meanwhile counts", async () => {
      const { lead, learner, cohortId, assignmentId } = await scene();
      const attemptId = await begun(learner, assignmentId);
      const before = there((await attemptOf(learner.viewer, attemptId)).deadline);
      const now = before - 1_000;
      const input = { cohortId, assignmentId, userIds: [learner.viewer.userId] };
      got(await allow(later(lead, now), { ...input, form: { extraTime: "x2", due: null, attempts: null } }));
      const full = before - START_MS;
      const sync = there(await getRoomSync(later(learner, now), attemptId));
      expect(sync.deadline).toBe(START_MS + 2 * full);
      const [item] = await formOf(attemptId);
      const saved = got(
        await saveEvents(later(learner, before + 90_000), {
          attemptId,
          events: [newTab().answer(there(item).id, there(item).right)],
        }),
      );
      expect(saved.acks).toMatchObject([{ outcome: "stored" }]);
      // Taken back in the middle, five minutes are left, or what there was.
      const cut = before + 60_000;
      got(await allow(later(lead, cut), { ...input, form: { extraTime: "none", due: null, attempts: null } }));
      const left = there((await attemptOf(learner.viewer, attemptId)).deadline);
      expect(left).toBe(Math.min(START_MS + 2 * full, cut + 5 * MINUTE_MS));
    });

    test("allowed in the whole cohort it holds for what is begun later too; for one assignment it goes before that", async () => {
      const { lead, learner, cohortId, assignmentId } = await scene();
      const userIds = [learner.viewer.userId];
      const extra = (extraTime: "x1.5" | "untimed") => ({ extraTime, due: null, attempts: null });
      got(await allow(lead, { cohortId, assignmentId: null, userIds, form: extra("x1.5") }));
      const listed = async (context: Context) =>
        (await listExtraTimes(context, cohortId))?.learners.map(({ member, extraTime }) => [member.userId, extraTime]);
      expect(await listed(lead)).toEqual([[learner.viewer.userId, "x1.5"]]);
      expect(await listed(learner)).toBeUndefined();
      expect(await listed(at(await newViewer({ role: "lead" })))).toBeUndefined();
      const { assignmentId: second } = got(await addAssignment(lead, { cohortId, form: form() }));
      got(await allow(lead, { cohortId, assignmentId: second, userIds, form: extra("untimed") }));
      const first = await begun(learner, assignmentId);
      expect((await attemptOf(learner.viewer, first)).extraTime).toBe("x1.5");
      await endAttempt(learner, { attemptId: first, as: "finished" });
      const other = await attemptOf(learner.viewer, await begun(learner, second));
      // Untimed, the exam ends with its assignment.
      expect(other).toMatchObject({ extraTime: "untimed", limitMs: null, deadline: DUE_MS + DAY_MS });
    });

    test("many at once get a later due time and another attempt; others keep theirs", async () => {
      const { lead, learner, cohortId, assignmentId } = await scene({ lateness: "strict" });
      const [second, third] = [await joined(lead, cohortId), await joined(lead, cohortId)];
      const userIds = [learner.viewer.userId, second.viewer.userId];
      const more = { extraTime: null, due: wall(DUE_MS + DAY_MS), attempts: 2 };
      expect(got(await allow(lead, { cohortId, assignmentId, userIds, form: more })).learners).toBe(2);
      const after = DUE_MS + HOUR_MS;
      await endAttempt(later(learner, after), {
        attemptId: await begun(later(learner, after), assignmentId),
        as: "finished",
      });
      await begun(later(learner, after), assignmentId);
      expect(await beginAssignment(later(third, after), assignmentId)).toMatchObject({ error: { kind: "over" } });
      const early = { extraTime: null, due: wall(START_MS - DAY_MS), attempts: null };
      expect(await allow(lead, { cohortId, assignmentId, userIds, form: early })).toEqual({ ok: false, error: "due" });
    });
  });

  test("a review that opens later keeps result, review and feedback back until then, for each by their own time", async () => {
    const { lead, learner, cohortId, assignmentId } = await scene({ review: "after-due" });
    const attemptId = await begun(learner, assignmentId);
    await endAttempt(learner, { attemptId, as: "finished" });
    const held = there(await getReport(learner, attemptId));
    expect(isReport(held)).toBe(false);
    expect(JSON.stringify(held)).not.toContain("outcome");
    expect(await getReview(learner, attemptId, "all")).toBeNull();
    const userIds = [learner.viewer.userId];
    got(
      await allow(lead, {
        cohortId,
        assignmentId,
        userIds,
        form: { extraTime: null, due: wall(DUE_MS + HOUR_MS), attempts: null },
      }),
    );
    expect(await getReview(later(learner, DUE_MS), attemptId, "all")).toBeNull();
    const open = later(learner, DUE_MS + HOUR_MS);
    expect(isReport(there(await getReport(open, attemptId)))).toBe(true);
    expect(there(await getReview(open, attemptId, "all")).items.every(({ feedback }) => feedback !== null)).toBe(true);
  });

  test("a drill, a diagnosis and a lesson are begun, and done when they are over", async () => {
    const { lead, learner, cohortId } = await scene();
    const add = async (work: AssignmentForm["work"]) =>
      got(await addAssignment(lead, { cohortId, form: form({ work, attempts: null }) })).assignmentId;
    const drill = await add({ kind: "drill", trap: "trap-always-boil" });
    const drillId = await begun(learner, drill);
    expect(await begun(learner, drill)).toBe(drillId);
    await endAttempt(learner, { attemptId: drillId, as: "finished" });
    expect(await standing(learner, drill)).toBe("done");

    const diagnosis = await add({ kind: "diagnose" });
    expect((await attemptOf(learner.viewer, await begun(learner, diagnosis))).assignmentId).toBe(diagnosis);

    const lesson = await add({ kind: "lesson", lesson: "lesson-heat" });
    expect(got(await beginAssignment(learner, lesson))).toEqual({ kind: "lesson", lesson: "lesson-heat" });
    const { pack } = await getCurrentExam(learner.viewer);
    const sections = there(pack.lessons.get("lesson-heat")).sections.map(({ id }) => id);
    for (const [index, section] of sections.entries()) {
      expect(await standing(learner, lesson)).toBe("begun");
      got(await readSection(later(learner, START_MS + index), { lesson: "lesson-heat", section }));
    }
    expect(await standing(later(learner, START_MS + 99), lesson)).toBe("done");
  });

  test("what is changed or taken back is so for all; of two who change it at once one is told", async () => {
    const { lead, learner, cohortId, assignmentId } = await scene();
    const change = (title: string) =>
      changeAssignment(lead, {
        cohortId,
        assignmentId,
        revision: 1,
        form: form({ title, due: wall(DUE_MS + HOUR_MS) }),
      });
    const both = await Promise.all([change("One"), change("Other")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: "moved-on" });
    expect(there((await listDue(learner))[0]).rules.dueAt).toBe(DUE_MS + HOUR_MS);
    got(await takeBackAssignment(lead, { cohortId, assignmentId }));
    expect(await listDue(learner)).toEqual([]);
    expect(await beginAssignment(learner, assignmentId)).toMatchObject({ error: { kind: "no-assignment" } });
  });

  test.each([
    ["opens", { opens: "2026-02-30T10:00" }],
    ["due", { due: wall(START_MS) }],
    ["closes", { closes: wall(DUE_MS - MINUTE_MS) }],
    ["work", { work: { kind: "exam" as const, blueprint: "none" } }],
    ["work", { work: { kind: "drill" as const, trap: "none" } }],
    ["work", { work: { kind: "lesson" as const, lesson: "none" } }],
  ])("what is wrong in %s is told there", async (where, own) => {
    const { lead, cohortId } = await scene();
    expect(await addAssignment(lead, { cohortId, form: form(own) })).toEqual({ ok: false, error: where });
  });

  test("a due time is what the clocks of the cohort's zone show, on both sides of a change of clocks", async () => {
    const { lead, learner, cohortId } = await scene();
    const times = { opens: "2027-03-27T18:00", due: "2027-03-28T18:00", closes: "" };
    got(await addAssignment(lead, { cohortId, form: form(times) }));
    const one = there((await listDue(learner)).find(({ rules }) => rules.closesAt === null));
    expect(one.rules.dueAt - one.rules.opensAt).toBe(23 * HOUR_MS);
    expect(one.rules.dueAt).toBe(momentOf("2027-03-28T16:00", "UTC", "later"));
  });

  test("a calendar tells what is due under its address alone, until it is taken away", async () => {
    const { learner, assignmentId } = await scene({ title: "Exam; with, signs" });
    const { token } = await makeFeed(learner);
    const calendar = there(await readFeed(token, "https://trapline.example", START_MS));
    expect(calendar).toContain("SUMMARY:Due: Exam\\; with\\, signs");
    expect(calendar).toContain(`UID:${assignmentId}@trapline.example`);
    expect(await readFeed(`${token}x`, "https://trapline.example", START_MS)).toBeNull();
    const { token: second } = await makeFeed(learner);
    expect(await readFeed(token, "https://trapline.example", START_MS)).toBeNull();
    await endFeed(learner);
    expect(await readFeed(second, "https://trapline.example", START_MS)).toBeNull();
  });

  describe("for others an assignment is missing; its own people still can", () => {
    test.each(["a lead of another cohort", "a learner of the cohort", "a former lead"])("%s", async (who) => {
      const { lead, learner, cohortId, assignmentId } = await scene();
      const other = async (): Promise<Context> => {
        if (who === "a learner of the cohort") return learner;
        const some = at(await newViewer({ role: "lead" }));
        if (who === "a lead of another cohort") {
          got(await createCohort(some, { name: "Others", examId: "brew-1", timeZone: ZONE }));
          return some;
        }
        const { code } = got(await makeInvite(lead, { cohortId, role: "lead", days: 1, maxUses: 1 }));
        got(await join(some, { code }));
        got(await leaveCohort(some, { cohortId }));
        return some;
      };
      const context = await other();
      const place = { cohortId, assignmentId };
      const missing = { ok: false, error: "missing" };
      const userIds = [learner.viewer.userId];
      expect(await getAssignment(context, place)).toBeNull();
      expect(await listCohortAssignments(context, cohortId)).toBeNull();
      expect(await addAssignment(context, { cohortId, form: form() })).toEqual(missing);
      expect(await changeAssignment(context, { ...place, revision: 1, form: form({ title: "Theirs" }) })).toEqual(
        missing,
      );
      expect(await takeBackAssignment(context, place)).toEqual(missing);
      const more = { extraTime: "x2" as const, due: null, attempts: null };
      expect(await allow(context, { ...place, userIds, form: more })).toEqual(missing);
      expect(there(await getAssignment(lead, place)).assignment.title).toBe("Before Thursday");
      got(await allow(lead, { ...place, userIds, form: more }));
    });

    test("whoever is not in the cohort, or has left it, has nothing to begin", async () => {
      const { lead, learner, cohortId, assignmentId } = await scene();
      const stranger = at(await newViewer());
      const none = { ok: false, error: { kind: "no-assignment" } };
      expect(await listDue(stranger)).toEqual([]);
      expect(await beginAssignment(stranger, assignmentId)).toEqual(none);
      expect(await beginAssignment(lead, assignmentId)).toEqual(none);
      // An assignment of one cohort cannot be changed by way of another that one leads.
      const { cohortId: own } = got(await createCohort(lead, { name: "Second", examId: "brew-1", timeZone: ZONE }));
      expect(await takeBackAssignment(lead, { cohortId: own, assignmentId })).toEqual({ ok: false, error: "missing" });
      got(await leaveCohort(learner, { cohortId }));
      expect(await listDue(learner)).toEqual([]);
      expect(await beginAssignment(learner, assignmentId)).toEqual(none);
      const back = await joined(lead, cohortId);
      await begun(back, assignmentId);
    });
  });
});
