import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { AuthoredQuestion } from "@/lib/core/learning/fit/fit-offsets";
import { readTable, type Table } from "@/lib/evaluation/read-table";

/** One answer to a question of four options; `target` answers are to be predicted from the learner's others. */
export type OptionAnswer = Readonly<{ question: string; option: string; right: boolean; target: boolean }>;

export type OptionData = Readonly<{
  /** The questions with their lessons, once for each way of taking subjects for lessons. */
  lessonings: readonly ReadonlyMap<string, AuthoredQuestion>[];
  /** The wrong options of each question. */
  distractors: ReadonlyMap<string, readonly string[]>;
  learners: readonly { fold: string; answers: readonly OptionAnswer[] }[];
  folds: readonly string[];
}>;

const subjectsSchema = z.array(z.number());
const OPTIONS = ["1", "2", "3", "4"];
/** Subjects form a tree. A question's lessons are its subjects from one of these levels down; which, training tells. */
const LESSON_LEVELS = [1, 2, 3];

const has = (table: Table, ...columns: string[]): boolean => columns.every((name) => table.columns.includes(name));

/**
 * Reads option choices with the learners' folds and masks, told apart by their columns. Null where the folder or one of
 * the tables is not there. A question whose key was changed counts as two: its wrong options are not the same.
 */
export function readOptions(dataDir: string): OptionData | null {
  const folder = join(dataDir, "options");
  if (!existsSync(folder)) return null;
  const tables = readdirSync(folder)
    .filter((file) => /\.csv(\.gz)?$/.test(file))
    .sort()
    .map((file) => readTable(join(folder, file)));
  const choices = tables.filter((table) => has(table, "QuestionId", "UserId", "AnswerValue", "CorrectAnswer"));
  const split = tables.find((table) => has(table, "UserId", "fold", "mask"));
  const subjects = tables.find((table) => has(table, "SubjectId", "Level"));
  const about = tables.find((table) => has(table, "QuestionId", "SubjectId"));
  if (choices.length === 0 || split === undefined) return null;

  const folds = split.column("fold");
  const masks = split.column("mask");
  const place = new Map(
    split.column("UserId").map((user, i) => [user, { fold: folds[i] ?? "", mask: masks[i] ?? "" }]),
  );
  const lessonsOf = LESSON_LEVELS.map((level) => lessonsFrom(level, subjects, about));
  const lessonings = lessonsOf.map(() => new Map<string, AuthoredQuestion>());
  const distractors = new Map<string, readonly string[]>();
  const byUser = new Map<string, OptionAnswer[]>();
  for (const table of choices) {
    const question = table.column("QuestionId");
    const chosen = table.column("AnswerValue");
    const key = table.column("CorrectAnswer");
    const targets = new Map(
      [...new Set(masks)].filter((mask) => has(table, mask)).map((mask) => [mask, table.column(mask)]),
    );
    for (const [i, user] of table.column("UserId").entries()) {
      const where = place.get(user);
      if (where === undefined) continue;
      const id = `${question[i]}/${key[i]}`;
      if (!distractors.has(id)) {
        for (const [way, questions] of lessonings.entries()) {
          questions.set(id, { lessons: lessonsOf[way]?.get(question[i] ?? "") ?? ["all"] });
        }
        distractors.set(
          id,
          OPTIONS.filter((option) => option !== key[i]),
        );
      }
      const answer = {
        question: id,
        option: chosen[i] ?? "",
        right: chosen[i] === key[i],
        target: targets.get(where.mask)?.[i] === "1",
      };
      const list = byUser.get(user);
      if (list === undefined) byUser.set(user, [answer]);
      else list.push(answer);
    }
  }
  const learners = [...byUser].map(([user, answers]) => ({ fold: place.get(user)?.fold ?? "", answers }));
  return { lessonings, distractors, learners, folds: [...new Set(learners.map(({ fold }) => fold))].sort() };
}

function lessonsFrom(level: number, subjects?: Table, about?: Table): Map<string, string[]> {
  if (subjects === undefined || about === undefined) return new Map();
  const levels = subjects.column("Level");
  const levelOf = new Map(subjects.column("SubjectId").map((id, i) => [id, Number(levels[i])]));
  const lists = about.column("SubjectId");
  return new Map(
    about.column("QuestionId").flatMap((question, i) => {
      const ids = subjectsSchema.parse(JSON.parse(lists[i] ?? "[]")).map(String);
      const fine = ids.filter((id) => (levelOf.get(id) ?? 0) >= level);
      return fine.length === 0 ? [] : [[question, fine] as const];
    }),
  );
}
