import { beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import type { Tx } from "@/lib/data/database";
import { onBothEngines } from "@/lib/data/testing/engines";
import { join, listMyCohorts, makeInvite } from "@/lib/usecases/cohort/join";
import { archiveCohort, createCohort, getCohort, removeMember } from "@/lib/usecases/cohort/manage-cohort";
import { at, got, load, newViewer, onAnotherServer, START_MS, there } from "@/lib/usecases/testing/scene";
import { changeRetention, getRetention } from "./cohort-retention";
import { applyRetention, keepPrivacy } from "./keep-privacy";
import { listAccesses } from "./list-accesses";
import { recordAccess } from "./record-access";

const input = { name: "Autumn group", examId: "brew-1", timeZone: "Europe/Vienna" };
const missing = { ok: false, error: "missing" };

onBothEngines("who looked, and for how long", (engine) => {
  const reader = () => engine.database().reader;
  const write = <T>(work: (tx: Tx) => Promise<T>) => engine.database().transaction(work);
  beforeAll(async () => {
    await load();
  });

  const scene = async () => {
    const [lead, learner] = [await newViewer({ role: "lead" }), await newViewer()];
    const { cohortId } = got(await createCohort(at(lead), input));
    const { code } = got(await makeInvite(at(lead), { cohortId, role: "learner", days: 14, maxUses: 30 }));
    got(await join(at(learner), { code }));
    const look = (now: number, what: "page" | "report" = "page") =>
      write((tx) => recordAccess(tx, { leadId: lead.userId, learnerId: learner.userId, cohortId, what }, now));
    return { lead, learner, cohortId, look };
  };

  describe("the log of who looked", () => {
    test("tells the learner name, cohort, what and when, the newest first; and nobody else", async () => {
      const { lead, learner, look } = await scene();
      expect((await listAccesses(at(learner))).rows).toEqual([]);
      await look(START_MS);
      await look(START_MS + MINUTE_MS, "report");
      expect(await listAccesses(at(learner))).toMatchObject({
        more: false,
        rows: [
          { lead: "Somebody", cohort: input.name, what: "report", at: START_MS + MINUTE_MS },
          { lead: "Somebody", cohort: input.name, what: "page", at: START_MS },
        ],
      });
      for (const other of [lead, await newViewer(), await newViewer({ role: "admin" })])
        expect((await listAccesses(at(other))).rows).toEqual([]);
    });

    test("the same look within ten minutes is one, from two servers at once too", async () => {
      const { learner, look } = await scene();
      const other = await engine.openAgain();
      await Promise.all([look(START_MS), look(START_MS), onAnotherServer(other, () => look(START_MS))]);
      expect(await look(START_MS + 9 * MINUTE_MS)).toBe(false);
      expect((await listAccesses(at(learner))).rows).toHaveLength(1);
      expect(await look(START_MS + 10 * MINUTE_MS)).toBe(true);
      expect((await listAccesses(at(learner))).rows).toHaveLength(2);
    });

    test("one's own page is nobody's to be told of", async () => {
      const { lead, cohortId } = await scene();
      const own = { leadId: lead.userId, learnerId: lead.userId, cohortId, what: "page" } as const;
      expect(await write((tx) => recordAccess(tx, own, START_MS))).toBe(false);
    });

    test("who is no longer in the cohort still reads what was looked at", async () => {
      const { lead, learner, cohortId, look } = await scene();
      await look(START_MS);
      got(await removeMember(at(lead), { cohortId, userId: learner.userId }));
      expect((await listAccesses(at(learner))).rows).toHaveLength(1);
    });
  });

  describe("how long a cohort keeps its learners", () => {
    test("is set by its leads", async () => {
      const { lead, cohortId } = await scene();
      expect(await getRetention(at(lead), cohortId)).toBe("keep");
      got(await changeRetention(at(lead), { cohortId, retention: "90" }));
      expect(await getRetention(at(lead), cohortId)).toBe("90");
    });

    test("nobody else reads or sets it, and the owner still can", async () => {
      const { lead, learner, cohortId } = await scene();
      const removed = await newViewer({ role: "lead" });
      const { code } = got(await makeInvite(at(lead), { cohortId, role: "lead", days: 1, maxUses: 1 }));
      got(await join(at(removed), { code }));
      got(await removeMember(at(lead), { cohortId, userId: removed.userId }));
      const others = [learner, removed, await newViewer({ role: "lead" }), await newViewer({ role: "admin" })];
      for (const other of others) {
        expect(await getRetention(at(other), cohortId)).toBeNull();
        expect(await changeRetention(at(other), { cohortId, retention: "30" })).toEqual(missing);
      }
      expect(await getRetention(at(lead), cohortId)).toBe("keep");
      got(await changeRetention(at(lead), { cohortId, retention: "30" }));
    });

    test("is counted from the day it is archived; its leads stay and see nobody", async () => {
      const { lead, learner, cohortId, look } = await scene();
      await look(START_MS);
      got(await changeRetention(at(lead), { cohortId, retention: "30" }));
      await applyRetention(START_MS + 400 * DAY_MS);
      expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(2);
      const archived = START_MS + 10 * DAY_MS;
      got(await archiveCohort(at(lead, archived), { cohortId, archived: true }));
      await look(START_MS + 35 * DAY_MS);
      await applyRetention(archived + 30 * DAY_MS - 1);
      expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(2);
      await applyRetention(archived + 30 * DAY_MS);
      expect(there(await getCohort(at(lead), cohortId)).members.map(({ role }) => role)).toEqual(["lead"]);
      expect(await listMyCohorts(at(learner))).toEqual([]);
      // Of the log goes what is older than the thirty days, and the rest when it is.
      expect((await listAccesses(at(learner))).rows.map((row) => row.at)).toEqual([START_MS + 35 * DAY_MS]);
      await applyRetention(START_MS + 66 * DAY_MS);
      expect((await listAccesses(at(learner))).rows).toEqual([]);
      expect(await reader().user.count({ where: { id: learner.userId } })).toBe(1);
    });

    test("a cohort that is opened again keeps them", async () => {
      const { lead, cohortId } = await scene();
      got(await changeRetention(at(lead), { cohortId, retention: "30" }));
      got(await archiveCohort(at(lead), { cohortId, archived: true }));
      got(await archiveCohort(at(lead), { cohortId, archived: false }));
      await applyRetention(START_MS + 365 * DAY_MS);
      expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(2);
    });

    test("the sweeper sees to it once an hour, and no other server does in that time", async () => {
      const { lead, cohortId } = await scene();
      const now = START_MS + 1_000 * DAY_MS;
      await keepPrivacy(now);
      got(await changeRetention(at(lead), { cohortId, retention: "30" }));
      got(await archiveCohort(at(lead), { cohortId, archived: true }));
      await keepPrivacy(now + 59 * MINUTE_MS);
      expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(2);
      await keepPrivacy(now + 61 * MINUTE_MS);
      expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(1);
    });
  });
});
