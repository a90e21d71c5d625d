// What an editor offers to choose from: what the pack has. No zod in here: the browser uses this file.

export type Vocabulary = {
  lessons: { id: string; title: string }[];
  exams: { id: string; code: string }[];
  /** `refutedBy`: the deciding fact, which helps to tell traps apart. */
  traps: { id: string; name: string; short: string; claim: string; refutedBy: string; lesson: string }[];
  facts: { id: string; says: string }[];
};
