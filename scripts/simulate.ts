// Sends simulated learners through the real use cases for a month: npm run simulate -- [--learners N] [--days N] [--seed TEXT] [--keep FILE]
// Writes docs/simulation.md when run with its defaults. --keep leaves the SQLite database at FILE, for a look or a rebuild.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { contentHash } from "@/lib/content/content-hash";
import { readPacks } from "@/lib/content/read-pack";
import type { Context, Viewer } from "@/lib/core/access/viewer";
import { dueForToday, REVIEW_CAP } from "@/lib/core/learning/fold/due-traps";
import { nextStep } from "@/lib/core/learning/remediation/next-step";
import { isDone } from "@/lib/core/learning/remediation/state";
import { type PackView, symptomsOf } from "@/lib/core/pack/pack-view";
import { DAY_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { type Rng, seededRng, shuffled } from "@/lib/core/shared/rng";
import { findAttempt } from "@/lib/data/attempts";
import { openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { listMeetings } from "@/lib/data/meetings";
import { applyMigrations } from "@/lib/data/migrate";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { startExam } from "@/lib/usecases/attempt/start-exam";
import { loadPack } from "@/lib/usecases/content/load-pack";
import { answerDiagnosis, startDiagnosis } from "@/lib/usecases/diagnose/diagnose";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { readFact, readSection } from "@/lib/usecases/learning/report";
import { startChecks, startRemediationProbes } from "@/lib/usecases/learning/start-probes";
import { goThrough } from "@/lib/usecases/testing/learning";
import { at, type FormItem, formOf, got, newTab, newViewer } from "@/lib/usecases/testing/scene";

const { values } = parseArgs({
  options: {
    learners: { type: "string", default: "200" },
    days: { type: "string", default: "30" },
    seed: { type: "string", default: "trapline" },
    keep: { type: "string" },
  },
});
const [LEARNERS, DAYS] = [Number(values.learners), Number(values.days)];
const isDefault = LEARNERS === 200 && DAYS === 30 && values.seed === "trapline";
const START = Date.UTC(2026, 0, 5, 8);

const folder = mkdtempSync(path.join(os.tmpdir(), "trapline-simulation-"));
const url = `file:${path.join(folder, "simulation.sqlite")}`;
await applyMigrations(url);
const db = await openDatabase(url);
placeDatabase(db);
const packs = await readPacks(path.resolve(import.meta.dirname, "../questions"));
if (!packs.ok) throw new Error("the content packs have faults: npm run content:check");
for (const [position, content] of packs.value.entries()) {
  await loadPack(content, { position, hashOf: contentHash }, START);
}
const { pack, exam } = await getCurrentExam(null);

/** A made-up learner: holds the traps of up to two symptoms, takes a held one often, and unlearns by treatment. */
type Learner = { viewer: Viewer; rng: Rng; held: Set<string>; level: number; symptoms: string[] };

async function newLearner(index: number, view: PackView): Promise<Learner> {
  const rng = seededRng(`${values.seed}/${index}`);
  const chosen = shuffled(symptomsOf(view), rng).slice(0, Math.floor(rng() * 3));
  const held = new Set(chosen.flatMap(({ traps }) => traps.filter(() => rng() < 0.75)));
  return {
    viewer: await newViewer(),
    rng,
    held,
    level: 0.55 + 0.35 * rng(),
    symptoms: chosen.map(({ id }) => id),
  };
}

/** What the learner answers: a held trap where it is offered, else as well as they can, else any wrong option. */
const answerOf =
  ({ held, level, rng }: Learner) =>
  (item: FormItem): FormItem["right"] => {
    if (held.has(item.trap) && rng() < 0.6) return item.wrong;
    if (rng() < level) return item.right;
    if (item.question.type !== "multiple-choice") return item.wrong;
    const wrong = item.question.options.map((_, index) => `o${index + 1}`).filter((token) => token !== item.right);
    return wrong[Math.floor(rng() * wrong.length)] ?? item.wrong;
  };

const tally = { answers: 0, exams: 0, diagnoses: 0, drills: 0, checks: 0, seenWithUnseenLeft: 0, overCap: 0, stuck: 0 };

/** Counts traps of a sitting for which a question was served that had been met, while an unseen one was left. */
async function countSeen(learner: Learner, attemptId: string, form: readonly FormItem[]): Promise<void> {
  const attempt = await findAttempt(db.reader, learner.viewer, attemptId);
  if (attempt?.plan.kind !== "drill") return;
  const { traps, unseen = {} } = attempt.plan;
  const met = await listMeetings(db.reader, learner.viewer, pack.id);
  for (const trap of traps) {
    const probes = form.filter((item) => item.offered.includes(trap));
    const fresh = probes.filter((item) => met.get(item.questionId)?.times === 1).length;
    const wanted = attempt.mode === "check" ? Math.min(1, probes.length) : form.length;
    if (fresh < Math.min(wanted, unseen[trap] ?? 0)) tally.seenWithUnseenLeft += 1;
  }
}

async function probe(learner: Learner, context: Context, attemptId: string): Promise<void> {
  const form = await formOf(attemptId);
  await countSeen(learner, attemptId, form);
  await goThrough(context, attemptId, answerOf(learner));
  tally.answers += form.length;
}

async function sitExam(learner: Learner, context: Context): Promise<void> {
  const [blueprint] = exam.blueprints;
  const started = await startExam(context, {
    examId: exam.id,
    blueprintId: blueprint?.id ?? "",
    extraTime: "none",
  });
  if (!started.ok) return;
  const { attemptId } = started.value;
  const form = await formOf(attemptId);
  const tab = newTab();
  const events = form.map((item) => tab.answer(item.id, answerOf(learner)(item)));
  got(await saveEvents(context, { attemptId, events }));
  got(await endAttempt({ ...context, now: context.now + 20 * MINUTE_MS }, { attemptId, as: "finished" }));
  tally.exams += 1;
  tally.answers += form.length;
}

async function diagnoseSelf(learner: Learner, context: Context): Promise<void> {
  const started = await startDiagnosis(context);
  if (!started.ok) return;
  const { attemptId } = started.value;
  for (;;) {
    const item = (await formOf(attemptId)).at(-1);
    if (item === undefined) return;
    const event = newTab().answer(item.id, answerOf(learner)(item));
    tally.answers += 1;
    if (got(await answerDiagnosis(context, { attemptId, event })).ended) break;
  }
  tally.diagnoses += 1;
}

/** One day of a learner: what the platform says comes next, a few steps of it. */
async function liveDay(learner: Learner, day: number): Promise<void> {
  let now = START + day * DAY_MS + Math.floor(learner.rng() * 8 * 60) * MINUTE_MS;
  const context = (): Context => at(learner.viewer, now);
  const state = async () => (await getFoldedLearner(db.reader, learner.viewer, pack.id)).state;
  if (day === 0) return diagnoseSelf(learner, context());
  if (day % 7 === Math.floor(learner.rng() * 7)) await sitExam(learner, context());
  now += 30 * MINUTE_MS;
  const due = dueForToday(await state(), now);
  if (due.today.length > REVIEW_CAP) tally.overCap += 1;
  if (due.today.length > 0) {
    const started = await startChecks(context());
    if (started.ok) {
      await probe(learner, context(), started.value.attemptId);
      tally.checks += 1;
    }
  }
  for (let step = 0; step < 4; step += 1) {
    now += 15 * MINUTE_MS;
    const open = Object.values((await state()).remediations).filter(({ remediation }) => !isDone(remediation));
    const work = open
      .map(({ remediation }) => ({ remediation, next: nextStep(remediation, now) }))
      .find(({ next }) => ["confirm", "read-fact", "read-section", "drill"].includes(next.kind));
    if (work === undefined) return;
    const { next, remediation } = work;
    const trap = pack.traps.get(next.trap);
    if (trap === undefined) return;
    if (next.kind === "read-fact") {
      await readFact(context(), trap.id);
      if (learner.rng() < 0.4) learner.held.delete(trap.id);
    } else if (next.kind === "read-section") {
      await readSection(context(), { lesson: trap.lesson, section: trap.section });
      if (learner.rng() < 0.6) learner.held.delete(trap.id);
    } else {
      const started = await startRemediationProbes(context(), { symptom: remediation.symptom });
      if (!started.ok) {
        tally.stuck += 1;
        return;
      }
      await probe(learner, context(), started.value.attemptId);
      tally.drills += 1;
    }
  }
}

const learners: Learner[] = [];
for (let index = 0; index < LEARNERS; index += 1) learners.push(await newLearner(index, pack));
const began = Date.now();
for (let day = 0; day < DAYS; day += 1) {
  for (const learner of learners) if (day === 0 || learner.rng() < 0.6) await liveDay(learner, day);
  console.error(`day ${day + 1}: ${tally.answers} answers, ${Math.round((Date.now() - began) / 1_000)} s`);
}

const states: Record<string, number> = {};
let [opened, withPlanted, plantedFound, planted, healthy, alarmed] = [0, 0, 0, 0, 0, 0];
for (const learner of learners) {
  const { state } = await getFoldedLearner(db.reader, learner.viewer, pack.id);
  for (const { remediation } of Object.values(state.remediations)) {
    opened += 1;
    for (const trap of Object.values(remediation.traps)) states[trap.kind] = (states[trap.kind] ?? 0) + 1;
  }
  planted += learner.symptoms.length;
  plantedFound += learner.symptoms.filter((symptom) => symptom in state.remediations).length;
  if (learner.symptoms.length > 0) withPlanted += 1;
  else {
    healthy += 1;
    if (Object.keys(state.remediations).length > 0) alarmed += 1;
  }
}
await db.close();
if (values.keep !== undefined) renameSync(path.join(folder, "simulation.sqlite"), path.resolve(values.keep));
rmSync(folder, { recursive: true, force: true });

const lines = [
  `${LEARNERS} learners, ${DAYS} days, ${tally.answers} answers: ${tally.diagnoses} diagnoses, ${tally.exams} exams, ${tally.drills} drills and confirmations, ${tally.checks} sittings of checks.`,
  `${withPlanted} learners came with ${planted} symptoms; ${plantedFound} of these have a remediation; ${opened} were opened in all, ${alarmed} of them for the ${healthy} learners who came with none.`,
  `Traps in them at the end: ${Object.entries(states)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `${count} ${kind}`)
    .join(", ")}.`,
  `Probes met before while an unseen one was left: ${tally.seenWithUnseenLeft}. Days over the cap of ${REVIEW_CAP} checks: ${tally.overCap}. Steps that could not be taken: ${tally.stuck}.`,
];
console.log(lines.join("\n"));
if (isDefault) {
  writeFileSync(
    path.resolve(import.meta.dirname, "../docs/simulation.md"),
    `# A simulated month\n\nWritten by \`npm run simulate\`, seed \`${values.seed}\`: made-up learners, the real use cases and question bank, SQLite.\n\n${lines.map((line) => `- ${line}`).join("\n")}\n`,
  );
}
process.exitCode = tally.seenWithUnseenLeft + tally.overCap + tally.stuck === 0 ? 0 : 1;
