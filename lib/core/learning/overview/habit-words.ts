import type { LearnerHead } from "@/lib/core/learning/fold/learner-state";

/** Under so many nothing is concluded from counts. */
const LEAST = 5;

/** What changing answers has done so far, in a sentence; a claim only where the counts carry one. */
export function changesInWords({ rightToWrong, wrongToRight }: LearnerHead["changes"]): string {
  const decided = rightToWrong + wrongToRight;
  if (decided === 0) return "No change of yours has decided an answer yet.";
  if (decided < LEAST) return "Too few changes to say whether they help you.";
  if (wrongToRight >= 2 * rightToWrong) return "Second thoughts help you: change an answer when you find a reason.";
  if (rightToWrong >= 2 * wrongToRight)
    return "Second thoughts cost you: change an answer only with a reason you can name.";
  return "Second thoughts help you about as often as they cost you.";
}

/** How far the learner's "sure" can be trusted, in a sentence; sure and wrong is named first. */
export function surenessInWords({ sure, unsure, guess }: LearnerHead["confidence"]): string {
  const said = [sure, unsure, guess].reduce((sum, { right, wrong }) => sum + right + wrong, 0);
  if (said === 0) return "Say how sure you are when you answer, and this shows how far you can trust it.";
  const total = sure.right + sure.wrong;
  if (total === 0) return "You have not been sure of an answer yet.";
  if (sure.wrong === 0) return total === 1 ? "Sure once, and right." : `Sure ${total} times, and right each time.`;
  return `Sure and wrong: ${sure.wrong} of the ${total} times you were sure.`;
}
