/** Stands where the id of somebody who is deleted stood, in logs that keep what was done. */
export const DELETED_PERSON = "deleted-person";

/** What is shown for whoever wrote content and is deleted. */
export const FORMER_AUTHOR = "a former instructor";

/** What is shown for a lead who is deleted. */
export const FORMER_LEAD = "a former lead";

/** The word that somebody without a password types to delete their account. */
export const DELETE_WORD = "delete";
