import { onceAFamily, problemsOf, type Rule, type Spot } from "@/lib/content/lint/rule";
import { isStale } from "@/lib/core/question/stale";

/** What was verified more than twelve months ago must be read again at its source. */
export const stale: Rule = (pack, { today }) => {
  const report = problemsOf(pack, "stale");
  const check = (verifiedOn: string, spot: Spot) =>
    isStale(verifiedOn, today) ? [report.warning(`last verified on ${verifiedOn}, over twelve months ago`, spot)] : [];
  const path = ["verifiedOn"];
  return [
    ...onceAFamily(pack).flatMap((question) => check(question.question.verifiedOn, { question, path })),
    ...pack.lessons.flatMap(({ id, verifiedOn }) => check(verifiedOn, { kind: "lesson", id, path })),
    ...pack.facts.flatMap(({ id, verifiedOn }) => check(verifiedOn, { kind: "fact", id, path })),
  ];
};
