import { diffWordsWithSpace } from "diff";

/** A stretch of text that both versions have, or that came or went. */
export type WordRun = { kind: "same" | "added" | "removed"; text: string };

/** Two texts as one, word by word: what is removed stands before what is added in its place. */
export function wordRuns(before: string, after: string): WordRun[] {
  return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value,
  }));
}
