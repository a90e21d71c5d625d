import { strFromU8, unzipSync } from "fflate";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { Viewer } from "@/lib/core/access/viewer";
import { EXPORT_FILES, type ExportFile } from "@/lib/core/privacy/export-files";
import { recordAudit } from "@/lib/data/audit";
import type { Tx } from "@/lib/data/database";
import { setExamDay } from "@/lib/data/exam-dates";
import { newId } from "@/lib/data/new-id";
import { tell } from "@/lib/data/notices";
import { recordStep } from "@/lib/data/question-steps";
import { findSession } from "@/lib/data/sessions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { setRole } from "@/lib/data/users";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { join, makeInvite } from "@/lib/usecases/cohort/join";
import { createCohort } from "@/lib/usecases/cohort/manage-cohort";
import { startDiagnosis } from "@/lib/usecases/diagnose/diagnose";
import { fileDispute } from "@/lib/usecases/dispute/file-dispute";
import { liveThrough, sitExam } from "@/lib/usecases/testing/learning";
import { at, formOf, got, load, newTab, newViewer, START_MS, startedExam, there } from "@/lib/usecases/testing/scene";
import { exportOwnZip } from "./export-own-data";
import { recordAccess } from "./record-access";

const rowSchema = z.record(z.string(), z.unknown());
const attemptsSchema = z.array(
  z.looseObject({ id: z.string(), state: z.string(), result: z.unknown(), items: z.array(rowSchema) }),
);

/** The files of somebody's download, by name. */
async function files(viewer: Viewer): Promise<Map<string, string>> {
  const bytes: number[] = [];
  for await (const piece of exportOwnZip(at(viewer))) bytes.push(...piece);
  return new Map(Object.entries(unzipSync(new Uint8Array(bytes))).map(([name, file]) => [name, strFromU8(file)]));
}

const read = (all: Map<string, string>, name: ExportFile): unknown => JSON.parse(there(all.get(`${name}.json`)));
const rows = (all: Map<string, string>, name: ExportFile) => z.array(rowSchema).parse(read(all, name));

/** A calendar address, a wish about mail, a place in a live session, and an account in a course. */
async function beInGroups(tx: Tx, userId: string, { cohortId, startedBy }: { cohortId: string; startedBy: string }) {
  const at = new Date(START_MS);
  await tx.calendarFeed.create({ data: { userId, tokenHash: `hash of ${userId}`, createdAt: at } });
  await tx.mailWish.create({ data: { userId, digest: true } });
  const session = await tx.liveSession.create({ data: { id: newId(), cohortId, startedBy, createdAt: at } });
  await tx.liveSeat.create({ data: { sessionId: session.id, userId, at } });
  const addresses = { authLoginUrl: "", tokenUrl: "", jwksUrl: "", serviceOrigin: "" };
  const platform = await tx.ltiPlatform.create({
    data: {
      id: newId(),
      name: "A school",
      issuer: newId(),
      clientId: "one",
      createdBy: startedBy,
      createdAt: at,
      ...addresses,
    },
  });
  await tx.ltiUser.create({ data: { id: newId(), platformId: platform.id, sub: "7", userId, createdAt: at } });
}

