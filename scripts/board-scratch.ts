import { contentHash } from "@/lib/content/content-hash";
import { readPacks } from "@/lib/content/read-pack";
import type { Context } from "@/lib/core/access/viewer";
import { wallTimeOf } from "@/lib/core/cohort/wall-time";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { seededRng } from "@/lib/core/shared/rng";
import { joinCohort, listMembers } from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { findLearner } from "@/lib/data/learners";
import { newId } from "@/lib/data/new-id";
import { createUser } from "@/lib/data/users";
import { addAssignment, listCohortAssignments } from "@/lib/usecases/assignment/manage-assignments";
import { recountForCohorts } from "@/lib/usecases/cohort/count-weeks";
import { createCohort } from "@/lib/usecases/cohort/manage-cohort";
import { loadPack } from "@/lib/usecases/content/load-pack";
import { foldRest } from "@/lib/usecases/learning/rebuild";
import { openWriter, type Row } from "./bulk-writer";
import { answerTo, type MadeUp, madeUpBank, storedTime } from "./item-analysis-scratch";

// A cohort of made-up learners over the real bank, for measuring. So many histories are answered, and folded as a rebuild
// folds them; every other learner has one of them as their own, the log under ids of their own and the folded rows
// copied. Written past Prisma where there are many rows.

const HISTORIES = 20;
const SITTING = 50;
const WEEKS = 8;
const ASSIGNMENTS = 8;
const TIME_ZONE = "Europe/Vienna";

type Sitting = { at: EpochMs; items: { item: MadeUp; answer: string; outcome: string; evidence: string }[] };

/** What one learner answered: sittings spread over the weeks, somewhat better at their end. */
function historyOf(bank: readonly MadeUp[], answers: number, number: number, now: EpochMs): Sitting[] {
  const rng = seededRng(`history ${number}`);
  const ability = rng() + rng() + rng() - 1.5;
  const sittings = Math.ceil(answers / SITTING);
  return Array.from({ length: sittings }, (_, place) => {
    const late = (place + 1) / sittings;
    const from = Math.floor(rng() * bank.length);
    const items = Array.from({ length: Math.min(SITTING, answers - place * SITTING) }, (_, at) => {
      const item = bank[(from + 7 * at) % bank.length];
      if (item === undefined) throw new Error("the first pack has no question");
      return { item, ...answerTo(item, ability + 0.5 * late, late, rng) };
    });
    return { at: Math.floor(now - 0.5 * DAY_MS - (1 - late) * (WEEKS * 7 - 2) * DAY_MS), items };
  });
}

type Place = { packId: string; examId: string; plan: string };

/** A history as the rows of a learner's log. */
function logOf(history: readonly Sitting[], { packId, examId, plan }: Place, userId: string, learnerId: string) {
  const rows: Record<"attempts" | "items" | "responses" | "events", Row[]> = {
    attempts: [],
    items: [],
    responses: [],
    events: [],
  };
  for (const [place, { at, items }] of history.entries()) {
    const attemptId = newId();
    const ids = items.map(() => newId());
    const [began, ended] = [storedTime(at - items.length * 60_000), storedTime(at)];
    rows.attempts.push({
      ...{ id: attemptId, userId, packId, examId, mode: "exam", title: "Made up", plan, seed: "s", state: "finished" },
      ...{ startedAt: began, finishedAt: ended, finishReason: "learner", extraTime: "none", revision: 1 },
    });
    for (const [position, { item, answer, outcome, evidence }] of items.entries()) {
      const id = ids[position] ?? "";
      rows.items.push({
        ...{ id, attemptId, position, questionId: item.questionId, questionVersionId: item.versionId },
        ...{ pilot: false, dropped: false, presented: '{"options":[],"prompts":[]}', outcome, evidence },
        spentMs: 60_000,
      });
      rows.responses.push({ itemId: id, attemptId, state: answer, updatedAt: ended });
    }
    const events = [
      { kind: "answers", attemptId, items: ids, upTo: 0 },
      { kind: "attempt-ended", attemptId },
    ];
    for (const [index, { kind, ...content }] of events.entries()) {
      const seq = 2 * place + index + 1;
      const text = JSON.stringify({ kind, ...content });
      rows.events.push({ id: newId(), learnerId, seq, at: ended, kind, content: text });
    }
  }
  return rows;
}

export type BoardScratch = {
  lead: Context;
  cohortId: string;
  packId: string;
  userIds: string[];
  loadedSeconds: number;
};

