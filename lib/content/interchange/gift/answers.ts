import { MarkedText } from "./marked-text";

/** A text of the answer block, still in its question's format, or in one of its own that it begins with. */
export type GiftOption = { right: boolean; weight: number | null; text: string; feedback: string };

/** What stands between the braces. */
export type GiftAnswers =
  | { kind: "choice"; single: boolean; options: GiftOption[] }
  | { kind: "true-false"; value: boolean; whenWrong: string; whenRight: string }
  | { kind: "matching"; pairs: { prompt: string; response: string }[] }
  | { kind: "ordering"; items: string[]; settings: string[] }
  | { kind: "unknown"; what: string }
  | { kind: "fault"; message: string };

/** `%50%`, `%-33.33333%`: the share of the mark, in percent. */
const WEIGHT = /^%(-?\d{1,3}(?:\.\d{0,10})?)%/;

const optionOf = (mark: string, body: MarkedText): GiftOption => {
  const hash = body.find("#");
  const text = (hash === -1 ? body.text : body.text.slice(0, hash)).trim();
  const feedback = hash === -1 ? "" : body.text.slice(hash + 1).trim();
  const weight = WEIGHT.exec(text);
  // After "=" Moodle reads no weight; other programs write the one that it means anyway.
  if (weight === null || (mark === "=" && Number(weight[1]) !== 100)) {
    return { right: mark === "=", weight: null, text, feedback };
  }
  return { right: mark === "=", weight: Number(weight[1]), text: text.slice(weight[0].length).trim(), feedback };
};

/** More than a draft holds; nobody reads on for each of a million. */
const tooMany = (count: number, most: number): GiftAnswers => ({
  kind: "fault",
  message: `The question has ${count} answers. It may have ${most} at most; is a "}" missing?`,
});

const MOST_OPTIONS = 26;
const MOST_PAIRS = 52;

function choice(block: MarkedText): GiftAnswers {
  const count = block.count("=~");
  if (count > MOST_OPTIONS) return tooMany(count, MOST_OPTIONS);
  const { before, pieces } = block.pieces("=~");
  if (before.trim() !== "") {
    return { kind: "fault", message: 'There is text before the first answer. Begin every answer with "=" or "~".' };
  }
  const options = pieces.map(({ mark, body }) => optionOf(mark, body));
  return { kind: "choice", single: options.some(({ right }) => right), options };
}

function matching(block: MarkedText): GiftAnswers {
  const count = block.count("=");
  if (count > MOST_PAIRS) return tooMany(count, MOST_PAIRS);
  const { before, pieces } = block.pieces("=");
  if (before.trim() !== "") {
    return { kind: "fault", message: 'There is text before the first pair. Begin every pair with "=".' };
  }
  const pairs = pieces.map(({ body }) => {
    const arrow = body.text.indexOf("->");
    return arrow === -1
      ? null
      : { prompt: body.text.slice(0, arrow).trim(), response: body.text.slice(arrow + 2).trim() };
  });
  if (pairs.includes(null)) return { kind: "fault", message: 'A pair has no "->" between its prompt and its answer.' };
  return { kind: "matching", pairs: pairs.flatMap((pair) => pair ?? []) };
}

/** Words of Moodle's ordering questions that stand before the items: how many are shown, how, and how they are marked. */
const SETTING =
  /^(?:\d{1,3}|ALL|EXACT|RANDOM|REL|CONTIGUOUS|CONTIG|HORIZONTAL|HORI|H|VERTICAL|VERT|V|ALL_OR_NOTHING|ABSOLUTE|ABS|ABSOLUTE_POSITION|RELATIVE\w{0,40}|LONGEST\w{0,40}|SHOW|HIDE|TRUE|FALSE|YES|NO|none|abc|ABCD|iii|IIII)$/;

/** Items of an ordering question stand one a line; its first line may hold settings before an item. */
function ordering(raw: string): GiftAnswers {
  const [first = "", ...lines] = raw.split("\n");
  const settings: string[] = [];
  let rest = first.trim();
  for (;;) {
    const word = /^\S{1,60}/.exec(rest)?.[0] ?? "";
    if (!SETTING.test(word)) break;
    settings.push(word);
    rest = rest.slice(word.length).trim();
  }
  const items = [rest, ...lines].map((line) => MarkedText.of(line).text.trim()).filter((item) => item !== "");
  if (items.length > MOST_OPTIONS) return tooMany(items.length, MOST_OPTIONS);
  return { kind: "ordering", items, settings };
}

function trueFalse(block: MarkedText): GiftAnswers | null {
  const hash = block.find("#");
  const word = (hash === -1 ? block.text : block.text.slice(0, hash)).trim();
  if (!/^(?:T|F|TRUE|FALSE|True|False|true|false)$/.test(word)) return null;
  const rest = hash === -1 ? MarkedText.of("") : block.part(hash + 1);
  const second = rest.find("#");
  return {
    kind: "true-false",
    value: /^t/i.test(word),
    whenWrong: (second === -1 ? rest.text : rest.text.slice(0, second)).trim(),
    whenRight: second === -1 ? "" : rest.text.slice(second + 1).trim(),
  };
}

/**
 * The answers in a block without its general feedback. `raw` is the same block with its escapes as written, whose lines
 * are the items of an ordering question; `typeTag` is what the question's tags say of its type, where an answer block
 * alone says another thing (right options only: short answer).
 */
export function answersOf(block: MarkedText, raw: string, typeTag: string | null): GiftAnswers {
  const text = block.text.trim();
  if (text === "") return { kind: "unknown", what: "an essay question" };
  if (text.startsWith("#") && block.find("#") === block.text.indexOf("#")) {
    return { kind: "unknown", what: "a numerical question" };
  }
  if (text.startsWith(">")) return ordering(raw.trim().slice(1));
  if (block.find("~") !== -1) return choice(block);
  if (block.find("=") !== -1 && text.includes("->") && typeTag !== "multiple-choice") return matching(block);
  const truth = trueFalse(block);
  if (truth !== null) return truth;
  if (typeTag === "multiple-choice" && block.find("=") !== -1) return choice(block);
  return { kind: "unknown", what: "a short-answer question" };
}
