/** A figure with how sure it is: `se` is a standard error (bootstrap over learners, or over seeds), `n` what it rests on. */
export type Measured = { figure: number; se: number; n: number };

/** One row of the yardsticks: ours beside what it has to beat. */
export type Yardstick = Measured & {
  /** Stable for ever, such as `assist09/auc/online`: the baseline file names rows by it. */
  id: string;
  /** The quantity in words, such as "next answer, AUC". */
  what: string;
  /** The data it was measured on, such as "assist09". */
  on: string;
  better: "higher" | "lower" | "within";
  /** What a naive method gives on the same data in the same run, named. */
  naive: readonly { name: string; figure: number }[];
  /** Differences to the naive methods, paired over the same learners. */
  paired: readonly { against: string; difference: number; se: number }[];
  /** The reference of the design, and what others have published on the same protocol; text for the table. */
  reference: string;
  published: string;
  /** What must be reached; for `within` both ends. */
  floor: { atLeast?: number; atMost?: number };
};

/** Whether a row reaches its floor. */
export function reachesFloor({ figure, floor }: Pick<Yardstick, "figure" | "floor">): boolean {
  return figure >= (floor.atLeast ?? -Infinity) && figure <= (floor.atMost ?? Infinity);
}
