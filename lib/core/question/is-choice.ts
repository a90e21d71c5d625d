/** Whether a question is answered by picking options: one of them, or several. As authored, as shown, or as a draft. */
export const isChoice = <T extends { type: string }>(
  question: T,
): question is Extract<T, { type: "multiple-choice" | "multiple-response" }> =>
  question.type === "multiple-choice" || question.type === "multiple-response";
