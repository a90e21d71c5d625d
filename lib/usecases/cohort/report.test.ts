import { expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { onBothEngines } from "@/lib/data/testing/engines";
import { listAccesses } from "@/lib/usecases/privacy/list-accesses";
import { cohortScene, later, sitAll } from "@/lib/usecases/testing/cohort-scene";
import { at, got, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { getBoard } from "./board";
import { join, leaveCohort, makeInvite } from "./join";
import { getLearnerPage } from "./learner-page";
import { getCohortReport, getLearnerReport, getOwnReport } from "./report";

onBothEngines("a lead's board", () => {
  test("a lead reads a learner's page, and the learner is told who did", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learner = await joined();
    const counted = await sitAll(learner, "wrong");
    const where = { cohortId, userId: learner.viewer.userId };
    const page = there(await getLearnerPage(lead, where));
    expect(page.weeks.reduce((sum, { answers }) => sum + answers, 0)).toBe(counted);
    expect(page.attempts).toHaveLength(1);
    expect((await listAccesses(learner)).rows).toMatchObject([{ what: "page" }]);
  });

  test("a report of the cohort is its board with everybody on it, and each of them is told once", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learners = await Promise.all(Array.from({ length: 51 }, () => joined()));
    for (const learner of learners.slice(0, 2)) await sitAll(learner, "wrong");
    const [report, board] = [there(await getCohortReport(lead, cohortId)), there(await getBoard(lead, cohortId))];
    expect([board.roster.length, board.page]).toEqual([50, { number: 1, of: 2 }]);
    expect([report.roster.length, report.page]).toEqual([51, { number: 1, of: 1 }]);
    expect({ ...report, roster: report.roster.slice(0, 50), page: board.page }).toEqual(board);
    // Two people are no group, on paper neither.
    expect(report.traps.length).toBeGreaterThan(0);
    expect(report.traps.every(({ cells }) => cells.every(({ rate }) => rate === null))).toBe(true);
    await getCohortReport(lead, cohortId);
    for (const learner of learners) expect((await listAccesses(learner)).rows).toMatchObject([{ what: "report" }]);
  });

  test("a report of a learner is their page with the reasons to look at them, and they are told of it", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const learner = await joined();
    await sitAll(learner, "wrong");
    const where = { cohortId, userId: learner.viewer.userId };
    const second = at(await newViewer({ role: "lead" }));
    const { code } = got(await makeInvite(lead, { cohortId, role: "lead", days: 1, maxUses: 1 }));
    got(await join(second, { code }));
    const now = START_MS + 8 * DAY_MS;
    const { risks, disclaimer, ...page } = there(await getLearnerReport(later(second, now), where));
    expect((await listAccesses(learner)).rows).toMatchObject([{ what: "report", at: now }]);
    expect(risks.map(({ kind }) => kind)).toEqual(["silent"]);
    expect(disclaimer).not.toBe("");
    expect(page).toEqual(await getLearnerPage(later(lead, now), where));
    // Who led once sees nothing any more.
    got(await leaveCohort(second, { cohortId }));
    expect(await getLearnerReport(later(second, now), where)).toBeNull();
    expect(await getCohortReport(later(second, now), cohortId)).toBeNull();
  });

  test("a learner has their own report, and nobody is told; others have none of it", async () => {
    const { lead, cohortId, joined } = await cohortScene();
    const [learner, other] = [await joined(), await joined()];
    await sitAll(learner, "wrong");
    const own = there(await getOwnReport(learner, cohortId));
    expect((await listAccesses(learner)).rows).toEqual([]);
    expect(own).toEqual(await getLearnerReport(lead, { cohortId, userId: learner.viewer.userId }));
    expect(there(await getOwnReport(other, cohortId)).attempts).toEqual([]);
    for (const context of [lead, at(await newViewer())]) expect(await getOwnReport(context, cohortId)).toBeNull();
    got(await leaveCohort(learner, { cohortId }));
    expect(await getOwnReport(learner, cohortId)).toBeNull();
  });
});
