import type { StoryFact } from "./remediation";
import type { NotCounted } from "./step-trap";

const NOT_COUNTED: Record<NotCounted, string> = {
  "another-wrong-option": "another wrong option was chosen, which says nothing about this trap",
  "seen-before-with-unseen-left": "the question had been met before, and there were unseen ones left",
  "sitting-of-the-drill": "it was the same sitting as the drill",
  "less-than-a-day": "the drill was less than a day ago",
  "same-sitting-as-first-check": "it was the same sitting as the first check",
  "neither-timed-exam-nor-seven-days": "it was neither inside a timed exam nor seven days after the first check",
  "nothing-to-prove": "there was nothing left to prove",
};

const seenBefore = (seen: boolean): string => (seen ? " (met before: no unseen question was left)" : "");

/** A fact of the story as one sentence, without the date and the trap's name. */
export function storyLine(fact: StoryFact): string {
  if (fact.kind === "opened") {
    if (fact.by === "learner") return "Reported by you; not confirmed yet.";
    if (fact.answers === 0) return "Suspected with the symptom; no answer of yours points at this trap by itself.";
    return `Suspected from ${fact.answers} ${fact.answers === 1 ? "answer" : "answers"}.`;
  }
  const { note } = fact;
  switch (note.kind) {
    case "confirmed":
      return "You fell for it: confirmed.";
    case "fell-again":
      return "You fell for it again: the row of probes starts anew.";
    case "relapsed":
      return note.from === "cured"
        ? "You fell for it after it was cured: it is open again."
        : "You fell for it after the treatment: it is open again.";
    case "suspicion-refused":
      return `A probe did not catch you${seenBefore(note.probe.seen)}: ${note.have} of ${note.need}.`;
    case "cleared":
      return "No probe caught you: the suspicion is dropped.";
    case "fact-read":
      return "You read the deciding fact.";
    case "section-read":
      return "You read the lesson's section.";
    case "drill-passed":
      return `A probe did not catch you${seenBefore(note.probe.seen)}: ${note.have} of the last ${note.need}.`;
    case "treated":
      return "Fact, section and drill are done: treated, to be checked later.";
    case "first-check-passed":
      return `First check passed${seenBefore(note.probe.seen)}.`;
    case "cured":
      return `Second check passed${note.inTimedExam ? " inside a timed exam" : ""}${seenBefore(note.probe.seen)}: cured.`;
    case "not-counted":
      return `An answer that does not count: ${NOT_COUNTED[note.why]}.`;
  }
}
