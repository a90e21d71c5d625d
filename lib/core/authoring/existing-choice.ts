/** What becomes of an imported question whose id another content has: a draft of that question, a question with a new id, nothing. */
export const EXISTING_CHOICES = ["update", "copy", "skip"] as const;
export type ExistingChoice = (typeof EXISTING_CHOICES)[number];
