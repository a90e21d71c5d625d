import { problemsOf, type Rule, type Spot } from "@/lib/content/lint/rule";

/** A key, and the fact that refutes a trap, rest on verified facts or on what is derived from such. */
export const unsupported: Rule = (pack) => {
  const report = problemsOf(pack, "unsupported");
  const unverified = new Set(pack.facts.filter(({ status }) => status === "unverified").map(({ id }) => id));
  const check = (facts: readonly string[], spotOf: (index: number) => Spot) =>
    facts.flatMap((fact, index) =>
      unverified.has(fact) ? [report.error(`rests on ${fact}, which is not verified`, spotOf(index))] : [],
    );
  return [
    ...pack.questions.flatMap((question) =>
      check(question.question.facts, (index) => ({ question, path: ["facts", index] })),
    ),
    ...pack.traps.flatMap(({ id, facts }) => check(facts, (index) => ({ kind: "trap", id, path: ["facts", index] }))),
  ];
};
