import { onceAFamily, problemsOf, type Rule } from "@/lib/content/lint/rule";

/** Every question is solved blind by someone who did not write it; of a family a sample of its draws. */
export const review: Rule = (pack) => {
  const report = problemsOf(pack, "review");
  return onceAFamily(pack).flatMap((question) => {
    const state = question.question.review;
    if (state === undefined) return [report.warning("not yet reviewed blind", { question })];
    if (state.solvedBlind !== "pending") return [];
    return [report.warning("the blind solution is pending", { question, path: ["review", "solvedBlind"] })];
  });
};
