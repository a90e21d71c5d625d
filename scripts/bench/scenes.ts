import { contentHash } from "@/lib/content/content-hash";
import { readPacks } from "@/lib/content/read-pack";
import type { Blueprint } from "@/lib/core/exam/blueprint";
import type { Answer } from "@/lib/core/question/answer";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { createSession } from "@/lib/data/sessions";
import { keepAnalysis } from "@/lib/usecases/analysis/keep-analysis";
import { packsToRecount } from "@/lib/usecases/analysis/recount";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { loadPack } from "@/lib/usecases/content/load-pack";
import { type FormItem, formOf, got, newTab, there } from "@/lib/usecases/testing/scene";
import { type BoardScratch, fillCohort } from "../board-scratch";
import { openWriter, type Row } from "../bulk-writer";
import { storedTime } from "../item-analysis-scratch";
import { cookieOf, newClient, newSid } from "../live-clients";

// The people and attempts of a bench, made before anything is measured. Those that are used up in great numbers (an attempt
// can be finished once) are copies of a few real ones, under ids of their own.

const QUESTIONS = { "3.1": 7, "3.2": 7, "3.3": 6 };
const MOULDS = 8;

/** Somebody who sits an exam: their cookie, their attempt, and for each of its questions two answers to give in turn. */
export type Sitter = {
  cookie: string;
  attemptId: string;
  items: { id: string; answers: readonly [Exclude<Answer, null>, Exclude<Answer, null>] }[];
};

export type Scenes = {
  examId: string;
  blueprintId: string;
  /** Each in the middle of an exam of their own. */
  sitting: Sitter[];
  /** Each with an exam of twenty questions behind them. */
  reviewing: { cookie: string; attemptId: string }[];
  /** Members of the large cohort, with all their answers. */
  members: string[];
  /** Cookies of leads, and the cohort that each may see. */
  lead: { cookie: string; cohortId: string };
  /** Each has answered all and not yet handed in. Every one serves once. */
  ready: { cookie: string; attemptId: string }[];
  /** Each has no exam. Every one serves once. */
  fresh: string[];
};

type Sizes = { clients: number; once: number; learners: number; responses: number };
type Made = { server: string; secret: string; now: EpochMs; url: string };

const blueprintOf = (id: string): Blueprint => ({
  id,
  title: "Twenty questions",
  summary: "For measuring.",
  seconds: 8 * 3600,
  lessons: Object.entries(QUESTIONS).map(([lesson, scored]) => ({ lesson, scored })),
  pilots: 0,
  quotas: [{ inCase: true, max: 0 }],
});

/** The first pack with one more exam, of twenty questions. */
async function offerTwenty(now: EpochMs): Promise<{ examId: string; blueprintId: string }> {
  const packs = await readPacks("questions");
  if (!packs.ok) throw new Error("the content is broken: npm run content:check");
  const pack = there(packs.value[0]);
  const [first, ...rest] = pack.info.exams;
  const exam = there(first);
  const blueprint = blueprintOf("twenty");
  const more = { ...exam, blueprints: [...exam.blueprints, blueprint] };
  const info = { ...pack.info, exams: [more, ...rest] };
  // Another hash, so that it is taken for a changed pack.
  await loadPack({ ...pack, info, hash: `${pack.hash} and twenty` }, { position: 0, hashOf: contentHash }, now);
  return { examId: exam.id, blueprintId: blueprint.id };
}

const sitterItems = (items: readonly FormItem[]): Sitter["items"] =>
  items.map(({ id, right, wrong }) => ({ id, answers: [right, wrong] }));

/** Somebody who has begun, by the product's own ways. */
async function begin({ server, secret, now }: Made, exam: { examId: string; blueprintId: string }) {
  const client = await newClient("learner", server, secret);
  const context = { viewer: client.viewer, now };
  const { attemptId } = got(await startExam(context, { ...exam, extraTime: "none" }));
  return { cookie: client.cookie, context, attemptId, items: await formOf(attemptId) };
}

/** Somebody who has begun, and has answered everything: one of three wrongly. */
async function answerAll(made: Made, exam: { examId: string; blueprintId: string }) {
  const begun = await begin(made, exam);
  const tab = newTab();
  const events = begun.items.flatMap((item, place) => {
    const at = made.now + place * 1_000;
    const shown = [tab.visit(item.id, true, at), tab.answer(item.id, place % 3 === 0 ? item.wrong : item.right)];
    return [...shown, tab.visit(item.id, false, at + 900)];
  });
  got(await saveEvents(begun.context, { attemptId: begun.attemptId, events }));
  return begun;
}

