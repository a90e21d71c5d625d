/**
 * The columns of the question sheet. One row is one question; columns may stand in any order, a column that no question
 * needs is left out, and headings are read without regard to case, blanks, hyphens and underscores.
 *
 * | heading | what a cell says |
 * |---|---|
 * | `id` | the question's id |
 * | `type` | `multiple-choice`, `multiple-response`, `ordering` or `matching`; blank: found out from the rest |
 * | `case`, `case title`, `case scenario`, `case place` | the case that it belongs to: its id, title and scenario, and the question's place in it from 1 |
 * | `lesson`, `parallel of` | ids |
 * | `exams`, `cues`, `facts` | lists, separated by `;` (written `\;` inside an entry); `(none)` is a list that is empty on purpose |
 * | `difficulty` | 1 to 5 |
 * | `question`, `ask` | the stem and the question itself, in Markdown, as every text here |
 * | `option A` … `option Z`, `option AA` … | what can be chosen; for ordering the steps, then the decoys; for matching the responses |
 * | `key` | the letters of the right options (`B`, `A C`); for ordering the right sequence (`A B C`): what is not in it is a decoy |
 * | `choose` | of multiple response: how many are to be chosen |
 * | `trap A` …, `missed trap A` …, `why A` …, `id A` … | the option's trap, the trap of leaving it out, its rationale, its id |
 * | `prompt 1` …, `answer 1` …, `why prompt 1` …, `id prompt 1` … | of matching: what is asked, the letter of its response, its rationale, its id |
 * | `wrong order 1 before` …, `… after`, `… trap`, `… why` | of ordering: letters of two steps in an order that means something |
 * | `wrong pair 1 prompt` …, `… response`, `… trap`, `… why` | of matching: a prompt's number and a response's letter |
 * | `counter cue` | `yes` or `no` |
 * | `verified on` | a day such as `2026-11-20` |
 * | `feedback` | a remark on the whole answer |
 *
 * Where a letter or number is expected, `id:` and an id name a part that the row does not hold. A cell that a spreadsheet
 * would take for a formula, a date or a number and change is written with an apostrophe before it; the apostrophe is
 * taken back on reading. Line ends within a cell are read as "\n".
 */
const FIXED_COLUMNS = [
  "id",
  "type",
  "case",
  "case title",
  "case scenario",
  "case place",
  "lesson",
  "exams",
  "difficulty",
  "question",
  "ask",
  "key",
  "choose",
] as const;

/** The columns after the parts of a question. */
const LAST_COLUMNS = ["counter cue", "cues", "facts", "verified on", "parallel of", "feedback"] as const;

export type FixedColumn = (typeof FIXED_COLUMNS)[number] | (typeof LAST_COLUMNS)[number];

export const OPTION_COLUMNS = ["option", "trap", "missed trap", "why", "id"] as const;
export const PROMPT_COLUMNS = ["prompt", "answer", "why prompt", "id prompt"] as const;
export const ORDER_COLUMNS = ["before", "after", "trap", "why"] as const;
export const PAIR_COLUMNS = ["prompt", "response", "trap", "why"] as const;

/** What can be numbered: as many as a draft can hold. */
export const MOST = { options: 52, prompts: 26, wrongOrders: 40, wrongPairs: 80 } as const;

/** The letters of a place from 0, as spreadsheets count their columns: A … Z, AA … */
export const lettersOf = (place: number): string =>
  place < 26
    ? String.fromCharCode(65 + place)
    : lettersOf(Math.floor(place / 26) - 1) + String.fromCharCode(65 + (place % 26));

/** The place from 0 that letters name, or -1. */
export function placeOf(letters: string): number {
  if (!/^[A-Z]{1,2}$/i.test(letters)) return -1;
  let place = 0;
  for (const letter of letters.toUpperCase()) place = place * 26 + (letter.charCodeAt(0) - 64);
  return place - 1;
}

export const optionColumn = (what: (typeof OPTION_COLUMNS)[number], place: number): string =>
  `${what} ${lettersOf(place)}`;
export const promptColumn = (what: (typeof PROMPT_COLUMNS)[number], place: number): string => `${what} ${place + 1}`;
export const orderColumn = (what: (typeof ORDER_COLUMNS)[number], place: number): string =>
  `wrong order ${place + 1} ${what}`;
export const pairColumn = (what: (typeof PAIR_COLUMNS)[number], place: number): string =>
  `wrong pair ${place + 1} ${what}`;

const times = (count: number, columns: (place: number) => string[]): string[] =>
  Array.from({ length: count }, (_, place) => columns(place)).flat();

/** Every column that there is, in the order of a sheet. */
export const ALL_COLUMNS: readonly string[] = [
  ...FIXED_COLUMNS,
  ...times(MOST.prompts, (place) => PROMPT_COLUMNS.map((what) => promptColumn(what, place))),
  ...times(MOST.options, (place) => OPTION_COLUMNS.map((what) => optionColumn(what, place))),
  ...times(MOST.wrongOrders, (place) => ORDER_COLUMNS.map((what) => orderColumn(what, place))),
  ...times(MOST.wrongPairs, (place) => PAIR_COLUMNS.map((what) => pairColumn(what, place))),
  ...LAST_COLUMNS,
];

/** Headings that sheets from elsewhere use. */
const ALIASES: Readonly<Record<string, FixedColumn>> = {
  stem: "question",
  questiontext: "question",
  text: "question",
  questiontype: "type",
  answer: "key",
  answers: "key",
  correct: "key",
  correctanswer: "key",
  correctanswers: "key",
  correctoption: "key",
  rightanswer: "key",
  explanation: "feedback",
  rationale: "feedback",
  generalfeedback: "feedback",
  level: "difficulty",
  exam: "exams",
  parallelof: "parallel of",
  countercue: "counter cue",
  verifiedon: "verified on",
  casetitle: "case title",
  casescenario: "case scenario",
  caseplace: "case place",
};

const plain = (heading: string): string => heading.toLowerCase().replace(/[\s_.-]+/g, "");

const BY_PLAIN_NAME: ReadonlyMap<string, string> = new Map([
  ...ALL_COLUMNS.map((column) => [plain(column), column] as const),
  ...Object.entries(ALIASES),
]);

/** The column that a heading names, or null. `A`, `option 1` and `choice a` are option columns too. */
export function columnOf(heading: string): string | null {
  if (heading.length > 60) return null;
  const name = plain(heading);
  const known = BY_PLAIN_NAME.get(name);
  if (known !== undefined) return known;
  const option = /^(?:option|choice|answer)?(?:([a-z])|([1-9]\d?))$/.exec(name);
  if (option === null || /^\d/.test(name)) return null;
  const place = option[1] === undefined ? Number(option[2]) - 1 : placeOf(option[1]);
  return place < MOST.options ? optionColumn("option", place) : null;
}
