import { expect, test } from "vitest";
import type { Context } from "@/lib/core/access/viewer";
import { weekOf, weeksUpTo } from "@/lib/core/cohort/wall-time";
import type { WeekCounts } from "@/lib/core/cohort/week-counts";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { countBegun, markDone } from "@/lib/data/assignments";
import { endMembership, findLedCohort } from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { unscopedListLearners } from "@/lib/data/learners";
import { addToWeek, clearWeeks } from "@/lib/data/member-weeks";
import { onBothEngines } from "@/lib/data/testing/engines";
import { allow } from "@/lib/usecases/assignment/allow";
import { addAssignment, getAssignment, listCohortAssignments } from "@/lib/usecases/assignment/manage-assignments";
import { rebuildLearner } from "@/lib/usecases/learning/rebuild";
import { cohortScene, later, sitAll, ZONE } from "@/lib/usecases/testing/cohort-scene";
import { at, got, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { boardOf, getBoard } from "./board";
import { join, leaveCohort, makeInvite } from "./join";
import { getLearnerPage } from "./learner-page";
import { createCohort } from "./manage-cohort";
import { getCohortReport, getLearnerReport } from "./report";
import { getReteachKit } from "./reteach";

onBothEngines("a lead's board", ({ openAgain }) => {
  test("counts what learners did since they joined, in the cohort's exam, by lesson, trap and week", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const early = at(await newViewer());
    await sitAll(early, "wrong");
    const { code } = got(await makeInvite(lead, { cohortId, role: "learner", days: 1, maxUses: 1 }));
    got(await join(later(early, START_MS + 1), { code }));
    const learner = await joined();
    const counted = await sitAll(learner, "right");
    const board = there(await getBoard(lead, cohortId));
    const row = (context: Context) => there(board.roster.find(({ member }) => member.userId === context.viewer.userId));
    expect([row(learner).answers, row(learner).right]).toEqual([counted, counted]);
    // What was done before joining is the learner's alone.
    expect([row(early).answers, row(early).lastAt]).toEqual([0, null]);
    const inLessons = row(learner).lessons.reduce((sum, { answered }) => sum + answered, 0);
    expect(inLessons).toBe(counted);
    // Two people are no group.
    expect(board.past.every(({ right }) => right === null)).toBe(true);
    expect(board.traps.every(({ cells }) => cells.every(({ rate }) => rate === null))).toBe(true);
  });

  test("of five and more the traps show, week by week; who stands out is named with the reason", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learners = await Promise.all(Array.from({ length: 6 }, () => joined()));
    for (const learner of learners.slice(0, 5)) await sitAll(learner, "wrong");
    const silent = there(learners[5]);
    const board = there(await getBoard(later(lead, START_MS + 8 * DAY_MS), cohortId));
    const [worst] = board.traps;
    expect(there(worst).cells.some(({ rate, people }) => rate !== null && rate > 0 && people === 5)).toBe(true);
    const reasons = new Map(board.atRisk.map(({ userId, risks }) => [userId, risks.map(({ kind }) => kind)]));
    expect(reasons.get(silent.viewer.userId)).toEqual(["never"]);
    const kit = there(await getReteachKit(later(lead, START_MS + DAY_MS), { cohortId, trap: there(worst).trap }));
    expect(kit.probes.length).toBeGreaterThan(0);
    expect(JSON.stringify(kit.probes)).not.toMatch(/because|"key"|trap-/);
    expect(kit.cells.reduce((sum, { falls }) => sum + falls, 0)).toBe(there(worst).falls);
  });

  test("an overdue assignment is a reason", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learner = await joined();
    const form = { title: "Due", work: { kind: "diagnose" as const }, attempts: 1, closes: "" };
    const times = {
      opens: "2026-11-23T10:00",
      due: "2026-11-24T10:00",
      review: "at-once",
      lateness: "lenient",
    } as const;
    got(await addAssignment(lead, { cohortId, form: { ...form, ...times } }));
    const board = there(await getBoard(later(lead, START_MS + 2 * DAY_MS), cohortId));
    expect(board.atRisk).toMatchObject([{ userId: learner.viewer.userId, risks: [{ kind: "overdue", count: 1 }] }]);
  });

  test("who is allowed more time is not behind, and is counted where they stand", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const [late, allowed] = [await joined(), await joined()];
    const form = {
      ...{ title: "Due", work: { kind: "diagnose" as const }, attempts: 1, closes: "" },
      ...{
        opens: "2026-11-23T10:00",
        due: "2026-11-24T10:00",
        review: "at-once" as const,
        lateness: "strict" as const,
      },
    };
    const { assignmentId } = got(await addAssignment(lead, { cohortId, form }));
    const more = { extraTime: null, due: "2026-11-27T10:00", attempts: null };
    got(await allow(lead, { cohortId, assignmentId, userIds: [allowed.viewer.userId], form: more }));
    const then = later(lead, START_MS + 2 * DAY_MS);
    const board = there(await getBoard(then, cohortId));
    expect(board.atRisk).toMatchObject([{ userId: late.viewer.userId, risks: [{ kind: "missed", count: 1 }] }]);
    const [listed] = there(await listCohortAssignments(then, cohortId)).assignments;
    expect(there(listed).counts).toMatchObject({ missed: 1, open: 1, done: 0 });
  });

  test("the list of assignments counts each learner where their own page says they stand", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learners = await Promise.all(Array.from({ length: 5 }, () => joined()));
    const form = {
      ...{ title: "Exam", work: { kind: "exam", blueprint: "full" } as const, attempts: null, closes: "" },
      ...{
        opens: "2026-11-23T10:00",
        due: "2026-11-24T10:00",
        review: "at-once" as const,
        lateness: "lenient" as const,
      },
    };
    const { assignmentId } = got(await addAssignment(lead, { cohortId, form }));
    const { transaction } = await database();
    const due = START_MS + DAY_MS;
    const [inTime, tooLate, begun, gone] = learners.map(({ viewer }) => viewer.userId);
    await transaction(async (tx) => {
      await markDone(tx, assignmentId, there(inTime), due);
      await markDone(tx, assignmentId, there(tooLate), due + 1);
      await countBegun(tx, assignmentId, there(begun), due);
      // Who has left is nobody's to count.
      await markDone(tx, assignmentId, there(gone), due);
    });
    got(await leaveCohort(there(learners[3]), { cohortId }));
    for (const now of [START_MS + 1, due - 1, due + 1]) {
      const [listed] = there(await listCohortAssignments(later(lead, now), cohortId)).assignments;
      const sheet = there(await getAssignment(later(lead, now), { cohortId, assignmentId }));
      const stand = (standing: string) => sheet.learners.filter((one) => one.standing === standing).length;
      const { counts, learners: of } = there(listed);
      expect(of).toBe(4);
      for (const [standing, count] of Object.entries(counts))
        expect([standing, count]).toEqual([standing, stand(standing)]);
    }
  });

  test("sums that are kept of a week are read until somebody's counts move, and then worked out anew", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const [first, second] = [await joined(), await joined()];
    const { reader, transaction } = await database();
    const traps = async () => there(await getBoard(lead, cohortId)).traps;
    const cohort = there(await findLedCohort(reader, lead.viewer, cohortId));
    // As a server reads it that has not opened it before.
    const elsewhere = async () => there(await boardOf(await openAgain(), cohort, 1, lead.now)).traps;
    const anew = async () => {
      await transaction((tx) => tx.cohortWeek.deleteMany({ where: { cohortId } }));
      return elsewhere();
    };
    await sitAll(first, "wrong");
    const one = await traps();
    expect(await anew()).toEqual(one);
    // Not summed again: what is kept is what is shown.
    await transaction((tx) => tx.cohortWeek.updateMany({ where: { cohortId }, data: { traps: "{}" } }));
    expect(await elsewhere()).toEqual([]);
    await sitAll(second, "wrong");
    const two = await traps();
    expect(two[0]?.decided).toBe(2 * there(one[0]).decided);
    expect(await anew()).toEqual(two);
    // A repair can change what was fallen for and no number of answers.
    const own = { membership: { userId: first.viewer.userId } };
    const { membershipId, week, counts, lastAt } = there(await reader.memberWeek.findFirst({ where: own }));
    const other = { ...JSON.parse(counts), traps: {} };
    await transaction(async (tx) => {
      await clearWeeks(tx, membershipId);
      await addToWeek(tx, { membershipId, week }, other, lastAt.getTime());
    });
    expect((await traps())[0]?.decided).toBe(there(one[0]).decided);
    got(await leaveCohort(second, { cohortId }));
    expect(await traps()).toEqual([]);
  });

  test("what a server keeps of a board is shown until something moves, whoever moves it", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const [first, second] = [await joined(), await joined()];
    await sitAll(first, "wrong");
    const seen = async () => {
      const { roster, traps, learners } = there(await getBoard(lead, cohortId));
      return { learners, traps, rows: roster.map(({ member, answers, lastAt }) => [member.name, answers, lastAt]) };
    };
    const before = await seen();
    expect(await seen()).toEqual(before);
    const other = await openAgain();
    const cohort = there(await findLedCohort(other.reader, lead.viewer, cohortId));
    const same = async () => {
      const { roster, traps, learners } = there(await boardOf(other, cohort, 1, lead.now));
      const rows = roster.map(({ member, answers, lastAt }) => [member.name, answers, lastAt]);
      expect(await seen()).toEqual({ learners, traps, rows });
      return JSON.stringify(rows);
    };
    const views = [await same()];
    const { membershipId, week, counts, lastAt } = there(
      await other.reader.memberWeek.findFirst({ where: { membership: { userId: first.viewer.userId } } }),
    );
    await other.transaction((tx) => addToWeek(tx, { membershipId, week }, JSON.parse(counts), lastAt.getTime() + 1));
    views.push(await same());
    await other.transaction((tx) => tx.user.update({ where: { id: second.viewer.userId }, data: { name: "Aa" } }));
    views.push(await same());
    await other.transaction((tx) =>
      endMembership(tx, { cohortId, userId: second.viewer.userId, by: "self" }, lead.now),
    );
    views.push(await same());
    expect(new Set(views).size).toBe(views.length);
  });

  test("a trap that takes more than it did is told with everybody whom it met in two weeks, each once", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    for (let number = 0; number < 6; number += 1) await joined();
    const { reader, transaction } = await database();
    const members = await reader.membership.findMany({ where: { cohortId, role: "learner" }, orderBy: { id: "asc" } });
    const now = START_MS + 21 * DAY_MS;
    const weeks = weeksUpTo(weekOf(now, ZONE), 4);
    const trap = "trap-always-boil";
    const count = (membershipId: string, at: number, decided: number, falls: number) =>
      transaction((tx) => {
        const counts: WeekCounts = {
          ...{ lessons: { "1.1": [decided, 0] }, spentMs: 0 },
          traps: { [trap]: [decided, decided, falls] },
        };
        return addToWeek(tx, { membershipId, week: there(weeks[at]) }, counts, START_MS);
      });
    const outbreaks = async () => there(await getBoard(later(lead, now), cohortId)).outbreaks;
    for (const [place, { id }] of members.entries()) {
      await count(id, 1, 10, 1);
      // Some in one of the last two weeks, some in both.
      await count(id, place < 4 ? 2 : 3, 5, 4);
    }
    for (const { id } of members.slice(0, 2)) await count(id, 3, 5, 5);
    const before = { falls: 6, decided: 60 };
    expect(await outbreaks()).toEqual([{ trap, now: { falls: 34, decided: 40, people: 6 }, before }]);
    const [first] = members;
    const { userId } = there(first);
    await transaction((tx) => endMembership(tx, { cohortId, userId, by: "self" }, now));
    expect((await outbreaks())[0]?.now).toEqual({ falls: 25, decided: 30, people: 5 });
  });

  test("weeks that were counted before sums were kept are summed when the board opens", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learner = await joined();
    await sitAll(learner, "wrong");
    await sitAll(later(learner, START_MS + 8 * DAY_MS), "wrong");
    const { reader, transaction } = await database();
    const own = { membership: { userId: learner.viewer.userId } };
    const rows = () => reader.memberWeek.findMany({ where: own, orderBy: { week: "asc" } });
    const before = await rows();
    expect(before.every(({ worst, answers, mark }) => worst !== null && answers > 0 && mark > 0)).toBe(true);
    const then = later(lead, START_MS + 9 * DAY_MS);
    const board = there(await getBoard(then, cohortId));
    const none = { answers: 0, right: 0, mark: 0, worst: null };
    await transaction((tx) => tx.memberWeek.updateMany({ where: own, data: none }));
    expect(await getBoard(then, cohortId)).toEqual(board);
    expect(await rows()).toEqual(before);
  });

  test("readiness on the board is what it is on the learner's page", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learners = [await joined(), await joined()];
    for (const [place, learner] of learners.entries()) {
      for (const day of [0, 1, 2, 3])
        await sitAll(later(learner, START_MS + day * DAY_MS), place === 0 ? "right" : "wrong");
    }
    const then = later(lead, START_MS + 5 * DAY_MS);
    const { roster } = there(await getBoard(then, cohortId));
    expect(roster).toHaveLength(2);
    for (const { member, readiness } of roster) {
      expect(there(readiness)).toEqual(
        there(await getLearnerPage(then, { cohortId, userId: member.userId })).readiness,
      );
    }
    expect(roster[0]?.readiness).not.toEqual(roster[1]?.readiness);
  });

  test("a rebuild gives the same board", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learner = await joined();
    await sitAll(learner, "wrong");
    await sitAll(later(learner, START_MS + 8 * DAY_MS), "right");
    const now = START_MS + 9 * DAY_MS;
    const { reader, transaction } = await database();
    const own = { membership: { userId: learner.viewer.userId } };
    const rows = () => reader.memberWeek.findMany({ where: own, orderBy: { week: "asc" } });
    const before = await rows();
    expect(before).toHaveLength(2);
    await transaction((tx) => tx.memberWeek.deleteMany({ where: own }));
    const all = await unscopedListLearners(reader, null, 1_000);
    const mine = there(all.find(({ userId }) => userId === learner.viewer.userId));
    await rebuildLearner(mine, now);
    expect(await rows()).toEqual(before);
    expect(there(await getBoard(later(lead, now), cohortId)).roster).toHaveLength(1);
  });

  test("for all but its leads there is no board, and of who left nothing is seen; its leads still can", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learner = await joined();
    await sitAll(learner, "wrong");
    const other = at(await newViewer({ role: "lead" }));
    got(await createCohort(other, { name: "Others", examId: "brew-1", timeZone: ZONE }));
    const where = { cohortId, userId: learner.viewer.userId };
    for (const context of [other, learner, at(await newViewer({ role: "admin" }))]) {
      expect(await getBoard(context, cohortId)).toBeNull();
      expect(await getLearnerPage(context, where)).toBeNull();
      expect(await getReteachKit(context, { cohortId, trap: "trap-always-boil" })).toBeNull();
      expect(await getCohortReport(context, cohortId)).toBeNull();
      expect(await getLearnerReport(context, where)).toBeNull();
    }
    expect(await getLearnerPage(lead, { cohortId, userId: other.viewer.userId })).toBeNull();
    expect(await getLearnerReport(lead, { cohortId, userId: other.viewer.userId })).toBeNull();
    expect(await getReteachKit(lead, { cohortId, trap: "none" })).toBeNull();
    expect(there(await getBoard(lead, cohortId)).roster).toHaveLength(1);
    got(await leaveCohort(learner, { cohortId }));
    expect(there(await getBoard(lead, cohortId)).roster).toEqual([]);
    expect(await getLearnerPage(lead, where)).toBeNull();
    expect(await getLearnerReport(lead, where)).toBeNull();
    expect(there(await getCohortReport(lead, cohortId)).roster).toEqual([]);
  });
});