onBothEngines("the download of one's own data", (engine) => {
  const write = <T>(work: (tx: Tx) => Promise<T>) => engine.database().transaction(work);
  beforeAll(async () => {
    await load();
  });

  test("has a file for each kind, with what the learner did, and a note that names them all", async () => {
    const viewer = await newViewer();
    const lead = await newViewer({ role: "lead" });
    const { cohortId } = got(await createCohort(at(lead), { name: "Group", examId: "brew-1", timeZone: "UTC" }));
    const { code } = got(await makeInvite(at(lead), { cohortId, role: "learner", days: 1, maxUses: 1 }));
    got(await join(at(viewer), { code }));
    const exam = await sitExam(at(viewer), () => true);
    await liveThrough(viewer, 12, "download");
    got(await fileDispute(at(viewer), { itemId: there((await formOf(exam))[0]).id, reason: "Mine alone." }));
    await write(async (tx) => {
      await setExamDay(tx, viewer, "brew-1", "2027-01-15", START_MS);
      await recordAccess(tx, { leadId: lead.userId, learnerId: viewer.userId, cohortId, what: "page" }, START_MS);
      await recordAccess(tx, { leadId: viewer.userId, learnerId: lead.userId, cohortId, what: "report" }, START_MS);
      await tell(tx, viewer.userId, "one", { kind: "rescored", attempts: [exam], because: "Two." }, START_MS);
      const step = { packId: "brew", unitId: "brew-q-water-one", kind: "created", actorId: viewer.userId } as const;
      await recordStep(tx, step, START_MS);
      await recordAudit(tx, { actorId: lead.userId, action: "role-changed", subject: viewer.userId }, START_MS);
      await beInGroups(tx, viewer.userId, { cohortId, startedBy: lead.userId });
    });
    const all = await files(viewer);
    const readme = there(all.get("README.txt"));
    for (const [name, what] of Object.entries(EXPORT_FILES)) {
      expect(readme).toContain(`${name}.json`);
      expect(readme).toContain(what);
      expect(all.get(`${name}.json`)?.length, name).toBeGreaterThan("[]\n".length);
    }
    expect(read(all, "profile")).toMatchObject({ profile: { email: viewer.email, hasPassword: false } });
    const attempts = attemptsSchema.parse(read(all, "attempts"));
    const sat = there(attempts.find(({ id }) => id === exam));
    expect(sat.items[0]).toMatchObject({ place: 1, outcome: expect.any(String), asked: expect.any(Object) });
    expect(rows(all, "audit")).toContainEqual({
      ...{ at: new Date(START_MS).toISOString(), action: "role-changed", by: "somebody else", about: "you" },
    });
    // Others: neither the lead's id nor address, nor what a session or a code could be opened with.
    const text = [...all.values()].join("\n");
    for (const secret of [lead.userId, there(lead.email), viewer.sessionIdHash, code])
      expect(text).not.toContain(secret);
  });

  test("somebody else's is not in it, and theirs is whole", async () => {
    const [one, two] = [await newViewer(), await newViewer()];
    const [first, second] = [await sitExam(at(one), () => true), await sitExam(at(two), () => false)];
    const [ofOne, ofTwo] = [await files(one), await files(two)];
    const textOf = (all: Map<string, string>) => [...all.values()].join("\n");
    expect(textOf(ofOne)).toContain(first);
    expect(textOf(ofOne)).not.toContain(second);
    expect(textOf(ofOne)).not.toContain(two.userId);
    expect(textOf(ofTwo)).toContain(second);
    expect(textOf(ofTwo)).not.toContain(first);
  });

  describe("keys", () => {
    test("a running exam has one's answers by letter and nothing else, and what was met elsewhere has no score", async () => {
      const viewer = await newViewer();
      const before = await sitExam(at(viewer), () => false, "full");
      const running = await startedExam(at(viewer), "full");
      const form = await formOf(running);
      const tab = newTab();
      const events = form.map((item) => tab.answer(item.id, item.right));
      got(await saveEvents(at(viewer), { attemptId: running, events }));
      const all = await files(viewer);
      const attempts = attemptsSchema.parse(read(all, "attempts"));
      const own = there(attempts.find(({ id }) => id === running));
      expect(own).toMatchObject({ state: "running", result: null });
      for (const item of form) {
        const told = there(own.items.find(({ id }) => id === item.id));
        expect(told.answer).toEqual(item.right);
        for (const key of ["outcome", "traps", "pilot", "asked"]) expect(told).not.toHaveProperty(key);
      }
      const asked = new Set(form.map(({ questionId }) => questionId));
      const met = there(attempts.find(({ id }) => id === before)).items.filter(({ questionId }) =>
        asked.has(String(questionId)),
      );
      expect(met.length).toBeGreaterThan(0);
      for (const item of met) for (const key of ["outcome", "traps"]) expect(item).not.toHaveProperty(key);
      // No authored id of an option and no word of an explanation, anywhere.
      const text = [...all.values()].join("\n");
      for (const { question } of form) {
        if (question.type !== "multiple-choice") continue;
        for (const { why } of question.options) expect(text).not.toContain(why);
      }
      expect(text).not.toContain('"presented"');
      expect(text).not.toContain('"seed"');
    });

    test("the questions of a diagnosis that runs are kept back too", async () => {
      const viewer = await newViewer();
      await sitExam(at(viewer), () => true, "full");
      const { attemptId } = got(await startDiagnosis(at(viewer)));
      const open = there((await formOf(attemptId))[0]);
      const attempts = attemptsSchema.parse(read(await files(viewer), "attempts"));
      const same = attempts.flatMap(({ items }) => items).filter(({ questionId }) => questionId === open.questionId);
      expect(same.length).toBeGreaterThan(0);
      for (const item of same) expect(item).not.toHaveProperty("outcome");
    });

    test("who may read the bank no more has no content of what they wrote", async () => {
      const author = await newViewer({ role: "instructor" });
      const step = { packId: "brew", unitId: "brew-q-water-one", kind: "solved", actorId: author.userId } as const;
      await write((tx) => recordStep(tx, { ...step, detail: { note: "It is A." } }, START_MS));
      expect((await files(author)).get("writing.json")).toContain("It is A.");
      await write((tx) => setRole(tx, author.userId, "learner"));
      const demoted = there(await findSession(engine.database().reader, author.sessionIdHash)).viewer;
      const writing = there((await files(demoted)).get("writing.json"));
      expect(writing).toContain("brew-q-water-one");
      expect(writing).not.toContain("It is A.");
    });
  });
});
