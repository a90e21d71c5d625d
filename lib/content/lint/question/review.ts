import { onceAFamily, problemsOf, type Rule } from "@/lib/content/lint/rule";

/**
 * Every question is solved blind by someone who did not write it; of a family a sample of its draws. A question that
 * nobody has read yet is warned of, for it is new. Once it was read, a tag that the reader did not find has to be settled:
 * the option is rewritten or the tag corrected, or the check fails.
 */
export const review: Rule = (pack) => {
  const report = problemsOf(pack, "review");
  return onceAFamily(pack).flatMap((question) => {
    const state = question.question.review;
    if (state === undefined) return [report.warning("not yet reviewed blind", { question })];
    return [
      ...(state.solvedBlind === "pending"
        ? [report.warning("the blind solution is pending", { question, path: ["review", "solvedBlind"] })]
        : []),
      ...(state.solvedBlind !== "pending" && state.tagsBlind === "pending"
        ? [report.error("the blind reading did not find a trap tag", { question, path: ["review", "tagsBlind"] })]
        : []),
    ];
  });
};
