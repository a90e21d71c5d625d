import { z } from "zod";
import { indicatorCovariance, mean, variance } from "@/lib/core/item-analysis/statistics/correlation";
import { expectedReliability, type Reliability } from "@/lib/core/item-analysis/statistics/reliability";

const count = z.number().int().nonnegative();

/**
 * Attempts at forms of one blueprint and one length, folded: how many had each score, and per question what KR-20 and
 * SEM are made of. Forms are drawn, so the questions differ; one that all answer alike is the special case.
 */
export const formCountsSchema = z.strictObject({
  version: z.literal(1),
  /** How many had so many right, from 0. */
  scores: z.array(count),
  /** Of each question or family: answers, right ones, others right of all who answered, and of those who were right. */
  items: z.array(z.tuple([z.string().min(1), count, count, count, count])),
});
export type FormCounts = z.infer<typeof formCountsSchema>;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Form counts that are being added to, in place. `close` gives them as they are stored: the same counts, the same text. */
export type OpenFormCounts = {
  add(answers: readonly { item: string; right: boolean }[]): void;
  addAll(counts: FormCounts): void;
  close(): FormCounts;
};

/** Nothing counted yet. */
export function openFormCounts(): OpenFormCounts {
  const scores: number[] = [];
  const items = new Map<string, [number, number, number, number]>();

  function addScores(score: number, many: number): void {
    while (scores.length <= score) scores.push(0);
    scores[score] = (scores[score] ?? 0) + many;
  }

  function addItem(item: string, n: number, right: number, rest: number, restOfRight: number): void {
    const known = items.get(item) ?? [0, 0, 0, 0];
    items.set(item, [known[0] + n, known[1] + right, known[2] + rest, known[3] + restOfRight]);
  }

  return {
    add: (answers) => {
      const score = answers.filter(({ right }) => right).length;
      addScores(score, 1);
      for (const { item, right } of answers) {
        const rest = score - (right ? 1 : 0);
        addItem(item, 1, right ? 1 : 0, rest, right ? rest : 0);
      }
    },
    addAll: (counts) => {
      for (const [score, many] of counts.scores.entries()) addScores(score, many);
      for (const item of counts.items) addItem(...item);
    },
    close: () => ({
      version: 1,
      scores: [...scores],
      items: [...items]
        .sort(([a], [b]) => byText(a, b))
        .map(([item, [n, right, rest, restOfRight]]) => [item, n, right, rest, restOfRight]),
    }),
  };
}

/** Counts of all parts. */
export function mergeFormCounts(parts: readonly FormCounts[]): FormCounts {
  const open = openFormCounts();
  for (const part of parts) open.addAll(part);
  return open.close();
}

/** The same counts with other names; those that get one name are added up. */
export function renameItems(counts: FormCounts, nameOf: (item: string) => string): FormCounts {
  const open = openFormCounts();
  open.addAll({ ...counts, items: counts.items.map(([item, ...rest]) => [nameOf(item), ...rest]) });
  return open.close();
}

export type FormFigures = {
  /** Attempts. */
  n: number;
  /** Mean and standard deviation of the score, in questions; null without attempts. */
  mean: number | null;
  sd: number | null;
  reliability: Reliability | null;
};

/** The figures of forms of `length` scored questions. */
export function formFigures({ scores, items }: FormCounts, length: number): FormFigures {
  const sums = { n: 0, sum: 0, squares: 0 };
  for (const [score, many] of scores.entries()) {
    sums.n += many;
    sums.sum += many * score;
    sums.squares += many * score * score;
  }
  const others = length - 1;
  const judged = items.map(([, n, right, rest, restOfRight]) => {
    const p = n === 0 ? 0 : right / n;
    const all = { n, sum: rest / others, squares: 0 };
    const covariance = indicatorCovariance({ n: right, sum: restOfRight / others, squares: 0 }, all);
    return { nRest: n, variance: p * (1 - p), covariance };
  });
  return {
    n: sums.n,
    mean: mean(sums),
    sd: sums.n === 0 ? null : Math.sqrt(variance(sums)),
    reliability: others < 1 ? null : expectedReliability(judged, length),
  };
}
