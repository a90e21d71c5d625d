import { z } from "zod";

/**
 * A question about a wrong answer: is it one of `yes` or one of `no`? Any other answer says nothing. Fitted like a
 * question that is asked only of those who were wrong, so that the way of being wrong tells of ability too.
 */
export const splitSchema = z.strictObject({ yes: z.array(z.string()).min(1), no: z.array(z.string()).min(1) });
export type Split = Readonly<z.infer<typeof splitSchema>>;

/** No split with fewer people on either side: the same bound as for any figure about a question. */
export const PEOPLE_NEEDED = 30;
/** How finely wrong answers are told apart. */
export type SplitShape = {
  /** Near answers from far ones first. */
  nearFirst: boolean;
  /** So many of the most frequent answers from the rest of their part, one by one. */
  mostFrequent: number;
};

/**
 * How wrong answers to one question are told apart: near ones from far ones, then in each part the most frequent from
 * the rest, the next from what is left. The product of the splits' chances is the chance of the answer among the wrong
 * ones (nested logit: Suh & Bolt, Psychometrika 75, 2010), so that the chance of being right stays the 2PL's own.
 *
 * @param counts how many people gave each wrong answer; an omission is an answer too
 * @param isNear whether a wrong answer is nearly the key
 */
export function wrongAnswerSplits(
  counts: ReadonlyMap<string, number>,
  isNear: (answer: string) => boolean,
  { nearFirst, mostFrequent }: SplitShape,
): Split[] {
  // By text among equals: the same counts give the same splits.
  const answers = [...counts.keys()].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1));
  const people = (list: readonly string[]): number => list.reduce((sum, answer) => sum + (counts.get(answer) ?? 0), 0);
  const holds = ({ yes, no }: Split): boolean => people(yes) >= PEOPLE_NEEDED && people(no) >= PEOPLE_NEEDED;
  const near = answers.filter(isNear);
  const far = answers.filter((answer) => !isNear(answer));
  const apart = { yes: near, no: far };
  const told = nearFirst && holds(apart);
  const parts = told ? [near, far] : [answers];
  const peeled = parts.flatMap((part) =>
    part.slice(0, mostFrequent).map((answer, i) => ({ yes: [answer], no: part.slice(i + 1) })),
  );
  return [...(told ? [apart] : []), ...peeled.filter(holds)];
}

/** What an answer says to a split: 1 yes, 0 no, −1 nothing (a right answer too). */
export function splitAnswer({ yes, no }: Split, answer: string): 1 | 0 | -1 {
  if (yes.includes(answer)) return 1;
  return no.includes(answer) ? 0 : -1;
}
