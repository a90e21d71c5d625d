import { onceAFamily, problemsOf, type Rule } from "@/lib/content/lint/rule";
import type { PackQuestion } from "@/lib/content/read-pack";

/**
 * Every question is solved blind by someone who did not write it; of a family a sample of its draws. A question that
 * nobody has read yet is warned of, for it is new. Once it was read, a tag that the reader did not find has to be settled:
 * the option is rewritten or the tag corrected, or the check fails. A person may solve a question and leave tags out.
 */
export const review: Rule = (pack) => {
  const report = problemsOf(pack, "review");
  const tagsPending = (by: "person" | "model", { question }: { question: PackQuestion }) => {
    const at = { question, path: ["review", "tagsBlind"] };
    return by === "person"
      ? report.warning("the trap tags were not all guessed blind", at)
      : report.error("the blind reading did not find a trap tag", at);
  };
  return onceAFamily(pack).flatMap((question) => {
    const state = question.question.review;
    if (state === undefined) return [report.warning("not yet reviewed blind", { question })];
    return [
      ...(state.solvedBlind === "pending"
        ? [report.warning("the blind solution is pending", { question, path: ["review", "solvedBlind"] })]
        : []),
      ...(state.solvedBlind !== "pending" && state.tagsBlind === "pending"
        ? [tagsPending(state.by, { question })]
        : []),
    ];
  });
};
