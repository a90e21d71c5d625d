const PARTS: Readonly<Record<string, string>> = {
  options: "Option",
  items: "Item",
  decoys: "Decoy",
  prompts: "Prompt",
  responses: "Response",
  wrongOrders: "Wrong order",
  wrongPairs: "Wrong pair",
};
const FIELDS: Readonly<Record<string, string>> = {
  id: "The id",
  lesson: "The lesson",
  exams: "The exam version",
  difficulty: "The difficulty",
  stem: "The stem",
  ask: "The question line",
  facts: "What the key rests on",
  verifiedOn: "The day of verification",
  text: "The text",
  why: "The rationale",
  trap: "The trap",
  missedTrap: "The trap of leaving it out",
  answer: "The right response",
  choose: "How many are right",
  cues: "The cues",
  remark: "The remark",
  parallelOf: "The question that it is parallel to",
};
const CASE_FIELDS: Readonly<Record<string, string>> = {
  id: "The id of the case",
  title: "The title of the case",
  scenario: "The scenario of the case",
};

/** "The rationale of option 2": the place of a path in an author's words. */
export function placeInWords(path: readonly PropertyKey[]): string {
  const [first, second, third] = path.map(String);
  if (first === "inCase") return CASE_FIELDS[second ?? ""] ?? "The case";
  const part = PARTS[first ?? ""];
  if (part === undefined || second === undefined) return FIELDS[first ?? ""] ?? (part ? `${part}s` : "The question");
  const place = `${part} ${Number(second) + 1}`;
  const field = FIELDS[third ?? ""];
  return field === undefined ? place : `${field} of ${place.toLowerCase()}`;
}
