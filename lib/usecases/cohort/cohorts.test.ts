import { beforeAll, describe, expect, test } from "vitest";
import type { Role, Viewer } from "@/lib/core/access/viewer";
import { DAY_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { onBothEngines } from "@/lib/data/testing/engines";
import { emailIsTaken } from "@/lib/data/users";
import { at, got, load, newViewer, onAnotherServer, START_MS, there } from "@/lib/usecases/testing/scene";
import { inviteRoster } from "./invite-roster";
import { getInvites, join, leaveCohort, listMyCohorts, makeInvite, readInvite, withdrawInvite } from "./join";
import { archiveCohort, changeCohort, createCohort, getCohort, listCohorts, removeMember } from "./manage-cohort";

const input = { name: "Autumn group", examId: "brew-1", timeZone: "Europe/Vienna" };
const invite = { role: "learner", days: 14, maxUses: 30 } as const;
const missing = { ok: false, error: "missing" };

onBothEngines("cohorts", (engine) => {
  beforeAll(async () => {
    await load();
  });

  const scene = async () => {
    const lead = await newViewer({ role: "lead" });
    const { cohortId } = got(await createCohort(at(lead), input));
    const code = async (more: Partial<Parameters<typeof makeInvite>[1]> = {}) =>
      got(await makeInvite(at(lead), { cohortId, ...invite, ...more })).code;
    const member = async (role: Role = "learner") => {
      const viewer = await newViewer({ role });
      got(await join(at(viewer), { code: await code() }));
      return viewer;
    };
    return { lead, cohortId, code, member };
  };

  test("a lead makes a cohort and leads it", async () => {
    const { lead, cohortId } = await scene();
    const found = there(await getCohort(at(lead), cohortId));
    expect(found.cohort).toMatchObject({ ...input, packId: "brew", archivedAt: null });
    expect(found.members.map(({ userId, role }) => [userId, role])).toEqual([[lead.userId, "lead"]]);
    expect(there(await listCohorts(at(lead))).map(({ id, learners, leads }) => [id, learners, leads])).toEqual([
      [cohortId, 0, 1],
    ]);
  });

  test.each([
    { what: "an exam that there is not", edit: { examId: "none" }, error: "exam" },
    { what: "a zone that there is not", edit: { timeZone: "Europe/Nowhere" }, error: "zone" },
  ])("$what makes no cohort", async ({ edit, error }) => {
    const lead = await newViewer({ role: "lead" });
    expect(await createCohort(at(lead), { ...input, ...edit })).toEqual({ ok: false, error });
    expect(await listCohorts(at(lead))).toEqual([]);
  });

  test("who is told what a code leads to sees name, exam and leads, and joins", async () => {
    const { lead, cohortId, code } = await scene();
    const learner = await newViewer();
    const text = (await code()).toLowerCase();
    expect(await readInvite(at(learner), text)).toEqual({
      ok: true,
      value: {
        role: "learner",
        full: false,
        cohort: { name: input.name, examId: "brew-1", leads: ["Somebody"] },
        already: null,
      },
    });
    expect(await join(at(learner), { code: text })).toEqual({ ok: true, value: { cohortId, role: "learner" } });
    expect((await listMyCohorts(at(learner))).map(({ cohort, role }) => [cohort.id, role])).toEqual([
      [cohortId, "learner"],
    ]);
    expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(2);
  });

  test("joining twice takes one place", async () => {
    const { lead, cohortId, code } = await scene();
    const learner = await newViewer();
    const text = await code({ maxUses: 2 });
    got(await join(at(learner), { code: text }));
    expect(await readInvite(at(learner), text)).toMatchObject({ ok: true, value: { already: "learner" } });
    expect(await readInvite(at(lead), text)).toMatchObject({ ok: true, value: { already: "lead" } });
    got(await join(at(learner), { code: text }));
    expect(there(await getInvites(at(lead), cohortId))[0]).toMatchObject({ used: 1, ending: text.slice(-4) });
  });

  test("of many who join at once on two servers no more get in than there are places", async () => {
    const { lead, cohortId, code } = await scene();
    const text = await code({ maxUses: 3 });
    const other = await engine.openAgain();
    const people = await Promise.all(Array.from({ length: 12 }, () => newViewer()));
    const results = await Promise.all(
      people.map((viewer, index) => {
        const run = () => join(at(viewer), { code: text });
        return index % 2 === 0 ? run() : onAnotherServer(other, run);
      }),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    expect(results.filter((result) => !result.ok && result.error === "full")).toHaveLength(9);
    expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(4);
  });

  test.each([
    { what: "expired", spoil: async () => START_MS + 14 * DAY_MS },
    {
      what: "withdrawn",
      spoil: async (lead: Viewer, cohortId: string) => {
        const [first] = there(await getInvites(at(lead), cohortId));
        got(await withdrawInvite(at(lead), { cohortId, inviteId: there(first).id }));
        return START_MS;
      },
    },
    {
      what: "of a cohort that is closed",
      spoil: async (lead: Viewer, cohortId: string) => {
        got(await archiveCohort(at(lead), { cohortId, archived: true }));
        return START_MS;
      },
    },
  ])("a code that is $what is unknown, and lets nobody in", async ({ spoil }) => {
    const { lead, cohortId, code } = await scene();
    const text = await code();
    const when = await spoil(lead, cohortId);
    const learner = await newViewer();
    expect(await readInvite(at(learner, when), text)).toEqual({ ok: false, error: "unknown" });
    expect(await join(at(learner, when), { code: text })).toEqual({ ok: false, error: "unknown" });
    expect(await listMyCohorts(at(learner))).toEqual([]);
  });

  test("ten wrong codes close the door for a while, for the right one too", async () => {
    const { code } = await scene();
    const text = await code();
    const learner = await newViewer();
    for (let number = 0; number < 10; number += 1)
      expect(await readInvite(at(learner), `0000-0000-00${10 + number}`)).toEqual({ ok: false, error: "unknown" });
    expect(await join(at(learner), { code: text })).toEqual({ ok: false, error: "wait" });
    expect((await join(at(learner, START_MS + 16 * MINUTE_MS), { code: text })).ok).toBe(true);
  });

  test("a code for leads is for one person, who may lead", async () => {
    const { lead, cohortId, code } = await scene();
    const text = await code({ role: "lead", maxUses: 50 });
    const [first, second] = [await newViewer({ role: "lead" }), await newViewer({ role: "lead" })];
    const outside = await newViewer();
    // Told apart from a wrong code, and not counted as one: who holds it is to ask for the role.
    for (let number = 0; number < 11; number += 1)
      expect(await readInvite(at(outside), text)).toEqual({ ok: false, error: "not-a-lead" });
    expect(await join(at(outside), { code: text })).toEqual({ ok: false, error: "not-a-lead" });
    expect((await join(at(first), { code: text })).ok).toBe(true);
    expect(await join(at(second), { code: text })).toEqual({ ok: false, error: "full" });
    expect(there(await getCohort(at(first), cohortId)).members).toHaveLength(2);
    got(await removeMember(at(first), { cohortId, userId: lead.userId }));
    expect(await getCohort(at(lead), cohortId)).toBeNull();
  });

  test("the last lead can neither leave nor be removed, and two who leave at once do not leave it alone", async () => {
    const { lead, cohortId, code } = await scene();
    expect(await leaveCohort(at(lead), { cohortId })).toEqual({ ok: false, error: "last-lead" });
    expect(await removeMember(at(lead), { cohortId, userId: lead.userId })).toEqual({ ok: false, error: "last-lead" });
    const second = await newViewer({ role: "lead" });
    got(await join(at(second), { code: await code({ role: "lead" }) }));
    const left = await Promise.all([leaveCohort(at(lead), { cohortId }), leaveCohort(at(second), { cohortId })]);
    expect(left.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test("who has left is gone from the roster, and comes back by a code only", async () => {
    const { lead, cohortId, code, member } = await scene();
    const learner = await member();
    got(await leaveCohort(at(learner), { cohortId }));
    expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(1);
    expect(await leaveCohort(at(learner), { cohortId })).toEqual(missing);
    got(await join(at(learner, START_MS + DAY_MS), { code: await code() }));
    expect((await listMyCohorts(at(learner)))[0]).toMatchObject({ joinedAt: START_MS + DAY_MS });
  });

  describe("a roster", () => {
    const text = "name,email\nAda,ada@example.org\nBob,bob@example.org\nnobody,none";
    const roster = { text, days: 7, make: false };

    test("is looked over without making anything", async () => {
      const { lead, cohortId } = await scene();
      const { people, problems, codes } = got(await inviteRoster(at(lead), { cohortId, ...roster }));
      expect(people.map(({ name, standing }) => [name, standing])).toEqual([
        ["Ada", "new"],
        ["Bob", "new"],
      ]);
      expect([problems.map(({ row }) => row), codes]).toEqual([[4], []]);
      expect(await getInvites(at(lead), cohortId)).toEqual([]);
    });

    test("makes a code of one place for each, once; the account that takes it may have any address", async () => {
      const { lead, cohortId } = await scene();
      const { codes } = got(await inviteRoster(at(lead), { cohortId, ...roster, make: true }));
      expect(codes.map(({ email }) => email)).toEqual(["ada@example.org", "bob@example.org"]);
      const again = got(await inviteRoster(at(lead), { cohortId, ...roster, make: true }));
      expect(again.people.map(({ standing }) => standing)).toEqual(["invited", "invited"]);
      expect(again.codes).toEqual([]);
      const learner = await newViewer();
      const { code } = there(codes[0]);
      expect((await join(at(learner), { code })).ok).toBe(true);
      expect(await join(at(await newViewer()), { code })).toEqual({ ok: false, error: "full" });
      expect(
        there(await getInvites(at(lead), cohortId)).map(({ forEmail, used, maxUses }) => [forEmail, used, maxUses]),
      ).toEqual(
        expect.arrayContaining([
          ["ada@example.org", 1, 1],
          ["bob@example.org", 0, 1],
        ]),
      );
    });

    test("knows who is in the cohort, and makes no account and no member", async () => {
      const { lead, cohortId, member } = await scene();
      const learner = await member();
      const own = {
        ...roster,
        text: `name,email\nMe,${learner.email?.toUpperCase() ?? ""}\nNew,new-${cohortId}@example.org`,
      };
      const { people } = got(await inviteRoster(at(lead), { cohortId, ...own, make: true }));
      expect(people.map(({ standing }) => standing)).toEqual(["member", "new"]);
      expect(there(await getCohort(at(lead), cohortId)).members).toHaveLength(2);
      expect(await emailIsTaken(engine.database().reader, `new-${cohortId}@example.org`)).toBe(false);
    });

    test("of two that are sent at once each person gets one code", async () => {
      const { lead, cohortId } = await scene();
      const send = () => inviteRoster(at(lead), { cohortId, ...roster, make: true });
      const both = await Promise.all([send(), send()]);
      expect(both.flatMap((result) => got(result).codes)).toHaveLength(2);
    });

    test("makes nothing for a cohort that is archived", async () => {
      const { lead, cohortId } = await scene();
      got(await archiveCohort(at(lead), { cohortId, archived: true }));
      expect(await inviteRoster(at(lead), { cohortId, ...roster, make: true })).toEqual({
        ok: false,
        error: "archived",
      });
    });
  });

  describe("who may", () => {
    const stranger = (role: Role) => () => newViewer({ role });
    test.each([
      { who: "another lead", make: stranger("lead") },
      { who: "an admin", make: stranger("admin") },
      { who: "an instructor", make: stranger("instructor") },
      { who: "a learner", make: stranger("learner") },
      { who: "a learner of the cohort", make: (_: string, member: () => Promise<Viewer>) => member() },
    ])("$who finds nothing of it and changes nothing; its lead still can", async ({ make }) => {
      const { lead, cohortId, code, member } = await scene();
      await code();
      const other = at(await make(cohortId, member));
      const [first] = there(await getInvites(at(lead), cohortId));
      expect(await getCohort(other, cohortId)).toBeNull();
      expect(await getInvites(other, cohortId)).toBeNull();
      expect(await makeInvite(other, { cohortId, ...invite })).toEqual(missing);
      expect(await withdrawInvite(other, { cohortId, inviteId: there(first).id })).toEqual(missing);
      expect(await changeCohort(other, { cohortId, name: "Mine", timeZone: "UTC" })).toEqual(missing);
      expect(await archiveCohort(other, { cohortId, archived: true })).toEqual(missing);
      expect(await removeMember(other, { cohortId, userId: lead.userId })).toEqual(missing);
      const roster = { cohortId, text: "name,email\nAda,ada@example.org", days: 7, make: true };
      expect(await inviteRoster(other, roster)).toEqual(missing);
      expect(there(await getCohort(at(lead), cohortId)).cohort).toMatchObject(input);
      got(await changeCohort(at(lead), { cohortId, name: "Ours", timeZone: "UTC" }));
    });

    test.each<Role>(["learner", "instructor"])("a %s makes no cohort", async (role) => {
      const other = at(await newViewer({ role }));
      expect(await createCohort(other, input)).toEqual(missing);
      expect(await listCohorts(other)).toBeNull();
    });
  });
});
