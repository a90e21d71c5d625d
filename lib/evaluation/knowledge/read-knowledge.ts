import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { AuthoredQuestion } from "@/lib/core/learning/fit/fit-offsets";
import type { HistoryAnswer, LearnerHistory } from "@/lib/core/learning/fit/history";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { numbers, readTable } from "@/lib/evaluation/read-table";

/** Learners' answers in their order, dealt into folds by learner. */
export type KnowledgeData = Readonly<{
  name: string;
  questions: ReadonlyMap<string, AuthoredQuestion>;
  learners: readonly { fold: string; history: LearnerHistory }[];
  folds: readonly string[];
}>;

const ANSWERS = /^(.+)\.csv(\.gz)?$/;

/** The data sets of a folder: each `X.csv` or `X.csv.gz` that has an `X_split.csv` beside it. Empty without the folder. */
export function knowledgeDataSets(dataDir: string): string[] {
  const folder = join(dataDir, "knowledge-tracing");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => existsSync(join(folder, `${ANSWERS.exec(file)?.[1]}_split.csv`)))
    .map((file) => join(folder, file))
    .sort();
}

/**
 * Reads answers `user,pos,item,skill,correct` and the split `user,fold`. An answer to a question of two skills stays
 * one answer: as two rows, the first would show the model the outcome of the second. The data have no times, so one
 * answer is taken to follow another by a day, and the drift per day is one per answer.
 */
export function readKnowledge(file: string): KnowledgeData {
  const name = ANSWERS.exec(file.slice(file.lastIndexOf("/") + 1))?.[1] ?? file;
  const answers = readTable(file);
  const split = readTable(join(file, "..", `${name}_split.csv`));
  const foldNames = split.column("fold");
  const foldOf = new Map(split.column("user").map((user, i) => [user, foldNames[i] ?? ""]));

  const users = answers.column("user");
  const places = numbers(answers, "pos");
  const items = answers.column("item");
  const skills = answers.column("skill");
  const correct = answers.column("correct");
  const questions = new Map<string, AuthoredQuestion>();
  const byUser = new Map<string, { place: number; answer: HistoryAnswer }[]>();
  for (const [i, user] of users.entries()) {
    const question = items[i] ?? "";
    if (!questions.has(question)) questions.set(question, { lessons: [...new Set((skills[i] ?? "").split(";"))] });
    const place = places[i] ?? 0;
    const entry = { place, answer: { question, right: correct[i] === "1", at: place * DAY_MS } };
    const list = byUser.get(user);
    if (list === undefined) byUser.set(user, [entry]);
    else list.push(entry);
  }
  const learners = [...byUser].flatMap(([user, entries]) => {
    const fold = foldOf.get(user);
    const history = entries.sort((a, b) => a.place - b.place).map(({ answer }) => answer);
    return fold === undefined ? [] : [{ fold, history }];
  });
  return { name, questions, learners, folds: [...new Set(learners.map(({ fold }) => fold))].sort() };
}
