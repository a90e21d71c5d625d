import { OMIT } from "@/lib/core/item-analysis/statistics/cell";
import { type ScoreRows, scoreRows } from "./score-rows";

/** An item of a form, and the answer that is right. */
export type FormItem = { name: string; key: string };

/** A form's answers, counted: per item and option how many at each total score. */
export type CountedForm = {
  items: readonly (FormItem & { options: ReadonlyMap<string, readonly number[]> })[];
  /** People at each total score from 0 to the number of items. */
  totals: readonly number[];
  rows: ScoreRows;
};

/** Counts a form that everybody was given in full, one person after the other. */
export type FormTally = {
  /** @param answers one per item, in their order; "" is an omission, which is wrong. @throws on another number of answers. */
  add(answers: readonly string[]): void;
  close(): CountedForm;
};

export function tallyForm(items: readonly FormItem[]): FormTally {
  const scores = items.length + 1;
  const options = items.map(() => new Map<string, number[]>());
  const totals = new Array<number>(scores).fill(0);
  const rows = scoreRows(items.length);
  return {
    add(answers) {
      if (answers.length !== items.length) throw new Error(`${answers.length} answers to ${items.length} items`);
      const right = items.map(({ key }, place) => answers[place] === key);
      const total = right.reduce((sum, isRight) => sum + (isRight ? 1 : 0), 0);
      for (const [place, answer] of answers.entries()) {
        const option = answer === "" ? OMIT : answer;
        let byTotal = options[place]?.get(option);
        if (byTotal === undefined) {
          byTotal = new Array<number>(scores).fill(0);
          options[place]?.set(option, byTotal);
        }
        byTotal[total] = (byTotal[total] ?? 0) + 1;
      }
      totals[total] = (totals[total] ?? 0) + 1;
      rows.add(right, total);
    },
    close: () => ({
      items: items.map((item, place) => ({ ...item, options: options[place] ?? new Map() })),
      totals,
      rows,
    }),
  };
}
