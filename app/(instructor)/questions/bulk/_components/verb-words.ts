import type { BulkVerb } from "@/lib/core/authoring/bulk/bulk-change";

export const VERB_WORDS = {
  lesson: "Move to a lesson",
  trap: "Swap a trap",
  "add-exam": "Add an exam",
  "remove-exam": "Take away an exam",
  difficulty: "Difficulty",
  "counter-cue": "Counter-cue",
  retire: "Retire",
  restore: "Bring back",
} satisfies Record<BulkVerb, string>;

/** What a change means for learners, before it is made. */
export const VERB_HINTS = {
  lesson:
    "The questions count for the other lesson from now on. They cannot move to another pack: lessons, traps and facts are the pack's own. To take them there, export them and import them where they belong.",
  trap: "Every option that is tagged with the one trap is tagged with the other. The blind reading of the tags counts as pending again.",
  "add-exam": "New forms of that exam may hold the questions.",
  "remove-exam": "New forms of that exam hold the questions no more. A question that would fit no exam is refused.",
  difficulty: "The author's guess, which answers replace in time.",
  "counter-cue": "Whether the option that looks like the trap is the right one.",
  retire: "New forms hold them no more. Attempts under way and in the past keep them.",
  restore: "New forms may hold them again, in the version that they had.",
} satisfies Record<BulkVerb, string>;
