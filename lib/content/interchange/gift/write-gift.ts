import { excerpt } from "@/lib/content/interchange/check-draft";
import { encodeText, writableText } from "@/lib/content/interchange/decode-text";
import type { Exported, Loss, QuestionDraft } from "@/lib/content/interchange/exchange";
import { inBrackets, partComment } from "./comments";
import { tagsOf } from "./draft-tags";
import { escapeGift } from "./marked-text";

/** A text in its question's format, Markdown; one that begins like a format or a weight says so itself. */
const inherits = (text: string): string => (/^[[%]/.test(text) ? "[markdown]" : "") + escapeGift(text);

const ownFormat = (text: string): string => `[markdown]${escapeGift(text)}`;

const share = (keys: number): string => `${Number((100 / keys).toFixed(5))}`;

type Written = { answers: string[]; comments: string[]; losses: string[] };

/** What GIFT cannot say of each of these texts. */
const lostWhys = (what: string, parts: readonly { why?: string }[]): string[] =>
  parts.some(({ why }) => why !== undefined) ? [`the rationales of its ${what}`] : [];

const feedbackOf = (why: string | undefined): string => (why === undefined ? "" : `#${inherits(why)}`);

function choice(draft: Extract<QuestionDraft, { type: "multiple-choice" | "multiple-response" }>): Written {
  const keys = draft.options.filter(({ key }) => key).length;
  const mark = (key: boolean): string => {
    if (draft.type === "multiple-choice") return key ? "=" : "~";
    return key ? `~%${share(keys)}%` : "~%-100%";
  };
  return {
    answers: draft.options.map(({ key, text, why }) => `\t${mark(key)}${inherits(text)}${feedbackOf(why)}`),
    comments: draft.options.flatMap(({ id, trap, missedTrap }, place) =>
      partComment("option", place + 1, { id, trap, "missed-trap": missedTrap }),
    ),
    losses: [],
  };
}

/** Items stand as lines of their own, which Moodle takes as they are: only what would end or hide one gets a backslash. */
function itemLine(text: string): string {
  const line = text
    .replace(/\\(?=[\\{}=~#:n\n]|$)|[{}]/g, "\\$&")
    .replaceAll("####", "\\#\\#\\#\\#")
    .replaceAll("\n", "\\n");
  if (line.startsWith("//")) return `\\n${line}`;
  return /^\[(?:html|markdown|plain|moodle)\]/.test(line) ? `[markdown]${line}` : line;
}

function ordering(draft: Extract<QuestionDraft, { type: "ordering" }>): Written {
  return {
    answers: [
      `>${draft.items.length} ALL VERTICAL ALL_OR_NOTHING SHOW 123`,
      ...draft.items.map(({ text }) => itemLine(text)),
    ],
    comments: [
      ...draft.items.flatMap(({ id }, place) => partComment("item", place + 1, { id })),
      ...draft.wrongOrders.flatMap(({ before, after, trap }) => partComment("wrong-order", 0, { before, after, trap })),
    ],
    losses: [
      ...draft.decoys.map(({ text }) => `the decoy "${excerpt(text)}"`),
      ...lostWhys("steps", draft.items),
      ...lostWhys("wrong orders", draft.wrongOrders),
    ],
  };
}

function matching(draft: Extract<QuestionDraft, { type: "matching" }>): Written {
  const textOf = new Map(draft.responses.map(({ id, text }) => [id, text]));
  const losses: string[] = [];
  const pairs = draft.prompts.map(({ text, answer }) => {
    const response = textOf.get(answer);
    if (response === undefined) losses.push(`the answer to "${excerpt(text)}", which is none of its responses`);
    return { prompt: text, response: response ?? answer };
  });
  const answered = new Set(pairs.map(({ response }) => response));
  const spare = draft.responses.filter(({ text }) => !answered.has(text));
  const lines = [...pairs, ...spare.map(({ text }) => ({ prompt: "", response: text }))];
  const inFile = [...new Set(lines.map(({ response }) => response))];
  const taken = new Set<string>();
  const twins = draft.responses.filter(({ text }) => taken.size === taken.add(text).size);
  return {
    answers: lines.map(({ prompt, response }) => {
      // GIFT has no escape for an arrow; in Markdown, a backslash before the bracket changes nothing that is shown.
      const left = prompt === "" ? "" : inherits(prompt.replaceAll("->", "-\\>"));
      return `\t=${left} -> ${escapeGift(response)}`;
    }),
    comments: [
      ...draft.prompts.flatMap(({ id }, place) => partComment("prompt", place + 1, { id })),
      ...inFile.flatMap((text, place) => {
        const index = draft.responses.findIndex((response) => response.text === text);
        return partComment("response", place + 1, {
          id: draft.responses[index]?.id,
          place: index === -1 ? undefined : `${index + 1}`,
        });
      }),
      ...draft.wrongPairs.flatMap(({ prompt, response, trap }) =>
        partComment("wrong-pair", 0, { prompt, response, trap }),
      ),
    ],
    losses: [
      ...losses,
      ...twins.map(({ text }) => `that it has "${excerpt(text)}" twice among its responses`),
      ...lostWhys("prompts", draft.prompts),
      ...lostWhys("wrong pairs", draft.wrongPairs),
    ],
  };
}

function bodyOf(draft: QuestionDraft): Written {
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return choice(draft);
    case "ordering":
      return ordering(draft);
    case "matching":
      return matching(draft);
  }
}

/** Stem and ask as one text, which is all that GIFT has; a tag says that its last paragraph is the ask. */
function textOf(draft: QuestionDraft): { text: string; tags: string[]; losses: string[] } {
  if (draft.ask === undefined) return { text: draft.stem, tags: [], losses: [] };
  const text = `${draft.stem}\n\n${draft.ask}`;
  if (draft.ask.includes("\n\n")) return { text, tags: [], losses: ["where its stem ends and its ask begins"] };
  return { text, tags: ["ask:last-paragraph"], losses: [] };
}

function question(draft: QuestionDraft): { lines: string[]; losses: string[] } {
  const { text, tags, losses } = textOf(draft);
  const body = bodyOf(draft);
  const marks = [
    ...(draft.id === undefined ? [] : [`[id:${inBrackets(draft.id)}]`]),
    ...[...tagsOf(draft), ...tags].map((tag) => `[tag:${inBrackets(tag)}]`),
  ];
  const name = draft.id === undefined ? "" : `::${escapeGift(draft.id)}::`;
  return {
    lines: [
      `// ${marks.join(" ")}`,
      ...body.comments,
      `${name}${ownFormat(text)}{`,
      ...body.answers,
      ...(draft.feedback === undefined ? [] : [`\t####${inherits(draft.feedback)}`]),
      "}",
      "",
    ],
    losses: [...losses, ...body.losses],
  };
}

type Case = NonNullable<QuestionDraft["inCase"]>;

/** A case's scenario, before its questions, as what Moodle calls a description. */
const description = ({ id, title, scenario }: Case): string[] => [
  `// [tag:${id === undefined ? "case" : inBrackets(`case:${id}`)}]`,
  `::${escapeGift(title)}::${ownFormat(scenario)}`,
  "",
];

const sameCase = (a: Case | undefined, b: Case): boolean =>
  a !== undefined && a.id === b.id && a.title === b.title && a.scenario === b.scenario;

/** A category for each lesson, below the course's own; the whole course for questions without one. */
const category = (lesson: string | undefined): string[] => [
  `$CATEGORY: $course$/top${lesson === undefined ? "" : `/${lesson.replace(/\p{Cc}/gu, " ").replaceAll("/", "//")}`}`,
  "",
];

/**
 * Questions in GIFT, in Markdown, as Moodle reads it. Tags hold what a question says of itself; comment lines that begin
 * with "trapline:" hold the ids and traps of its parts, which come back here and which Moodle drops. What nothing holds is
 * a loss, by question.
 */
export function writeGift(questions: readonly QuestionDraft[]): Exported {
  const losses: Loss[] = [];
  const lines: string[] = [];
  let lesson: string | undefined;
  let inCase: Case | undefined;
  questions.forEach((draft, index) => {
    const at = { element: draft.id ?? `question ${index + 1}` };
    if (draft.lesson !== lesson) lines.push(...category(draft.lesson));
    lesson = draft.lesson;
    if (draft.inCase !== undefined && !sameCase(inCase, draft.inCase)) lines.push(...description(draft.inCase));
    inCase = draft.inCase ?? inCase;
    const written = question(draft);
    const text = written.lines.join("\n");
    if (writableText(text) !== text) written.losses.push("characters that no text file can hold");
    lines.push(...written.lines);
    losses.push(...written.losses.map((what) => ({ at, what: `GIFT cannot hold ${what}` })));
  });
  return { bytes: encodeText(writableText(lines.join("\n"))), losses };
}
