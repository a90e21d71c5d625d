import { lineWords } from "@/components/question/line-text";
import { Notice } from "@/components/ui/notice";
import type { ItemFeedback } from "@/lib/core/attempt/room";
import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";

/** An answer in the words of its question. */
function inWords(question: PublicQuestion, answer: Answer): string {
  const text = new Map(question.options.map(({ id, text: words }) => [id, lineWords(words)]));
  const say = (id: string): string => text.get(id) ?? id;
  if (answer === null) return "";
  if (typeof answer === "string") return `“${say(answer)}”`;
  if (Array.isArray(answer))
    return answer.map((id) => `“${say(id)}”`).join(question.type === "ordering" ? ", then " : " and ");
  const prompts = new Map(
    question.type === "matching" ? question.prompts.map(({ id, text: words }) => [id, lineWords(words)]) : [],
  );
  return Object.entries(answer)
    .map(([prompt, option]) => `“${prompts.get(prompt) ?? prompt}” with “${say(option)}”`)
    .join(", ");
}

/** What was ruled about a question since it was served, and why. */
export function RulingNote({
  question,
  ruling,
}: {
  question: PublicQuestion;
  ruling: NonNullable<ItemFeedback["ruling"]>;
}) {
  const title =
    ruling.kind === "drop"
      ? "This question was dropped: it counts for nobody"
      : ruling.alsoRight.length > 0
        ? "More than one answer is right here"
        : "The key of this question was corrected";
  return (
    <Notice tone="info" role="note" title={title}>
      <p>{ruling.because}</p>
      {ruling.alsoRight.length === 0 ? null : (
        <p className="mt-1">Also right: {ruling.alsoRight.map((answer) => inWords(question, answer)).join("; or ")}.</p>
      )}
    </Notice>
  );
}
