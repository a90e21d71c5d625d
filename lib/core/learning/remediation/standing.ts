import type { Remediation, TrapStateKind } from "./state";

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const inWords = (n: number): string => NUMBERS[n] ?? String(n);

/** What is said of one trap and of several, in the order in which it is said. */
const SAID: readonly { kind: TrapStateKind; one: string; more: string }[] = [
  { kind: "relapsed", one: "has caught you again", more: "have caught you again" },
  { kind: "confirmed", one: "is confirmed", more: "are confirmed" },
  { kind: "treated", one: "is treated and to be checked", more: "are treated and to be checked" },
  { kind: "suspected", one: "is suspected", more: "are suspected" },
  { kind: "cured", one: "is cured", more: "are cured" },
  { kind: "cleared", one: "was not confirmed", more: "were not confirmed" },
];

const listed = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** Where a remediation stands, in one sentence. */
export function standing({ traps }: Pick<Remediation, "traps">): string {
  const kinds = Object.values(traps).map(({ kind }) => kind);
  if (kinds.every((kind) => kind === "cured")) {
    return kinds.length === 1
      ? "Cured: its trap was checked twice and did not catch you."
      : "Cured: each of its traps was checked twice and did not catch you.";
  }
  if (kinds.every((kind) => kind === "cleared"))
    return "Not confirmed: no probe caught you, so nothing needs treating.";
  const parts = SAID.flatMap(({ kind, one, more }) => {
    const count = kinds.filter((other) => other === kind).length;
    return count === 0 ? [] : [{ count, text: count === 1 ? one : more }];
  });
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) {
    if (kinds.length === 1) return `Its one trap ${first.text}.`;
    return `${kinds.length === 2 ? "Both" : `All ${inWords(kinds.length)}`} traps ${first.text}.`;
  }
  return `Of its ${inWords(kinds.length)} traps, ${listed(parts.map(({ count, text }) => `${inWords(count)} ${text}`))}.`;
}
