// What other systems ask and Trapline does not, in words for an author.

const WHAT_TO_DO =
  "Trapline has multiple choice, multiple response, ordering and matching: write it as one of these, or leave it out.";

/** The sentence for a kind of question that there is not: `what` with its article. */
export const unsupported = (what: string): string => `This is ${what}, which Trapline has not. ${WHAT_TO_DO}`;

/** The sentence for a question that asks several things at once. */
export const severalAtOnce = (count: number): string =>
  `It asks ${count} things at once. Make a question of each, and a case of them where they belong together.`;

/** Interactions of QTI 2 and 3 that are read. */
export const READ_INTERACTIONS: ReadonlySet<string> = new Set([
  "choiceInteraction",
  "orderInteraction",
  "matchInteraction",
]);

/** Interactions of QTI 2 and 3 that are not, and what an author would call them. */
export const OTHER_INTERACTIONS: ReadonlyMap<string, string> = new Map([
  ["associateInteraction", "a question that has free pairs made"],
  ["gapMatchInteraction", "a question with gaps to drag words into"],
  ["inlineChoiceInteraction", "a text with choices in its lines (a cloze)"],
  ["textEntryInteraction", "a question with a text or a number to type"],
  ["extendedTextInteraction", "an essay question"],
  ["hottextInteraction", "a question with words to mark in a text"],
  ["hotspotInteraction", "a hot spot question on a picture"],
  ["selectPointInteraction", "a question with points to select on a picture"],
  ["graphicOrderInteraction", "an ordering of places on a picture"],
  ["graphicAssociateInteraction", "a question that has places on a picture joined"],
  ["graphicGapMatchInteraction", "a question with pictures to drag onto a picture"],
  ["positionObjectInteraction", "a question with objects to place on a picture"],
  ["sliderInteraction", "a question with a slider"],
  ["drawingInteraction", "a drawing question"],
  ["uploadInteraction", "a question with a file to upload"],
  ["mediaInteraction", "a question with a sound or film to play"],
  ["customInteraction", "a question with an interaction of its own making"],
  ["portableCustomInteraction", "a question with an interaction of its own making"],
  ["endAttemptInteraction", "a question with hints or further tries on demand"],
]);

/** Types that systems name in QTI 1.2, in lower case, and which of ours they are. */
export const TYPES_OF_V1: ReadonlyMap<string, "choice" | "several" | "matching" | "ordering"> = new Map([
  ["multiple_choice_question", "choice"],
  ["true_false_question", "choice"],
  ["multiple_answers_question", "several"],
  ["matching_question", "matching"],
  ["ordering_question", "ordering"],
  ["cc.multiple_choice.v0p1", "choice"],
  ["cc.true_false.v0p1", "choice"],
  ["cc.multiple_response.v0p1", "several"],
  ["multiple choice", "choice"],
  ["true/false", "choice"],
  ["either/or", "choice"],
  ["multiple answer", "several"],
  ["matching", "matching"],
  ["ordering", "ordering"],
]);

/** Types that systems name in QTI 1.2 and that there are not here. */
export const OTHER_TYPES_OF_V1: ReadonlyMap<string, string> = new Map([
  ["essay_question", "an essay question"],
  ["cc.essay.v0p1", "an essay question"],
  ["essay", "an essay question"],
  ["short_answer_question", "a question with a text to type"],
  ["cc.fib.v0p1", "a question with a text to type"],
  ["cc.pattern_match.v0p1", "a question with a text to type"],
  ["short response", "a question with a text to type"],
  ["fill in the blank", "a question with a text to type"],
  ["fill_in_multiple_blanks_question", "a text with several gaps to fill"],
  ["fill in the blank plus", "a text with several gaps to fill"],
  ["multiple_dropdowns_question", "a text with choices in its lines (a cloze)"],
  ["jumbled sentence", "a text with choices in its lines (a cloze)"],
  ["rich_fill_in_blank_question", "a text with several gaps to fill"],
  ["numerical_question", "a question with a number to type"],
  ["numeric", "a question with a number to type"],
  ["calculated_question", "a calculated question, whose numbers are drawn at random"],
  ["calculated", "a calculated question, whose numbers are drawn at random"],
  ["formula_question", "a calculated question, whose numbers are drawn at random"],
  ["categorization_question", "a question that sorts things into groups"],
  ["file_upload_question", "a question with a file to upload"],
  ["file upload", "a question with a file to upload"],
  ["hot_spot_question", "a hot spot question on a picture"],
  ["hot spot", "a hot spot question on a picture"],
  ["opinion scale", "an opinion scale, which has no right answer"],
  ["quiz bowl", "a quiz bowl question"],
  ["text_only_question", "a text without a question"],
]);
