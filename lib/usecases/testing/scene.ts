import { contentHash } from "@/lib/content/content-hash";
import type { PackContent } from "@/lib/content/read-pack";
import type { Context, Role, Viewer } from "@/lib/core/access/viewer";
import type { ExtraTime } from "@/lib/core/attempt/accommodation";
import type { AttemptEvent, Confidence, Highlight } from "@/lib/core/attempt/events";
import type { Answer } from "@/lib/core/question/answer";
import { toTokens } from "@/lib/core/question/present";
import type { Question } from "@/lib/core/question/schema";
import { keyOf, offeredTraps } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Result } from "@/lib/core/shared/result";
import { type AttemptItemRow, type AttemptRow, findAttempt, listItems } from "@/lib/data/attempts";
import { type Database, database, useDatabase as placeDatabase } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { getServedQuestions } from "@/lib/data/question-versions";
import { createSession, findSession } from "@/lib/data/sessions";
import { createUser } from "@/lib/data/users";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { loadPack } from "@/lib/usecases/content/load-pack";
import { smallPack } from "./small-pack";

/** When everything begins: 23 November 2026, 09:00 UTC. Times come in by the context, so tests just add to it. */
export const START_MS = Date.UTC(2026, 10, 23, 9);

export const load = (pack: PackContent = smallPack(), now = START_MS, position = 0) =>
  loadPack(pack, { position, hashOf: contentHash }, now);

/** The value of what succeeded; throws what failed. */
export function got<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** What is there; throws where a test's own assumption does not hold. */
export function there<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error("nothing there");
  return value;
}

/** Somebody new, signed in. */
export async function newViewer(person: { role?: Role; examId?: string; verified?: boolean } = {}): Promise<Viewer> {
  const db = await database();
  const idHash = newId();
  return db.transaction(async (tx) => {
    const email = `${newId()}@example.org`;
    const user = { email, name: "Somebody", role: "learner", passwordHash: null, verified: true, ...person } as const;
    const userId = await createUser(tx, user, START_MS);
    await createSession(tx, { idHash, userId, device: "test" }, START_MS);
    return there(await findSession(tx, idHash)).viewer;
  });
}

export const at = (viewer: Viewer, now: EpochMs = START_MS): Context => ({ viewer, now });

/** Starts an exam of the small pack; returns the attempt's id. */
export async function startedExam(context: Context, blueprintId = "quick", extraTime: ExtraTime = "none") {
  return got(await startExam(context, { examId: "brew-1", blueprintId, extraTime })).attemptId;
}

export async function attemptOf(viewer: Viewer, attemptId: string): Promise<AttemptRow> {
  return there(await findAttempt((await database()).reader, viewer, attemptId));
}

/** An item of an attempt with its question, a right and a wrong answer in the learner's tokens. */
export type FormItem = AttemptItemRow & {
  question: Question;
  right: Exclude<Answer, null>;
  /** Takes `trap` and nothing else. */
  wrong: Exclude<Answer, null>;
  trap: string;
  offered: string[];
};

function wrongOf(question: Question): { answer: Exclude<Answer, null>; trap: string } {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response": {
      const option = there(question.options.find(({ trap }) => trap !== undefined));
      const [, ...kept] = question.options.filter(({ key }) => key).map(({ id }) => id);
      const answer = question.type === "multiple-choice" ? option.id : [option.id, ...kept];
      return { answer, trap: there(option.trap) };
    }
    case "ordering": {
      const [first] = question.wrongOrders;
      // Where no inversion is named, the order the other way round takes no trap.
      if (first === undefined) return { answer: question.items.map(({ id }) => id).reverse(), trap: "" };
      const { before, after, trap } = first;
      const rest = question.items.map(({ id }) => id).filter((id) => id !== before && id !== after);
      return { answer: [before, after, ...rest], trap };
    }
    case "matching": {
      const [first] = question.wrongPairs;
      if (first === undefined) {
        const answers = question.prompts.map(({ answer }) => answer);
        const turned = question.prompts.map(({ id }, index) => [id, there(answers.at(index - 1))]);
        return { answer: Object.fromEntries(turned), trap: "" };
      }
      const { prompt, response, trap } = first;
      const pairs = question.prompts.map(({ id, answer }) => [id, id === prompt ? response : answer]);
      return { answer: Object.fromEntries(pairs), trap };
    }
  }
}

/** In the learner's tokens, and a set in the order in which the server keeps it. */
function tokens(item: AttemptItemRow, type: Question["type"], answer: Answer) {
  const kept = type === "multiple-response" && Array.isArray(answer) ? [...answer].sort() : answer;
  return there(toTokens(item.presented, kept));
}

/** The form of an attempt, in order, with all that its learner does not know. */
export async function formOf(attemptId: string): Promise<FormItem[]> {
  const { reader } = await database();
  const items = await listItems(reader, attemptId);
  const served = await getServedQuestions(
    reader,
    items.map((item) => item.versionId),
  );
  return items.map((item) => {
    const { question } = there(served.get(item.versionId));
    const { answer, trap } = wrongOf(question);
    const [right, wrong] = [keyOf(question), answer].map((value) => tokens(item, question.type, value));
    return { ...item, question, right: there(right), wrong: there(wrong), trap, offered: offeredTraps(question) };
  });
}

/** A browser tab that counts its events. `base` is the revision it last heard of, `clientAt` its own clock. */
export function newTab(clientId = newId()) {
  let clientSeq = 0;
  const head = (itemId: string, { base = 0, clientAt = START_MS } = {}) => {
    clientSeq += 1;
    return { clientId, clientSeq, itemId, baseRevision: base, clientAt };
  };
  type Told = { base?: number; clientAt?: EpochMs };
  return {
    answer: (itemId: string, value: Answer, told?: Told) => ({
      ...head(itemId, told),
      kind: "answer" as const,
      value,
    }),
    flag: (itemId: string, value: boolean): AttemptEvent => ({ ...head(itemId), kind: "flag", value }),
    strike: (itemId: string, value: string[]): AttemptEvent => ({ ...head(itemId), kind: "strike", value }),
    highlight: (itemId: string, value: Highlight[]): AttemptEvent => ({ ...head(itemId), kind: "highlight", value }),
    confidence: (itemId: string, value: Confidence | null): AttemptEvent => ({
      ...head(itemId),
      kind: "confidence",
      value,
    }),
    visit: (itemId: string, value: boolean, clientAt: EpochMs): AttemptEvent => ({
      ...head(itemId, { clientAt }),
      kind: "visit",
      value,
    }),
  };
}

/** Somebody new in an exam that began at `now`, and their way to send events. */
export async function newSitting({ blueprintId = "quick", now = START_MS, ...rest }: Partial<Sitting> = {}) {
  const viewer = await newViewer();
  const attemptId = await startedExam(at(viewer, now), blueprintId, rest.extraTime);
  const form = await formOf(attemptId);
  const choices = form.filter(({ question }) => question.type === "multiple-choice");
  const send = async (events: readonly AttemptEvent[], sentAt = now) =>
    got(await saveEvents(at(viewer, sentAt), { attemptId, events })).acks;
  return { viewer, attemptId, form, item: there(choices[0]), send };
}
type Sitting = { blueprintId: string; now: EpochMs; extraTime: ExtraTime };

/** Begins something as another process would, on its own handle of the database. */
export async function onAnotherServer<T>(other: Database, run: () => Promise<T>): Promise<T> {
  const own = await database();
  placeDatabase(other);
  // A use case asks for the database before anything else, and once.
  const running = run();
  placeDatabase(own);
  return running;
}
