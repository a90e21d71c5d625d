import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Context, Role } from "@/lib/core/access/viewer";
import { listAttempts, listItems } from "@/lib/data/attempts";
import { listExamDates } from "@/lib/data/exam-dates";
import { listEvents } from "@/lib/data/responses";
import { onBothEngines } from "@/lib/data/testing/engines";
import { listPeople } from "./admin/list-people";
import { getOperations } from "./admin/operations";
import { getBankAnalysis } from "./analysis/get-bank-analysis";
import { findQuestionAnalysis } from "./analysis/get-question-analysis";
import { checkAnswer } from "./attempt/check-answer";
import { endAttempt } from "./attempt/end-attempt";
import { getReport } from "./attempt/get-result";
import { getReview } from "./attempt/get-review";
import { getRoom, getRoomSync } from "./attempt/get-room";
import { listHistory } from "./attempt/list-history";
import { saveEvents } from "./attempt/save-events";
import { touchAttempt } from "./attempt/settle-attempt";
import { startPractice } from "./attempt/start-practice";
import { findQuestionSheet, listQuestions } from "./bank/list-questions";
import { answerDiagnosis, startDiagnosis } from "./diagnose/diagnose";
import { findDiagnosis } from "./diagnose/get-diagnosis";
import { answerDispute } from "./dispute/answer-dispute";
import { fileDispute } from "./dispute/file-dispute";
import { getDispute } from "./dispute/get-dispute";
import { countOpenDisputes, listDisputes } from "./dispute/list-disputes";
import { bringFile, forgetImport, getImport, makeDrafts } from "./exchange/import-file";
import { listOwnSessions } from "./learn/list-own-sessions";
import { updateOwnProfile } from "./learn/update-own-profile";
import { correctMissType } from "./learning/correct-miss-type";
import { chooseExamDay, tellExamOutcome } from "./learning/exam-day";
import { getCures } from "./learning/get-cures";
import { addPicture } from "./media/add-picture";
import { makeRepair, undoRepair } from "./repair/make-repair";
import { previewRepair } from "./repair/preview-repair";
import { at, type FormItem, formOf, got, load, newSitting, newTab, newViewer, START_MS, there } from "./testing/scene";

type Target = { attemptId: string; item: FormItem };
type UseCase = { file: string; name: string; run: (context: Context, target: Target) => Promise<unknown> };

const missing = { ok: false, error: "missing" };
const finished = { as: "finished" } as const;
const answered = ({ item }: Target) => newTab().answer(item.id, item.right);

/** Every use case that takes the id of what is somebody's own, on what a learner may do with it. */
const onRunning: UseCase[] = [
  { file: "attempt/get-room", name: "getRoom", run: (context, { attemptId }) => getRoom(context, attemptId) },
  { file: "attempt/get-room", name: "getRoomSync", run: (context, { attemptId }) => getRoomSync(context, attemptId) },
  {
    file: "attempt/save-events",
    name: "saveEvents",
    run: (context, target) => saveEvents(context, { attemptId: target.attemptId, events: [answered(target)] }),
  },
  {
    file: "attempt/settle-attempt",
    name: "touchAttempt",
    run: ({ viewer, now }, { attemptId }) => touchAttempt(viewer, attemptId, now),
  },
  {
    file: "attempt/end-attempt",
    name: "endAttempt",
    run: (context, { attemptId }) => endAttempt(context, { attemptId, ...finished }),
  },
];
const onFinished: UseCase[] = [
  { file: "attempt/get-result", name: "getReport", run: (context, { attemptId }) => getReport(context, attemptId) },
  {
    file: "attempt/get-review",
    name: "getReview",
    run: (context, { attemptId }) => getReview(context, attemptId, "all"),
  },
  { file: "attempt/get-room", name: "getRoom", run: (context, { attemptId }) => getRoom(context, attemptId) },
  {
    file: "dispute/file-dispute",
    name: "fileDispute",
    run: (context, { item }) => fileDispute(context, { itemId: item.id, reason: "It is wrong." }),
  },
  {
    file: "learning/correct-miss-type",
    name: "correctMissType",
    run: async (context, { item }) => ((await correctMissType(context, item.id, "rushed")) ? "stored" : null),
  },
];
const onPractice: UseCase[] = [
  {
    file: "attempt/check-answer",
    name: "checkAnswer",
    run: (context, target) => checkAnswer(context, { attemptId: target.attemptId, event: answered(target) }),
  },
];
const onDiagnosis: UseCase[] = [
  {
    file: "diagnose/get-diagnosis",
    name: "findDiagnosis",
    run: (context, { attemptId }) => findDiagnosis(context, attemptId),
  },
  {
    file: "diagnose/diagnose",
    name: "answerDiagnosis",
    run: (context, target) => answerDiagnosis(context, { attemptId: target.attemptId, event: answered(target) }),
  },
];

