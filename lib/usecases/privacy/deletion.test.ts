import { beforeAll, describe, expect, test } from "vitest";
import { DELETED_PERSON, FORMER_AUTHOR } from "@/lib/core/privacy/departed";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { recordAudit } from "@/lib/data/audit";
import type { Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { PERSON_MODELS } from "@/lib/data/privacy/person-models";
import { recordStep } from "@/lib/data/question-steps";
import { createSession, findSession } from "@/lib/data/sessions";
import { onBothEngines } from "@/lib/data/testing/engines";
import {
  createUser,
  findAccountUser,
  findCredentials,
  findNames,
  linkAccount,
  unscopedListUsers,
} from "@/lib/data/users";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { inviteRoster } from "@/lib/usecases/cohort/invite-roster";
import { join, makeInvite } from "@/lib/usecases/cohort/join";
import { archiveCohort, createCohort, getCohort, removeMember } from "@/lib/usecases/cohort/manage-cohort";
import { fileDispute } from "@/lib/usecases/dispute/file-dispute";
import { liveThrough, sitExam } from "@/lib/usecases/testing/learning";
import { at, formOf, got, load, newViewer, START_MS, startedExam, there } from "@/lib/usecases/testing/scene";
import { beginDeletion } from "./begin-deletion";
import { finishDeletions } from "./finish-deletions";
import { applyRetention } from "./keep-privacy";
import { listAccesses } from "./list-accesses";
import { recordAccess } from "./record-access";

const input = { name: "Autumn group", examId: "brew-1", timeZone: "Europe/Vienna" };

onBothEngines("deletion of an account", (engine) => {
  const reader = () => engine.database().reader;
  const write = <T>(work: (tx: Tx) => Promise<T>) => engine.database().transaction(work);
  beforeAll(async () => {
    await load();
  });

  /** Every row of every table as text, by table. */
  async function everything(): Promise<Map<string, string>> {
    const tables = new Map<string, string>();
    for (const model of Object.keys(PERSON_MODELS)) {
      const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
      const delegate: unknown = Reflect.get(reader(), name);
      const find = delegate !== null && typeof delegate === "object" ? Reflect.get(delegate, "findMany") : undefined;
      if (typeof find !== "function") throw new Error(`no table ${name}`);
      tables.set(model, JSON.stringify(await Reflect.apply(find, delegate, [])));
    }
    return tables;
  }

  /** The tables that say one of these words. */
  async function tablesWith(words: readonly string[]): Promise<string[]> {
    const tables = await everything();
    return [...tables].filter(([, text]) => words.some((word) => text.includes(word))).map(([name]) => name);
  }

  const cohortOf = async (...people: Awaited<ReturnType<typeof newViewer>>[]) => {
    const lead = await newViewer({ role: "lead" });
    const { cohortId } = got(await createCohort(at(lead), input));
    const invite = { cohortId, role: "learner", days: 14, maxUses: 30 } as const;
    const { code } = got(await makeInvite(at(lead), invite));
    for (const viewer of people) got(await join(at(viewer), { code }));
    return { lead, cohortId };
  };

  test("a learner who did everything there is leaves no trace, and others keep theirs", async () => {
    const [viewer, other] = [await newViewer(), await newViewer()];
    const { lead, cohortId } = await cohortOf(viewer, other);
    const email = there(viewer.email);
    const roster = { cohortId, text: `name,email\nNora Known,${email}\n`, days: 7, make: true };
    await inviteRoster(at(lead), roster);
    const late = await newViewer({ role: "lead" });
    const elsewhere = got(await createCohort(at(late), input)).cohortId;
    await inviteRoster(at(late), { ...roster, cohortId: elsewhere });
    await liveThrough(viewer, 10, "no trace");
    const theirs = await sitExam(at(other), () => false);
    const own = await sitExam(at(viewer), () => true);
    const item = there((await formOf(own))[0]);
    got(await fileDispute(at(viewer), { itemId: item.id, reason: "Mine alone." }));
    const running = await startedExam(at(viewer), "quick");
    await write(async (tx) => {
      await recordAccess(tx, { leadId: lead.userId, learnerId: viewer.userId, cohortId, what: "page" }, START_MS);
      await recordAccess(tx, { leadId: lead.userId, learnerId: other.userId, cohortId, what: "page" }, START_MS);
      await recordAudit(tx, { actorId: viewer.userId, action: "password-changed", subject: viewer.userId }, START_MS);
    });
    got(await removeMember(at(lead), { cohortId, userId: viewer.userId }));
    const traces = [viewer.userId, email, "Nora Known", "Mine alone."];
    expect((await tablesWith(traces)).length).toBeGreaterThan(8);

    got(await beginDeletion(at(viewer)));
    await finishDeletions(START_MS);
    expect(await tablesWith(traces)).toEqual([]);
    expect(await findSession(reader(), viewer.sessionIdHash)).toBeNull();
    expect(await endAttempt(at(viewer), { attemptId: running, as: "finished" })).toEqual({
      ok: false,
      error: "missing",
    });
    expect(await reader().auditEvent.count({ where: { action: "account-deleted", subject: DELETED_PERSON } })).toBe(1);
    expect(await reader().auditEvent.count({ where: { action: "password-changed", actorId: DELETED_PERSON } })).toBe(1);

    // The others: their exam, their place in the cohort, who looked at them, and their session.
    expect(await reader().attempt.count({ where: { id: theirs, userId: other.userId } })).toBe(1);
    expect(there(await getCohort(at(lead), cohortId)).members.map(({ userId }) => userId)).toContain(other.userId);
    expect((await listAccesses(at(other))).rows).toHaveLength(1);
    expect(await findSession(reader(), other.sessionIdHash)).not.toBeNull();
  });

  test("nobody can sign in from the first moment, and the address is free", async () => {
    const person = { name: "Ida", email: `${newId()}@example.org`, role: "learner", passwordHash: "one" } as const;
    const userId = await write((tx) => createUser(tx, person, START_MS));
    const idHash = newId();
    await write(async (tx) => {
      await linkAccount(tx, userId, "github", userId);
      await createSession(tx, { idHash, userId, device: "" }, START_MS);
    });
    const viewer = there(await findSession(reader(), idHash)).viewer;
    got(await beginDeletion(at(viewer)));
    expect(await findSession(reader(), idHash)).toBeNull();
    expect(await findCredentials(reader(), person.email)).toBeNull();
    expect(await findAccountUser(reader(), "github", userId)).toBeNull();
    // Again, by a request that was on its way: nothing more happens.
    expect(await beginDeletion(at(viewer))).toEqual({ ok: false, error: { kind: "missing" } });
    const again = await write((tx) => createUser(tx, person, START_MS));
    await finishDeletions(START_MS);
    expect((await findCredentials(reader(), person.email))?.id).toBe(again);
  });

  test("who wrote questions is emptied, and their work is a former instructor's", async () => {
    const viewer = await newViewer({ role: "instructor" });
    const step = { packId: "brew", unitId: "brew-q-water-one", kind: "created", actorId: viewer.userId } as const;
    await write((tx) => recordStep(tx, step, START_MS));
    got(await beginDeletion(at(viewer)));
    await finishDeletions(START_MS);
    expect(await findNames(reader(), [viewer.userId])).toEqual(new Map([[viewer.userId, FORMER_AUTHOR]]));
    expect(await tablesWith([there(viewer.email)])).toEqual([]);
    expect(await tablesWith([viewer.userId])).toEqual(["User", "QuestionStep"]);
    const row = there(await reader().user.findUnique({ where: { id: viewer.userId } }));
    expect(row).toMatchObject({ email: null, passwordHash: null, role: "learner", deletingAt: null });
    expect(row.disabledAt).not.toBeNull();
    const listed = await unscopedListUsers(reader(), { after: null, take: 500, search: "" });
    expect(listed.map(({ id }) => id)).not.toContain(viewer.userId);
    expect(await finishDeletions(START_MS)).toBe(0);
  });

  describe("who cannot", () => {
    test("the last lead of an open cohort hands over or archives first", async () => {
      const learner = await newViewer();
      const { lead, cohortId } = await cohortOf(learner);
      expect(await beginDeletion(at(lead))).toEqual({ ok: false, error: { kind: "leads", cohorts: [input.name] } });
      expect(await findSession(reader(), lead.sessionIdHash)).not.toBeNull();
      got(await archiveCohort(at(lead), { cohortId, archived: true }));
      await write((tx) =>
        recordAccess(tx, { leadId: lead.userId, learnerId: learner.userId, cohortId, what: "page" }, START_MS),
      );
      got(await beginDeletion(at(lead)));
      await finishDeletions(START_MS);
      // Nobody is left to see them, and they are still told that somebody did.
      expect(await reader().membership.count({ where: { cohortId, endedAt: null } })).toBe(0);
      expect((await listAccesses(at(learner))).rows).toMatchObject([{ lead: null, cohort: input.name }]);
      expect(await tablesWith([lead.userId])).toEqual([]);
    });

    test("one of two leads can", async () => {
      const { lead, cohortId } = await cohortOf();
      const second = await newViewer({ role: "lead" });
      const { code } = got(await makeInvite(at(lead), { cohortId, role: "lead", days: 1, maxUses: 1 }));
      got(await join(at(second), { code }));
      const both = await Promise.all([beginDeletion(at(lead)), beginDeletion(at(second))]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    });

    test("the last admin cannot; of two at once one can", async () => {
      const [one, two] = [await newViewer({ role: "admin" }), await newViewer({ role: "admin" })];
      const both = await Promise.all([beginDeletion(at(one)), beginDeletion(at(two))]);
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      const refused = both.find(({ ok }) => !ok);
      expect(refused).toEqual({ ok: false, error: { kind: "last-admin" } });
    });
  });

  test("a guest who came no more is deleted; who came back, sat something or is registered stays", async () => {
    const make = (email: string | null) =>
      write((tx) => createUser(tx, { email, name: "Guest", role: "learner", passwordHash: null }, START_MS));
    const [gone, seen, busy] = [await make(null), await make(null), await make(null)];
    const registered = await make(`${newId()}@example.org`);
    const later = START_MS + 80 * DAY_MS;
    await write((tx) => createSession(tx, { idHash: newId(), userId: seen, device: "" }, later));
    const idHash = newId();
    await write((tx) => createSession(tx, { idHash, userId: busy, device: "" }, START_MS));
    await startedExam(at(there(await findSession(reader(), idHash)).viewer, later), "quick");
    const now = START_MS + 91 * DAY_MS;
    expect((await applyRetention(now)).guests).toBe(1);
    await finishDeletions(now);
    const left = await reader().user.findMany({ where: { id: { in: [gone, seen, busy, registered] } } });
    expect(left.map(({ id }) => id).sort()).toEqual([seen, busy, registered].sort());
  });
});
