import { problemsOf, type Rule } from "@/lib/content/lint/rule";
import { questionProblems } from "@/lib/core/question/validate";

/** Keys, part ids and named pairs hold together, as the scoring needs it. */
export const structure: Rule = (pack) => {
  const report = problemsOf(pack, "structure");
  return pack.questions.flatMap((question) =>
    questionProblems(question.question).map((message) => report.error(message, { question })),
  );
};