// What takes no id of anybody's: content, the viewer's own, what roles guard (below), and what no request reaches.
const TAKES_NO_ID = [
  "admin/audit-log",
  "admin/list-people",
  "admin/operations",
  "analysis/count-ended",
  "analysis/get-bank-analysis",
  "analysis/get-question-analysis",
  "analysis/keep-analysis",
  "analysis/recount",
  "analysis/refresh-figures",
  "attempt/assemble",
  "attempt/exam-bank",
  "attempt/free-questions",
  "attempt/list-history",
  "attempt/replay-attempt",
  "attempt/review-misses",
  "attempt/room-views",
  "attempt/start-exam",
  "attempt/start-practice",
  "attempt/sweep",
  "authoring/decide-review",
  "authoring/drafts",
  "authoring/hand-in",
  "authoring/history",
  "authoring/life",
  "authoring/copy-draft",
  "authoring/lint-context",
  "authoring/open-editor",
  "authoring/preview-draft",
  "authoring/publish",
  "authoring/read-review",
  "authoring/review",
  "authoring/review-queue",
  "authoring/standing",
  "bank/list-questions",
  // Assignments have people and refusals of their own: assignment/assignments.test.ts.
  "assignment/allow",
  "assignment/begin",
  "assignment/coming-due",
  "assignment/count-standings",
  "assignment/due",
  "assignment/enter",
  "assignment/follow-clocks",
  "assignment/lesson-read",
  "assignment/manage-assignments",
  // Blueprints are for those who write in the bank: blueprint/blueprints.test.ts.
  "blueprint/blueprints",
  "blueprint/save-blueprint",
  // Cohorts have people and refusals of their own: cohort/cohorts.test.ts.
  "cohort/board",
  "cohort/count-weeks",
  "cohort/counted-board",
  "cohort/export-cohort",
  "cohort/invite-roster",
  "cohort/join",
  "cohort/learner-page",
  "cohort/manage-cohort",
  "cohort/report",
  "cohort/reteach",
  "cohort/trap-sums",
  "content/export-bank",
  "bank/bulk",
  "bank/bulk-steps",
  "bank/plan-bulk",
  "content/load-pack",
  "exchange/export-bank",
  "exchange/plan-read-file",
  "exchange/preview-file",
  "exchange/whole-drafts",
  "dispute/list-disputes",
  "learn/choose-exam",
  "learn/current-exam",
  "learn/get-bank-figures",
  "learn/get-chapter",
  "learn/get-lesson",
  "learn/list-own-sessions",
  "learn/update-own-profile",
  "learning/find-elsewhere",
  // Live sessions have people and refusals of their own too: live/live.test.ts.
  "live/answer-live",
  "live/enter-live",
  "live/get-live",
  "live/live-views",
  "live/start-live",
  "live/step-live",
  "live/watch-live",
  // Courses have people and refusals of their own: lti/launch.test.ts, lti/services.test.ts.
  "lti/begin-login",
  "lti/choose-content",
  "lti/course-link",
  "lti/enter-launch",
  "lti/manage-platforms",
  "lti/platform-token",
  "lti/read-course-roster",
  "lti/receive-launch",
  "lti/secrets",
  "lti/send-scores",
  "lti/settle-course",
  "lti/verify-token",
  "media/add-picture",
  "media/get-picture",
  "learning/fit-snapshot",
  "learning/fold-learner",
  "learning/get-cures",
  "learning/get-readiness",
  "learning/get-remediation",
  "learning/get-route",
  "learning/get-today",
  "learning/get-weaknesses",
  "learning/list-remediations",
  "learning/list-running",
  "learning/next-today",
  "learning/read-answers",
  "learning/readiness-of-many",
  "learning/rebuild",
  "learning/report",
  "learning/route-of",
  "learning/start-probes",
  "learning/start-study-set",
  // Mail and notices have people and refusals of their own: mail/*.test.ts, notice/notices.test.ts.
  "mail/keep-mail",
  "mail/mail-preferences",
  "mail/remind-due",
  "mail/send-mail",
  "mail/unsubscribe",
  "mail/weekly-digest",
  "notice/notices",
  // The viewer's own account and page; of others, what no request reaches. Cohorts: privacy/retention.test.ts.
  "privacy/begin-deletion",
  "privacy/cohort-retention",
  "privacy/depart-exams",
  "privacy/export-own-data",
  "privacy/finish-deletions",
  "privacy/keep-privacy",
  "privacy/list-accesses",
  "privacy/own-attempt",
  "privacy/record-access",
  "notice/tell-person",
  "repair/finish-repairs",
  "repair/question-after",
  "repair/rescored-attempt",
  // Of the process, and of nobody.
  "running/draining",
  "running/find-health",
  "running/give-way",
  "running/jobs",
  "running/keep-backups",
  "running/keep-to-tls",
  "running/on-request",
  "running/metrics",
  "running/readiness",
  "running/shut-down",
  "running/tell-unavailable",
  "running/under-lease",
  "running/watch-requests",
];

