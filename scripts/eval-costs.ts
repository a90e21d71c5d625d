import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { contentHash } from "@/lib/content/content-hash";
import { readPacks } from "@/lib/content/read-pack";
import type { Viewer } from "@/lib/core/access/viewer";
import { chooseQuestion } from "@/lib/core/learning/fold/choose-question";
import { diagnoseLearner } from "@/lib/core/learning/fold/diagnose-learner";
import { foldAnswer, type LearningAnswer } from "@/lib/core/learning/fold/fold-answer";
import { initialLearner, type LearnerState } from "@/lib/core/learning/fold/learner-state";
import { FIRST_PARAMETERS } from "@/lib/core/learning/fold/learning-parameters";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { lockLearner, saveLearnerState } from "@/lib/data/learners";
import { applyMigrations } from "@/lib/data/migrate";
import { listBank } from "@/lib/data/questions";
import { createUser } from "@/lib/data/users";
import type { Yardstick } from "@/lib/evaluation/yardstick";
import { loadPack } from "@/lib/usecases/content/load-pack";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { readinessFor } from "@/lib/usecases/learning/get-readiness";
import { getWeaknesses } from "@/lib/usecases/learning/get-weaknesses";

const ANSWERS = 5_000;
const BANK = 1_000;

/** The median time of `run`, in milliseconds, after a warm-up. */
async function medianMs(times: number, run: (round: number) => unknown): Promise<number> {
  const measured: number[] = [];
  for (let round = -3; round < times; round += 1) {
    const began = performance.now();
    await run(round);
    if (round >= 0) measured.push(performance.now() - began);
  }
  measured.sort((a, b) => a - b);
  return measured[measured.length >> 1] ?? Number.NaN;
}

const cost = (id: string, what: string, figure: number, atMost: number, n: number): Yardstick => ({
  id: `cost/${id}`,
  what: `${what}, ms`,
  on: "made-up answers to this bank",
  figure,
  se: Number.NaN,
  n,
  better: "lower",
  naive: [],
  paired: [],
  reference: `< ${atMost}`,
  published: "",
  floor: { atMost },
});

type Question = { id: string; family: string | null; lesson: string; difficulty: number; traps: readonly string[] };

/** Answers of one learner who falls for a third of what decides, a few a day. */
function* answers(bank: readonly Question[], count: number, rng: Rng): Generator<LearningAnswer> {
  for (let i = 0; i < count; i += 1) {
    const question = bank[Math.floor(rng() * bank.length)];
    if (question === undefined) return;
    const trap = question.traps[Math.floor(rng() * question.traps.length)];
    const fell = trap !== undefined && rng() < 0.35;
    yield {
      item: `item-${i}`,
      question: { ...question, offered: question.traps },
      outcome: fell ? "wrong" : "right",
      evidence: { offered: [...question.traps], taken: fell ? [trap] : [], refused: fell ? [] : [...question.traps] },
      at: i * (DAY_MS / 20),
      attempt: `attempt-${Math.floor(i / 12)}`,
      mode: "practice",
      timed: false,
      spentMs: 30_000 + Math.floor(rng() * 90_000),
      seen: true,
      change: "none",
      counterCue: false,
      parallelRight: false,
      unseenLeft: () => false,
    };
  }
}

/** Times what learners wait for, on the real bank and a learner with 5,000 answers. */
export async function measureCosts(seed: string): Promise<Yardstick[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "trapline-eval-"));
  const url = `file:${path.join(folder, "eval.sqlite")}`;
  await applyMigrations(url);
  const db = await openDatabase(url);
  placeDatabase(db);
  try {
    const packs = await readPacks(path.resolve(import.meta.dirname, "../questions"));
    if (!packs.ok) throw new Error("the content packs have faults: npm run content:check");
    for (const [position, content] of packs.value.entries()) {
      await loadPack(content, { position, hashOf: contentHash }, Date.now());
    }
    const { pack, exam } = await getCurrentExam(null);
    const bank = await listBank(db.reader, pack.id, exam.id);
    const rng = seededRng(`${seed}/costs`);
    const parentOf = (trap: string) => pack.traps.get(trap)?.parent;
    let state: LearnerState = initialLearner(FIRST_PARAMETERS.mastery);
    const began = performance.now();
    for (const answer of answers(bank, ANSWERS, rng)) state = foldAnswer(state, answer, FIRST_PARAMETERS, { parentOf });
    const perAnswer = (performance.now() - began) / ANSWERS;

    const userId = await db.transaction(async (tx) => {
      const id = await createUser(tx, { email: null, name: "", role: "learner", passwordHash: null }, Date.now());
      const learner = await lockLearner(tx, { userId: id, packId: pack.id }, 1, Date.now());
      await saveLearnerState(tx, learner.id, null, state, { seq: 0, at: Date.now() });
      return id;
    });
    const viewer: Viewer = {
      userId,
      sessionIdHash: "",
      role: "learner",
      name: "",
      email: null,
      isGuest: true,
      examId: null,
      extraTime: "none",
    };
    const symptoms = pack.chapters.flatMap((chapter) => chapter.symptoms);
    const many = Array.from({ length: BANK }, (_, i) => {
      const question = bank[i % bank.length];
      return {
        ...question,
        id: `q-${i}`,
        family: null,
        lesson: question?.lesson ?? "",
        difficulty: 3,
        offered: question?.traps ?? [],
      };
    });
    const sitting = { before: [], draws: 0, dueTraps: new Set<string>(), rawAtPass: exam.rawAtPass, now: Date.now() };
    const folded = await getFoldedLearner(db.reader, viewer, pack.id);
    return [
      cost("update", "update per answer, all of the fold", perAnswer, 0.2, ANSWERS),
      cost(
        "diagnosis",
        `diagnosis of ${symptoms.length} symptoms`,
        await medianMs(50, () => diagnoseLearner(state, symptoms, FIRST_PARAMETERS)),
        2,
        50,
      ),
      cost(
        "next-question",
        `next question of ${BANK}`,
        await medianMs(20, (round) =>
          chooseQuestion(
            state,
            many.map((question) => ({ ...question, seen: 0, exposure: 0 })),
            symptoms,
            sitting,
            FIRST_PARAMETERS,
            seededRng(`${seed}/${round}`),
          ),
        ),
        50,
        20,
      ),
      cost("readiness", "readiness", await medianMs(20, () => readinessFor(folded, exam, bank, Date.now())), 20, 20),
      cost(
        "dashboard",
        `dashboard of a learner with ${ANSWERS} answers, server time without drawing`,
        await medianMs(20, () => getWeaknesses({ viewer, now: Date.now() })),
        60,
        20,
      ),
    ];
  } finally {
    placeDatabase(undefined);
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
