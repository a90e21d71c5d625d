// What a run of `soak` begins with, and how it is compared at the end with what the learners were told.
import path from "node:path";
import { contentHash } from "@/lib/content/content-hash";
import { type PackContent, readPacks } from "@/lib/content/read-pack";
import { findAttempt, listItems } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { listEvents } from "@/lib/data/responses";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { loadPack } from "@/lib/usecases/content/load-pack";
import { formOf, got, there } from "@/lib/usecases/testing/scene";
import { newClient } from "./live-clients";
import type { Learner } from "./soak-learner";
import type { Place } from "./soak-server";

const root = path.resolve(import.meta.dirname, "..");

/** Loads the first pack with an exam. */
export async function loadContent(): Promise<PackContent> {
  const packs = await readPacks(path.join(root, "questions"));
  if (!packs.ok) throw new Error("the content packs have faults: npm run content:check");
  const pack = there(packs.value.find(({ info }) => info.exams.some(({ blueprints }) => blueprints.length > 0)));
  await loadPack(pack, { position: 0, hashOf: contentHash }, Date.now());
  return pack;
}

/** Somebody new who has begun the pack's first exam, without a time limit. */
export async function seatLearner(pack: PackContent, place: Place): Promise<Learner> {
  const exam = there(pack.info.exams[0]);
  const client = await newClient("learner", place.address, place.secret);
  const asked = { examId: exam.id, blueprintId: there(exam.blueprints[0]).id, extraTime: "untimed" as const };
  const { attemptId } = got(await startExam({ viewer: client.viewer, now: Date.now() }, asked));
  const items = await formOf(attemptId);
  const own = { acked: [], last: new Map(), revisions: new Map(), faults: [] };
  return { client, attemptId, clientId: `soak-${newId()}`, items, ...own };
}

/** Compares the log of a learner with the database; what is wrong, in words. */
export async function check(learner: Learner): Promise<string[]> {
  const { reader } = await database();
  const { attemptId, clientId, client } = learner;
  const stored = (await listEvents(reader, attemptId)).filter(
    ({ event, outcome }) => event.clientId === clientId && outcome === "stored",
  );
  const times = new Map<number, number>();
  for (const { event } of stored) times.set(event.clientSeq, (times.get(event.clientSeq) ?? 0) + 1);
  const lost = learner.acked.filter((seq) => !times.has(seq));
  const twice = [...times].filter(([, count]) => count > 1);
  const attempt = await findAttempt(reader, client.viewer, attemptId);
  const items = await listItems(reader, attemptId);
  const graded = (id: string) => {
    const right = learner.last.get(id);
    return right === undefined ? "unanswered" : right ? "right" : "wrong";
  };
  const wrong = items.filter(({ id, outcome }) => outcome !== graded(id));
  const right = items.filter(({ id, pilot }) => !pilot && graded(id) === "right").length;
  const began = new Map(learner.items.map(({ id, versionId }) => [id, versionId]));
  const moved = items.filter(({ id, versionId }) => began.get(id) !== versionId);
  return [
    ...learner.faults,
    ...lost.map((seq) => `lost: ${attemptId} event ${seq}`),
    ...twice.map(([seq]) => `twice: ${attemptId} event ${seq}`),
    ...(times.size === learner.acked.length
      ? []
      : [`${attemptId}: ${times.size} stored, ${learner.acked.length} told`]),
    ...(attempt?.state === "finished" ? [] : [`not finished: ${attemptId}`]),
    ...wrong.map(({ id }) => `graded otherwise: item ${id}`),
    ...moved.map(({ id }) => `another version than at the start: item ${id}`),
    ...(attempt?.result?.right === right ? [] : [`score: ${attemptId} has ${attempt?.result?.right}, not ${right}`]),
  ];
}
