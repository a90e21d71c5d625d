import type { MissType } from "./miss-type";

/** The kinds of miss as learners read them: a name, and what it means. */
export const MISS_TYPE_WORDS = {
  misconception: { name: "Misconception", means: "I believed what the trap says." },
  gap: { name: "Did not know", means: "I did not know the fact that decides it." },
  "misread-constraint": { name: "Misread", means: "I overlooked or misread a constraint in the question." },
  rushed: { name: "Rushed", means: "I answered too fast." },
  "changed-away-from-right": { name: "Changed from right", means: "I had it right and changed it." },
} as const satisfies Record<MissType, { name: string; means: string }>;
