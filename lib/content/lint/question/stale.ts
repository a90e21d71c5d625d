import { onceAFamily, problemsOf, type Rule, type Spot } from "@/lib/content/lint/rule";

/** The same day a year earlier; days as text compare in the order of time. */
const yearBefore = (day: string): string => `${String(Number(day.slice(0, 4)) - 1).padStart(4, "0")}${day.slice(4)}`;

/** What was verified more than twelve months ago must be read again at its source. */
export const stale: Rule = (pack, { today }) => {
  const report = problemsOf(pack, "stale");
  const oldest = yearBefore(today);
  const check = (verifiedOn: string, spot: Spot) =>
    verifiedOn < oldest ? [report.warning(`last verified on ${verifiedOn}, over twelve months ago`, spot)] : [];
  const path = ["verifiedOn"];
  return [
    ...onceAFamily(pack).flatMap((question) => check(question.question.verifiedOn, { question, path })),
    ...pack.lessons.flatMap(({ id, verifiedOn }) => check(verifiedOn, { kind: "lesson", id, path })),
    ...pack.facts.flatMap(({ id, verifiedOn }) => check(verifiedOn, { kind: "fact", id, path })),
  ];
};
