import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { listOf, listValue, manyEntries, manyValues, type TagEntry } from "./tags";

/** Everything of a draft that is the same for every type and that Moodle keeps as tags. */
type Common = Pick<
  QuestionDraft,
  "lesson" | "exams" | "difficulty" | "counterCue" | "cues" | "facts" | "verifiedOn" | "parallelOf"
>;

/** The keys of all tags that mean something here; others belong to whoever wrote them. */
export const TAG_KEYS: ReadonlySet<string> = new Set([
  ...["lesson", "exam", "exams", "difficulty", "counter-cue", "cues", "facts", "verified-on", "parallel-of"],
  ...["case", "case-index", "choose", "check", "ids", "decoy-ids", "responses"],
  ...["trap", "traps", "missed-trap", "missed-traps", "wrong-order", "wrong-orders", "wrong-pair", "wrong-pairs"],
]);

const one = (key: string, value: string | undefined): TagEntry[] => (value === undefined ? [] : [{ key, value }]);
const list = (key: string, values: readonly string[] | undefined): TagEntry[] =>
  values === undefined ? [] : [{ key, value: listValue(values) }];

/** A draft's common fields as entries of tags. An empty list is an entry too. */
export function commonEntries(draft: QuestionDraft): TagEntry[] {
  const exams = draft.exams === undefined || draft.exams.length > 0 ? [] : list("exams", draft.exams);
  return [
    ...one("lesson", draft.lesson),
    ...manyEntries("exam", draft.exams ?? []),
    ...exams,
    ...one("difficulty", draft.difficulty?.toString()),
    ...one("counter-cue", draft.counterCue === undefined ? undefined : draft.counterCue ? "yes" : "no"),
    ...list("cues", draft.cues),
    ...list("facts", draft.facts),
    ...one("verified-on", draft.verifiedOn),
    ...one("parallel-of", draft.parallelOf),
    ...one("case", draft.inCase?.id),
    ...one("case-index", draft.inCase?.index.toString()),
  ];
}

/** The value of a key that stands once. */
export const onlyValue = (entries: readonly TagEntry[], key: string): string | undefined =>
  entries.find((entry) => entry.key === key)?.value;

const listAt = (entries: readonly TagEntry[], key: string): string[] | undefined => {
  const value = onlyValue(entries, key);
  return value === undefined ? undefined : listOf(value);
};

/** The cues as question files spell them, where Moodle has made their letters small. */
const cue = (text: string): string => (/^[ts][1-4]\.\d{1,2}$/.test(text) ? text.toUpperCase() : text);

/** A draft's common fields from entries of tags; `lose` hears of values that cannot be. */
export function commonFields(entries: readonly TagEntry[], lose: (what: string) => void): Common {
  const common: Common = {};
  const lesson = onlyValue(entries, "lesson");
  if (lesson !== undefined) common.lesson = lesson;
  const exams = manyValues(entries, "exam");
  if (exams.length > 0 || onlyValue(entries, "exams") !== undefined) common.exams = exams;
  const difficulty = onlyValue(entries, "difficulty");
  if (difficulty !== undefined && /^[1-5]$/.test(difficulty)) common.difficulty = Number(difficulty);
  else if (difficulty !== undefined)
    lose(`the tag difficulty:${difficulty} is no number from 1 to 5 and was not taken`);
  const counterCue = onlyValue(entries, "counter-cue");
  if (counterCue === "yes" || counterCue === "no") common.counterCue = counterCue === "yes";
  else if (counterCue !== undefined) lose(`the tag counter-cue:${counterCue} is neither yes nor no and was not taken`);
  const cues = listAt(entries, "cues");
  if (cues !== undefined) common.cues = cues.map(cue);
  const facts = listAt(entries, "facts");
  if (facts !== undefined) common.facts = facts;
  const verifiedOn = onlyValue(entries, "verified-on");
  if (verifiedOn !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(verifiedOn)) common.verifiedOn = verifiedOn;
  else if (verifiedOn !== undefined) lose(`the tag verified-on:${verifiedOn} is no day (YYYY-MM-DD) and was not taken`);
  const parallelOf = onlyValue(entries, "parallel-of");
  if (parallelOf !== undefined) common.parallelOf = parallelOf;
  return common;
}