test("every use case is either tried by a stranger here or takes no id", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("testing"))
    .map((file) => file.split(path.sep).join("/").replace(/\.ts$/, ""));
  const tried = [...onRunning, ...onFinished, ...onPractice, ...onDiagnosis].map(({ file }) => file);
  tried.push("learning/exam-day", "exchange/import-file");
  tried.push("learning/exam-day", "dispute/answer-dispute", "dispute/get-dispute");
  tried.push("repair/make-repair", "repair/preview-repair");
  expect(files.sort()).toEqual([...new Set([...tried, ...TAKES_NO_ID])].sort());
});

onBothEngines("what is somebody else's", (engine) => {
  const reader = () => engine.database().reader;
  let strangers: Context["viewer"][] = [];
  beforeAll(async () => {
    await load();
    const roles: Role[] = ["learner", "instructor", "lead", "admin"];
    strangers = await Promise.all(roles.map((role) => newViewer({ role })));
  });

  /** A stranger tries, then the owner: nothing is there for the one, and it works for the other. */
  async function tryBoth({ run }: UseCase, owner: Context["viewer"], target: Target, now: number) {
    const stored = async () => ({
      attempts: await listAttempts(reader(), owner, { take: 9 }),
      items: await listItems(reader(), target.attemptId),
      events: await listEvents(reader(), target.attemptId),
    });
    const before = await stored();
    for (const stranger of strangers) {
      expect([null, missing]).toContainEqual(await run(at(stranger, now), target));
      expect(await listAttempts(reader(), stranger, { take: 9 })).toEqual([]);
    }
    // Not even the lock's counter moved.
    expect(await stored()).toEqual(before);
    const own = await run(at(owner, now), target);
    expect([null, missing]).not.toContainEqual(own);
  }

  describe("a running exam", () => {
    test.each(onRunning)("$name", async (useCase) => {
      const { viewer, ...target } = await newSitting();
      await tryBoth(useCase, viewer, target, START_MS);
    });
  });

  describe("an exam whose time is over", () => {
    test.each(onRunning)("$name", async (useCase) => {
      const { viewer, ...target } = await newSitting();
      await tryBoth(useCase, viewer, target, START_MS + 1e9);
    });
  });

  describe("a finished exam", () => {
    test.each(onFinished)("$name", async (useCase) => {
      const { viewer, send, ...target } = await newSitting();
      await send([newTab().answer(target.item.id, target.item.wrong)]);
      await endAttempt(at(viewer), { attemptId: target.attemptId, ...finished });
      await tryBoth(useCase, viewer, target, START_MS);
    });
  });

  describe("practice", () => {
    test.each(onPractice)("$name", async (useCase) => {
      const viewer = await newViewer();
      const wish = { lessons: [], types: [], count: 1, from: "unseen" as const };
      const { attemptId } = got(await startPractice(at(viewer), wish));
      const [item] = await formOf(attemptId);
      await tryBoth(useCase, viewer, { attemptId, item: there(item) }, START_MS);
    });
  });

  describe("a diagnosis", () => {
    test.each(onDiagnosis)("$name", async (useCase) => {
      const viewer = await newViewer();
      const { attemptId } = got(await startDiagnosis(at(viewer)));
      const [item] = await formOf(attemptId);
      await tryBoth(useCase, viewer, { attemptId, item: there(item) }, START_MS);
    });
  });

  test("how an exam day went is told by its owner alone", async () => {
    const owner = at(await newViewer());
    await chooseExamDay(owner, "2026-11-20");
    const [day] = await listExamDates(reader(), owner.viewer, "brew-1");
    const told = { id: there(day).id, outcome: "passed" as const, score: 800 };
    for (const stranger of strangers) expect(await tellExamOutcome(at(stranger), told)).toEqual(missing);
    expect(await listExamDates(reader(), owner.viewer, "brew-1")).toEqual([day]);
    expect((await tellExamOutcome(owner, told)).ok).toBe(true);
  });

  test("a file that waits is seen, made and forgotten by its owner alone", async () => {
    const owner = at(await newViewer({ role: "instructor" }));
    const bytes = new TextEncoder().encode("Which?\nA. This\nB. That\nANSWER: A\n");
    const { importId } = got(await bringFile(owner, { name: "owned.txt", bytes, format: null }));
    const look = (context: Context) => getImport(context, { importId, wishes: {}, page: 1 });
    const preview = there(await look(owner));
    if (preview.kind === "made") throw new Error("made already");
    const { digest, wishes } = preview;
    for (const stranger of strangers) {
      expect(await look(at(stranger))).toBeNull();
      expect(await makeDrafts(at(stranger), { importId, wishes, digest })).toEqual(missing);
      expect(await forgetImport(at(stranger), importId)).toBe(false);
    }
    expect(await look(owner)).toEqual(preview);
    expect(await makeDrafts(owner, { importId, wishes, digest })).toEqual({ ok: true, value: { drafts: 1 } });
    expect(await makeDrafts(owner, { importId: "no-such-import", wishes, digest })).toEqual(missing);
  });

  test.each<{ role: Role; may: boolean }>([
    { role: "learner", may: false },
    { role: "lead", may: false },
    { role: "instructor", may: true },
    { role: "admin", may: true },
  ])("a $role judges disputes and repairs: $may", async ({ role, may }) => {
    const { viewer, attemptId, item } = await newSitting();
    await endAttempt(at(viewer), { attemptId, ...finished });
    const { disputeId } = got(await fileDispute(at(viewer), { itemId: item.id, reason: "It is wrong." }));
    // Who filed it sees it in their review and judges nothing either.
    for (const context of [at(await newViewer({ role })), ...(may ? [] : [at(viewer)])]) {
      const ruling = { kind: "drop" as const };
      expect((await listDisputes(context, "open")) !== null).toBe(may);
      expect((await getDispute(context, disputeId)) !== null).toBe(may);
      expect((await previewRepair(context, { disputeId, ruling })).ok).toBe(may);
      expect((await answerDispute(context, { disputeId, answer: "It is so." })).ok).toBe(may);
      expect((await countOpenDisputes(context.viewer)) >= 0).toBe(true);
      const made = await makeRepair(context, { disputeId, ruling, because: "It is so." });
      expect(made.ok).toBe(may);
      if (made.ok) expect((await undoRepair(context, made.value.repairId)).ok).toBe(true);
      else expect(await undoRepair(context, disputeId)).toEqual(missing);
      expect(await getDispute(context, "no-such-dispute")).toBeNull();
      expect((await makeRepair(context, { disputeId: "none", ruling, because: "It is so." })).ok).toBe(false);
    }
  });

  test("an id that nobody has reads the same as a foreign one", async () => {
    const { item, viewer } = await newSitting();
    for (const { run } of [...onRunning, ...onFinished, ...onPractice, ...onDiagnosis]) {
      expect([null, missing]).toContainEqual(await run(at(viewer), { attemptId: "no-such-attempt", item }));
    }
  });

  test("the history, the sessions and the profile are one's own", async () => {
    const [one, two] = [await newSitting(), await newSitting()];
    const { entries } = await listHistory(at(one.viewer), { before: null });
    expect(entries.map(({ attempt }) => attempt.id)).toEqual([one.attemptId]);
    const sessions = await listOwnSessions(at(one.viewer));
    expect(sessions.map(({ idHash, current }) => [idHash, current])).toEqual([[one.viewer.sessionIdHash, true]]);
    await updateOwnProfile(at(one.viewer), { name: "Renamed", extraTime: "x2" });
    const names = await reader().user.findMany({
      where: { id: { in: [one.viewer.userId, two.viewer.userId] } },
      orderBy: { name: "asc" },
      select: { name: true, extraTime: true, role: true },
    });
    expect(names).toEqual([
      { name: "Renamed", extraTime: "x2", role: "learner" },
      { name: "Somebody", extraTime: "none", role: "learner" },
    ]);
  });

  test.each<{ role: Role; bank: boolean; people: boolean }>([
    { role: "learner", bank: false, people: false },
    { role: "instructor", bank: true, people: false },
    { role: "lead", bank: false, people: false },
    { role: "admin", bank: true, people: true },
  ])("a $role reads the bank: $bank, lists people: $people", async ({ role, bank, people }) => {
    const context = at(await newViewer({ role }));
    expect((await listQuestions(context, {})) !== null).toBe(bank);
    expect((await findQuestionSheet(context, "brew-q-heat-one")) !== null).toBe(bank);
    expect((await getCures(context)) !== null).toBe(bank);
    expect((await findQuestionAnalysis(context, "brew-q-heat-one")) !== null).toBe(bank);
    expect(await findQuestionAnalysis(context, "no-such-question")).toBeNull();
    expect((await getBankAnalysis(context, { part: null, after: null })) !== null).toBe(bank);
    expect(await findQuestionSheet(context, "no-such-question")).toBeNull();
    expect((await listPeople(context, { after: null, search: "" })) !== null).toBe(people);
    if (!people) expect(await getOperations(context)).toBeNull();
    const added = await addPicture(context, { packId: "brew", alt: "A cup", bytes: new Uint8Array() });
    expect(added).toEqual({ ok: false, error: bank ? "empty" : "missing" });
  });

  test("who may read the bank reads key and reasons of every question", async () => {
    const context = at(await newViewer({ role: "instructor" }));
    const listed = there(await listQuestions(context, { lesson: "lesson-water" }));
    expect(listed.rows.map(({ id }) => id)).toEqual(
      ["one", "pair", "three", "two"].map((name) => `brew-q-water-${name}`),
    );
    expect(listed.lessons).toEqual(["lesson-heat", "lesson-time", "lesson-water"]);
    const sheet = there(await findQuestionSheet(context, "brew-q-water-one"));
    expect(sheet).toMatchObject({ version: 1, state: "published", exams: ["brew-1", "brew-2"] });
    expect(sheet.feedback).toMatchObject({ outcome: "right", key: "o2" });
    expect(sheet.review).toContain("Solved blind by a person");
  });
});