/** Fills a database with a cohort of so many learners with so many responses each, over the eight weeks before `now`. */
export async function fillCohort(
  url: string,
  { learners, responses }: { learners: number; responses: number },
  now: EpochMs,
): Promise<BoardScratch> {
  const began = performance.now();
  const db = await database();
  const packs = await readPacks("questions");
  if (!packs.ok) throw new Error("the content is broken: npm run content:check");
  for (const [position, pack] of packs.value.entries()) await loadPack(pack, { position, hashOf: contentHash }, now);
  const info = packs.value[0]?.info;
  const exam = info?.exams[0];
  const blueprint = exam?.blueprints[0];
  if (info === undefined || exam === undefined || blueprint === undefined)
    throw new Error("the first pack has no exam");
  const place = { packId: info.id, examId: exam.id, plan: JSON.stringify({ kind: "blueprint", blueprint }) };
  const start = now - (WEEKS * 7 + 1) * DAY_MS;

  const person = { email: null, role: "lead", passwordHash: null } as const;
  const leadId = await db.transaction((tx) => createUser(tx, { ...person, name: "Lead" }, start));
  const lead: Context = {
    viewer: {
      ...{ userId: leadId, sessionIdHash: "", role: "lead", name: "Lead", email: null },
      ...{ isGuest: false, examId: exam.id, extraTime: "none" },
    },
    now,
  };
  const made = await createCohort({ ...lead, now: start }, { name: "Costs", examId: exam.id, timeZone: TIME_ZONE });
  if (!made.ok) throw new Error(made.error);
  const { cohortId } = made.value;
  const userIds = await db.transaction(async (tx) => {
    const ids: string[] = [];
    for (let number = 0; number < learners; number += 1) {
      const name = `Learner ${String(number).padStart(4, "0")}`;
      const userId = await createUser(tx, { ...person, role: "learner", name }, start);
      await joinCohort(tx, { cohortId, userId, role: "learner" }, start);
      ids.push(userId);
    }
    return ids;
  });

  const bank = await madeUpBank(info.id, exam.id, seededRng("made-up board"));
  const histories = Array.from({ length: HISTORIES }, (_, number) => historyOf(bank, responses, number, now));
  const writer = await openWriter(url);
  const learnerIds = userIds.map(() => newId());
  for (const [number, userId] of userIds.entries()) {
    const learnerId = learnerIds[number] ?? "";
    const log = logOf(histories[number % HISTORIES] ?? [], place, userId, learnerId);
    const at = storedTime(now);
    await writer.insert("Learner", [
      {
        ...{ id: learnerId, userId, packId: info.id, snapshot: 1, logged: log.events.length, folded: 0 },
        ...{ revision: 1, state: "{}", answers: 0, updatedAt: at },
      },
    ]);
    await writer.insert("Attempt", log.attempts);
    await writer.insert("AttemptItem", log.items);
    await writer.insert("Response", log.responses);
    await writer.insert("LearningEvent", log.events);
  }
  await writer.close();
  await foldHistories(place.packId, userIds);
  await copyFolded(cohortId, userIds, learnerIds);
  await giveWork(lead, cohortId, userIds, blueprint.id);
  return { lead, cohortId, packId: info.id, userIds, loadedSeconds: (performance.now() - began) / 1_000 };
}

/** Folds the first learner of each history as a rebuild does. */
async function foldHistories(packId: string, userIds: readonly string[]): Promise<void> {
  const db = await database();
  for (const userId of userIds.slice(0, HISTORIES)) {
    await db.transaction((tx) => recountForCohorts(tx, { userId, packId }));
    const learner = await findLearner(db.reader, { userId }, packId);
    if (learner !== null) await foldRest(learner, Date.now());
  }
}

/** Gives everybody else the folded rows of their history. */
async function copyFolded(cohortId: string, userIds: readonly string[], learnerIds: readonly string[]): Promise<void> {
  const { reader, transaction } = await database();
  const members = new Map((await listMembers(reader, cohortId)).map((one) => [one.userId, one.membershipId]));
  for (let number = HISTORIES; number < userIds.length; number += 1) {
    const from = { learnerId: learnerIds[number % HISTORIES] ?? "" };
    const learnerId = learnerIds[number] ?? "";
    const membershipId = members.get(userIds[number] ?? "") ?? "";
    const weeks = { membershipId: members.get(userIds[number % HISTORIES] ?? "") ?? "" };
    await transaction(async (tx) => {
      const head = await tx.learner.findUniqueOrThrow({
        where: { id: from.learnerId },
        select: { state: true, answers: true, folded: true, updatedAt: true },
      });
      await tx.learner.update({ where: { id: learnerId }, data: head });
      const lessons = await tx.learnerLesson.findMany({ where: from });
      await tx.learnerLesson.createMany({ data: lessons.map((row) => ({ ...row, learnerId })) });
      const traps = await tx.learnerTrap.findMany({ where: from });
      await tx.learnerTrap.createMany({ data: traps.map((row) => ({ ...row, learnerId })) });
      const work = await tx.remediation.findMany({ where: from });
      await tx.remediation.createMany({ data: work.map((row) => ({ ...row, id: newId(), learnerId })) });
      const counted = await tx.memberWeek.findMany({ where: weeks });
      await tx.memberWeek.createMany({ data: counted.map((row) => ({ ...row, membershipId })) });
    });
  }
}

/** An assignment a week, which four of five have done. */
async function giveWork(lead: Context, cohortId: string, userIds: readonly string[], blueprint: string): Promise<void> {
  const wall = (at: EpochMs) => wallTimeOf(at, TIME_ZONE);
  for (let number = 0; number < ASSIGNMENTS; number += 1) {
    const opens = lead.now - (ASSIGNMENTS - number) * 7 * DAY_MS;
    const form = {
      ...{ title: `Week ${number + 1}`, work: { kind: "exam", blueprint } as const, attempts: null },
      ...{ opens: wall(opens), due: wall(opens + 6 * DAY_MS), closes: "", review: "at-once" as const },
      lateness: number % 2 === 0 ? ("strict" as const) : ("lenient" as const),
    };
    const added = await addAssignment(lead, { cohortId, form });
    if (!added.ok) throw new Error(added.error);
  }
  const listed = await listCohortAssignments(lead, cohortId);
  const { transaction } = await database();
  for (const { assignment } of listed?.assignments ?? []) {
    const at = new Date(assignment.dueAt - DAY_MS);
    const data = userIds.flatMap((userId, number) =>
      (number + assignment.title.length + Number(assignment.title.at(-1))) % 5 === 0
        ? []
        : [{ assignmentId: assignment.id, userId, begun: 1, doneAt: at, updatedAt: at }],
    );
    await transaction((tx) => tx.assignmentWork.createMany({ data }));
  }
}
