import { beforeAll, describe, expect, test } from "vitest";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { listExamDates } from "@/lib/data/exam-dates";
import { onBothEngines } from "@/lib/data/testing/engines";
import { mergeGuest } from "@/lib/data/users";
import { sitExam } from "@/lib/usecases/testing/learning";
import { at, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { chooseExamDay, getExamDay, tellExamOutcome } from "./exam-day";
import { getWeaknesses } from "./get-weaknesses";

const AHEAD = "2026-12-20";
const EXAM = "brew-1";

onBothEngines("the day of the real exam", (engine) => {
  const db = () => engine.database();
  beforeAll(async () => {
    await load();
  });
  const dayOf = async (viewer: Parameters<typeof at>[0], now = START_MS) =>
    getExamDay(at(viewer, now), await getWeaknesses(at(viewer, now)));

  test("is one day ahead at a time, with a plan that leads up to it; it can be taken away", async () => {
    const viewer = await newViewer();
    expect(await dayOf(viewer)).toMatchObject({ next: null, plan: { kind: "no-date" } });
    await chooseExamDay(at(viewer), "2027-01-09");
    await chooseExamDay(at(viewer), AHEAD);
    const day = await dayOf(viewer);
    expect(day.dates.map((date) => date.day)).toEqual([AHEAD]);
    expect(day.plan).toMatchObject({ kind: "plan", days: 27 });
    await chooseExamDay(at(viewer), null);
    expect(await dayOf(viewer)).toMatchObject({ next: null, plan: { kind: "no-date" } });
  });

  test("is asked of once it is over, and an outcome stays when another day is entered", async () => {
    const viewer = await newViewer();
    await chooseExamDay(at(viewer), AHEAD);
    const later = START_MS + 40 * DAY_MS;
    const { passed, next } = await dayOf(viewer, later);
    expect([next, passed?.day]).toEqual([null, AHEAD]);
    got(await tellExamOutcome(at(viewer, later), { id: there(passed).id, outcome: "passed", score: 801 }));
    await chooseExamDay(at(viewer, later), "2027-03-01");
    expect((await listExamDates(db().reader, viewer, EXAM)).map(({ day, outcome }) => [day, outcome])).toEqual([
      ["2027-03-01", null],
      [AHEAD, "passed"],
    ]);
  });

  test("keeps the readiness of that moment beside the outcome, for the recalibration", async () => {
    const viewer = await newViewer();
    let now = START_MS;
    for (let i = 0; i < 6; i += 1) {
      now += DAY_MS;
      await sitExam(at(viewer, now), ({ position }) => position % 3 === 0);
    }
    await chooseExamDay(at(viewer, now), AHEAD);
    const [date] = await listExamDates(db().reader, viewer, EXAM);
    got(await tellExamOutcome(at(viewer, now), { id: there(date).id, outcome: "passed", score: null }));
    const stored = await db().reader.examDate.findUniqueOrThrow({ where: { id: there(date).id } });
    expect(stored.readiness).toBeGreaterThan(0);
  });

  describe("somebody else's", () => {
    test("is as missing, and stays as it is", async () => {
      const [owner, stranger] = [await newViewer(), await newViewer()];
      await chooseExamDay(at(owner), AHEAD);
      const [date] = await listExamDates(db().reader, owner, EXAM);
      const told = { id: there(date).id, outcome: "failed" as const, score: null };
      expect(await tellExamOutcome(at(stranger), told)).toEqual({ ok: false, error: "missing" });
      expect(await listExamDates(db().reader, owner, EXAM)).toEqual([date]);
      expect(await listExamDates(db().reader, stranger, EXAM)).toEqual([]);
    });
  });

  test("a guest's days go along to the account, which keeps its own", async () => {
    const [account, guest] = [await newViewer(), await newViewer()];
    await chooseExamDay(at(account), AHEAD);
    await chooseExamDay(at(guest), "2027-02-02");
    await db().transaction(async (tx) => {
      await tx.user.update({ where: { id: guest.userId }, data: { isGuest: true, email: null } });
      await mergeGuest(tx, guest.userId, account.userId);
    });
    expect((await listExamDates(db().reader, account, EXAM)).map(({ day }) => day)).toEqual(["2027-02-02", AHEAD]);
  });
});
