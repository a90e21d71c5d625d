/**
 * Answers of many people to many questions, person by person: 1 right, 0 wrong, −1 not asked. `weights` says how many
 * people each row stands for (1 when absent), so that a table of answer patterns can be fitted as it is.
 */
export type ResponseTable = { persons: number; items: number; right: Int8Array; weights?: Float64Array };

/** @throws when the sizes do not fit together. */
export function requireSizes({ persons, items, right, weights }: ResponseTable): void {
  if (right.length !== persons * items) {
    throw new Error(`${persons} persons × ${items} items need ${persons * items} answers, not ${right.length}`);
  }
  if (weights !== undefined && weights.length !== persons) {
    throw new Error(`${persons} persons need as many weights, not ${weights.length}`);
  }
}