/** So many people who are signed in and nothing else, written past Prisma; their ids and cookies. */
async function manyPeople({ url, secret, now }: Made, count: number): Promise<{ userId: string; cookie: string }[]> {
  const at = storedTime(now);
  const made = Array.from({ length: count }, () => ({ userId: newId(), ...newSid() }));
  const writer = await openWriter(url);
  const users = made.map(({ userId }): Row => ({ id: userId, name: "Bench", createdAt: at }));
  const sessions = made.map(
    ({ userId, idHash }): Row => ({ idHash, userId, device: "bench", createdAt: at, seenAt: at }),
  );
  if (count > 0) {
    await writer.insert("User", users);
    await writer.insert("Session", sessions);
  }
  await writer.close();
  return Promise.all(made.map(async ({ userId, sid }) => ({ userId, cookie: await cookieOf(sid, secret) })));
}

const asRow = (record: object): Row =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, value instanceof Date ? storedTime(value.getTime()) : value]),
  );

/** Gives each of these people an attempt that is a copy of one that was answered. */
async function copyAttempts(
  made: Made,
  people: readonly { userId: string; cookie: string }[],
  moulds: readonly string[],
): Promise<{ cookie: string; attemptId: string }[]> {
  const { reader } = await database();
  const forms = await Promise.all(
    moulds.map(async (id) => ({
      attempt: await reader.attempt.findUniqueOrThrow({ where: { id } }),
      items: await reader.attemptItem.findMany({ where: { attemptId: id } }),
      responses: await reader.response.findMany({ where: { attemptId: id } }),
      events: await reader.responseEvent.findMany({ where: { attemptId: id } }),
    })),
  );
  const rows: Record<"attempts" | "items" | "responses" | "events", Row[]> = {
    attempts: [],
    items: [],
    responses: [],
    events: [],
  };
  const copies = people.map(({ userId, cookie }, number) => {
    const { attempt, items, responses, events } = there(forms[number % forms.length]);
    const attemptId = newId();
    const ids = new Map(items.map(({ id }) => [id, newId()]));
    rows.attempts.push(asRow({ ...attempt, id: attemptId, userId }));
    rows.items.push(...items.map((item) => asRow({ ...item, id: ids.get(item.id), attemptId })));
    rows.responses.push(...responses.map((one) => asRow({ ...one, itemId: ids.get(one.itemId), attemptId })));
    rows.events.push(...events.map((one) => asRow({ ...one, id: newId(), itemId: ids.get(one.itemId), attemptId })));
    return { cookie, attemptId };
  });
  const writer = await openWriter(made.url);
  if (copies.length > 0) {
    await writer.insert("Attempt", rows.attempts);
    await writer.insert("AttemptItem", rows.items);
    await writer.insert("Response", rows.responses);
    await writer.insert("ResponseEvent", rows.events);
  }
  await writer.close();
  return copies;
}

/** Signs somebody in who is there already. */
async function signIn(userId: string, { secret, now }: Made): Promise<string> {
  const { sid, idHash } = newSid();
  const db = await database();
  await db.transaction((tx) => createSession(tx, { idHash, userId, device: "bench" }, now));
  return cookieOf(sid, secret);
}

async function signInAll(userIds: readonly string[], made: Made): Promise<string[]> {
  const cookies: string[] = [];
  for (const userId of userIds) cookies.push(await signIn(userId, made));
  return cookies;
}

/** Fills the database that is in place with all that a bench asks for. */
export async function setScenes(made: Made, sizes: Sizes): Promise<Scenes> {
  const cohort: BoardScratch = await fillCohort(made.url, sizes, made.now);
  const exam = await offerTwenty(made.now);
  const sitting: Sitter[] = [];
  const reviewing: Scenes["reviewing"] = [];
  for (let number = 0; number < sizes.clients; number += 1) {
    const { cookie, attemptId, items } = await begin(made, exam);
    sitting.push({ cookie, attemptId, items: sitterItems(items) });
    const answered = await answerAll(made, exam);
    got(await endAttempt(answered.context, { attemptId: answered.attemptId, as: "finished" }));
    reviewing.push({ cookie: answered.cookie, attemptId: answered.attemptId });
  }
  // A server that counts the cohort's answers anew meanwhile would be measured with it.
  while ((await packsToRecount()).length > 0) await keepAnalysis(made.now);
  await keepAnalysis(made.now);
  const moulds: string[] = [];
  for (let number = 0; number < MOULDS; number += 1) moulds.push((await answerAll(made, exam)).attemptId);
  const people = await manyPeople(made, 2 * sizes.once);
  const [finishers, starters] = [people.slice(0, sizes.once), people.slice(sizes.once)];
  return {
    ...exam,
    sitting,
    reviewing,
    members: await signInAll(cohort.userIds.slice(0, sizes.clients), made),
    lead: { cookie: await signIn(cohort.lead.viewer.userId, made), cohortId: cohort.cohortId },
    ready: await copyAttempts(made, finishers, moulds),
    fresh: starters.map(({ cookie }) => cookie),
  };
}
