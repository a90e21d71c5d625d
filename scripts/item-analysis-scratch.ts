import Sqlite from "better-sqlite3";
import { contentHash } from "@/lib/content/content-hash";
import { readPacks } from "@/lib/content/read-pack";
import { emptyItemState } from "@/lib/core/attempt/item-state";
import type { Blueprint } from "@/lib/core/exam/blueprint";
import type { Answer } from "@/lib/core/question/answer";
import type { Question } from "@/lib/core/question/schema";
import { keyOf, scoreAnswer } from "@/lib/core/question/score";
import { DAY_MS, type EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { database } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";
import { findPackView } from "@/lib/data/packs";
import { getServedQuestions } from "@/lib/data/question-versions";
import { listBank } from "@/lib/data/questions";
import { createUser } from "@/lib/data/users";
import { loadPack } from "@/lib/usecases/content/load-pack";

// A database of made-up exams over the real bank, for measuring: written past Prisma, with nothing but what item analysis
// reads. Some questions are bad on purpose: a key that the better ones do not choose, one that becomes known.

type Ready = { answer: string; outcome: string; evidence: string };
export type MadeUp = {
  questionId: string;
  versionId: string;
  family: string | null;
  difficulty: number;
  /** What the better ones choose, where it is not the key. */
  isMiskeyed: boolean;
  becomesKnown: boolean;
  right: Ready;
  wrong: readonly Ready[];
};

const YEAR_MS = 364 * DAY_MS;

export const storedTime = (ms: EpochMs): string => new Date(ms).toISOString().replace("Z", "+00:00");

function wrongAnswers(question: Question): Exclude<Answer, null>[] {
  switch (question.type) {
    case "multiple-choice":
      return question.options.filter(({ key }) => key !== true).map(({ id }) => id);
    case "multiple-response": {
      const keys = question.options.filter(({ key }) => key === true).map(({ id }) => id);
      const others = question.options.filter(({ key }) => key !== true).map(({ id }) => id);
      return others.map((other) => [...keys.slice(1), other].sort());
    }
    case "ordering": {
      const ids = question.items.map(({ id }) => id);
      return ids
        .slice(1)
        .map((id, place) => ids.map((own, at) => (at === place ? id : at === place + 1 ? (ids[place] ?? own) : own)));
    }
    case "matching":
      return question.prompts.map(({ id, answer }) =>
        Object.fromEntries(
          question.prompts.map((prompt) => [
            prompt.id,
            prompt.id === id
              ? (question.responses.find((response) => response.id !== answer)?.id ?? answer)
              : prompt.answer,
          ]),
        ),
      );
  }
}

function ready(question: Question, value: Answer): Ready {
  const { outcome, evidence } = scoreAnswer(question, value);
  const state = { ...emptyItemState, answer: { value, revision: 1, at: 0, by: { clientId: "made-up", clientSeq: 1 } } };
  return { answer: JSON.stringify(state), outcome, evidence: JSON.stringify(evidence) };
}

const pick = <T>(list: readonly T[], rng: Rng): T => {
  const one = list[Math.floor(rng() * list.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
};

export async function madeUpBank(packId: string, examId: string, rng: Rng): Promise<MadeUp[]> {
  const { reader } = await database();
  const bank = await listBank(reader, packId, examId);
  const served = await getServedQuestions(
    reader,
    bank.map(({ versionId }) => versionId),
  );
  return bank.flatMap(({ id, versionId, family }, place) => {
    const question = served.get(versionId)?.question;
    if (question === undefined) return [];
    return [
      {
        ...{ questionId: id, versionId, family },
        difficulty: 3 * rng() - 2,
        isMiskeyed: family === null && place % 41 === 7,
        becomesKnown: family === null && place % 37 === 5,
        right: ready(question, keyOf(question)),
        wrong: wrongAnswers(question).map((answer) => ready(question, answer)),
      },
    ];
  });
}

export function answerTo(item: MadeUp, ability: number, late: number, rng: Rng): Ready {
  const known = item.becomesKnown && late > 0.7 ? 2 : 0;
  const isRight = rng() < 1 / (1 + Math.exp(item.difficulty - 1.6 * ability - known));
  const [best = item.right] = item.wrong;
  // The first wrong option draws most, the last hardly anybody.
  const wrong = item.wrong[Math.floor(item.wrong.length * rng() ** 1.8)] ?? best;
  if (item.isMiskeyed) return isRight ? best : rng() < 0.4 ? item.right : wrong;
  return isRight ? item.right : wrong;
}

/**
 * Loads the content and adds exams of everybody and nobody until there are so many answers. `now` is the end of the year
 * over which they are spread.
 */
export async function fillDatabase(file: string, answers: number, now: EpochMs): Promise<void> {
  const db = await database();
  const packs = await readPacks("questions");
  if (!packs.ok) throw new Error("the content is broken: npm run content:check");
  for (const [position, pack] of packs.value.entries()) await loadPack(pack, { position, hashOf: contentHash }, now);
  const [packId = ""] = packs.value.map(({ info }) => info.id);
  const exam = (await findPackView(db.reader, packId))?.info.exams[0];
  const blueprint: Blueprint | undefined = exam?.blueprints[0];
  if (exam === undefined || blueprint === undefined) throw new Error("the first pack has no exam");
  const rng = seededRng("made-up exams");
  const bank = await madeUpBank(packId, exam.id, rng);
  const user = { email: null, name: "Made up", role: "learner", passwordHash: null } as const;
  const userId = await db.transaction((tx) => createUser(tx, user, now));
  const plan = JSON.stringify({ kind: "blueprint", blueprint });
  const scored = blueprint.lessons.reduce((sum, lesson) => sum + lesson.scored, 0);

  const raw = new Sqlite(file);
  raw.pragma("synchronous = OFF");
  const attempt = raw.prepare(
    `INSERT INTO "Attempt" (id, userId, packId, examId, mode, title, plan, seed, state, startedAt, finishedAt, finishReason, extraTime, revision) VALUES (?, ?, ?, ?, 'exam', 'Made up', ?, 's', 'finished', ?, ?, 'learner', 'none', 1)`,
  );
  const item = raw.prepare(
    `INSERT INTO "AttemptItem" (id, attemptId, position, questionId, questionVersionId, pilot, presented, outcome, evidence, spentMs) VALUES (?, ?, ?, ?, ?, ?, '{"options":[],"prompts":[]}', ?, ?, 60000)`,
  );
  const response = raw.prepare(`INSERT INTO "Response" (itemId, attemptId, state, updatedAt) VALUES (?, ?, ?, ?)`);
  raw.transaction(() => {
    for (let made = 0; made < answers; made += scored + blueprint.pilots) {
      const late = made / answers;
      const at = storedTime(Math.floor(now - YEAR_MS * (1 - late)));
      const ability = rng() + rng() + rng() - 1.5;
      const attemptId = newId();
      attempt.run(attemptId, userId, packId, exam.id, plan, at, at);
      const met = new Set<string>();
      for (let position = 0; position < scored + blueprint.pilots; ) {
        const one = pick(bank, rng);
        const subject = one.family ?? one.questionId;
        if (met.has(subject)) continue;
        met.add(subject);
        const { answer, outcome, evidence } = answerTo(one, ability, late, rng);
        const itemId = newId();
        item.run(
          itemId,
          attemptId,
          position,
          one.questionId,
          one.versionId,
          position >= scored ? 1 : 0,
          outcome,
          evidence,
        );
        response.run(itemId, attemptId, answer, at);
        position += 1;
      }
    }
  })();
  raw.close();
}
