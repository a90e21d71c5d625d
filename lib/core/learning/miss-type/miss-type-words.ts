import type { MissType } from "./miss-type";

/** The kinds of miss as learners read them, in the order in which they are offered: a name, and what it means. */
export const MISS_TYPE_WORDS = {
  "changed-away-from-right": { name: "Changed from right", means: "I had it right and changed it." },
  rushed: { name: "Rushed", means: "I answered too fast." },
  "misread-constraint": { name: "Misread", means: "I overlooked or misread a constraint in the question." },
  misconception: { name: "Misconception", means: "I believed what the trap says." },
  gap: { name: "Did not know", means: "I did not know the fact that decides it." },
} as const satisfies Record<MissType, { name: string; means: string }>;
