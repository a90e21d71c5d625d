import { checkDraft, excerpt } from "@/lib/content/interchange/check-draft";
import { decodeText } from "@/lib/content/interchange/decode-text";
import { type Imported, LIMITS, type QuestionDraft, refusedFile } from "@/lib/content/interchange/exchange";
import { answersOf } from "./answers";
import { bodyOf } from "./body";
import { readComments } from "./comments";
import { readTags } from "./draft-tags";
import { MarkedText } from "./marked-text";
import { categoryIn, entryOf, type GiftBlock, splitGift } from "./split-gift";
import { formatOf, Texts } from "./texts";

type Case = { id?: string; title: string; scenario: string };

/** A name as it stands, `::name::`, and the rest. */
function namedOf(marked: MarkedText): { name: string | null; rest: MarkedText } {
  if (marked.find("::") !== 0) return { name: null, rest: marked };
  const end = marked.find("::", 2);
  if (end === -1) return { name: null, rest: marked };
  return { name: marked.text.slice(2, end).trim(), rest: marked.part(end + 2) };
}

/** The raw text between the first braces that have a meaning, as written. */
function rawBlock(raw: string): string {
  let open = -1;
  for (let place = 0; place < raw.length; place += 1) {
    const letter = raw.charAt(place);
    if (letter === "\\") place += 1;
    else if (letter === "{" && open === -1) open = place;
    else if (letter === "}" && open !== -1) return raw.slice(open + 1, place);
  }
  return "";
}

/** One file's reading: what it has come to, and what stands for the questions that follow. */
class GiftReader {
  readonly result: Imported = { drafts: [], problems: [], losses: [] };
  readonly #texts = new Texts();
  #category: string | null = null;
  #case: Case | null = null;

  get isOver(): boolean {
    return this.#texts.isOver;
  }

  read(block: GiftBlock): void {
    const entry = entryOf(block.text);
    if (entry.kind === "category") {
      this.#switchTo(entry.path, block.line);
      if (entry.rest !== "") this.#question({ ...block, line: block.line + 1, text: entry.rest });
    } else this.#question(block);
  }

  #switchTo(path: string, line: number): void {
    const name = categoryIn(path);
    this.#category = name !== null && name.length <= 80 ? name : null;
    if (name !== null && name.length > 80) {
      this.result.losses.push({
        at: { line },
        what: `the category "${excerpt(name)}" is too long for a lesson's name`,
      });
    }
  }

  /** A text without answers: the scenario of a case of ours, or what Trapline has no place for. */
  #description(block: GiftBlock, name: string | null, text: string): void {
    const { tags } = readComments(block.comments);
    const tag = tags.find((each) => each === "case" || each.startsWith("case:"));
    const { format, rest } = formatOf(text.trim());
    if (tag === undefined) {
      const said = name ?? text;
      this.#case = null;
      this.result.losses.push({
        at: { line: block.line },
        what: `"${excerpt(said)}" is a text without a question, which Trapline has not: it was not taken`,
      });
      return;
    }
    const lose = (what: string) => this.result.losses.push({ at: { line: block.line }, what });
    this.#case = {
      ...(tag === "case" ? {} : { id: tag.slice("case:".length) }),
      title: name ?? "",
      scenario: this.#texts.inFormat(rest, format ?? "moodle", lose),
    };
  }

  #question(block: GiftBlock): void {
    const at = { line: block.line };
    const fault = (message: string) => {
      this.result.problems.push({ at, message });
    };
    const { name, rest } = namedOf(MarkedText.of(block.text));
    const open = rest.find("{");
    const close = rest.find("}");
    if (open === -1 && close === -1) {
      this.#description(block, name, rest.text);
      return;
    }
    if (open === -1 || close < open) {
      fault(
        open === -1
          ? 'There is a "}" without a "{" before it. Write \\} for a brace that is text.'
          : 'The answers\' "{" is never closed. Is there a blank line within them, or a } written as \\}?',
      );
      return;
    }
    if (rest.find("{", open + 1) !== -1 || rest.find("}", close + 1) !== -1) {
      fault(
        "There are two blocks of answers; a question of Trapline has one. Part it, or write \\{ and \\} for braces that are text.",
      );
      return;
    }

    const comments = readComments(block.comments);
    const tags = readTags(comments.tags);
    const lost = new Set<string>();
    const lose = (what: string) => {
      lost.add(what);
    };
    const before = rest.text.slice(0, open);
    const after = rest.text.slice(close + 1);
    const { format, rest: words } = formatOf((after.trim() === "" ? before : `${before}_____${after}`).trim());
    const inherited = format ?? "moodle";
    const text = this.#texts.inFormat(words, inherited, lose);

    const inner = rest.part(open + 1, close);
    const raw = rawBlock(block.text.slice(namedLength(block.text)));
    const general = inner.findLast("####");
    const generalText = general === -1 ? "" : inner.text.slice(general + 4).trim();
    const rawGeneral = general === -1 ? -1 : raw.lastIndexOf("####");
    const answers = answersOf(
      general === -1 ? inner : inner.part(0, general),
      rawGeneral === -1 ? raw : raw.slice(0, rawGeneral),
      tags.type,
    );
    if (answers.kind === "fault") {
      fault(answers.message);
      return;
    }
    if (answers.kind === "unknown") {
      fault(`"${excerpt(name ?? text)}" is ${answers.what}, which Trapline has not.`);
      return;
    }

    const id = this.#idOf(comments.id, name, text, lose);
    const split = tags.hasAsk ? text.lastIndexOf("\n\n") : -1;
    const feedback = generalText === "" ? "" : this.#texts.markdown(generalText, inherited, lose);
    const value = {
      ...(id === null ? {} : { id }),
      ...(this.#category === null ? {} : { lesson: this.#category }),
      ...tags.fields,
      stem: split === -1 ? text : text.slice(0, split),
      ...(split === -1 ? {} : { ask: text.slice(split + 2) }),
      ...(feedback === "" ? {} : { feedback }),
      ...(this.#case !== null && tags.casePlace !== null
        ? { inCase: { ...this.#case, index: tags.casePlace - 1 } }
        : {}),
      ...bodyOf(answers, { texts: this.#texts, inherited, tags, parts: comments.parts, lose }),
    };
    const draft = checkDraft(value);
    if (!draft.ok) {
      fault(draft.error);
      return;
    }
    for (const tag of tags.other) lose(`the tag "${excerpt(tag)}" was not taken`);
    for (const trap of tags.traps) {
      if (!says(draft.value, trap)) lose(`the tag "trap:${excerpt(trap)}" does not say which answer it belongs to`);
    }
    this.result.drafts.push({ at, draft: draft.value });
    this.result.losses.push(...[...lost].map((what) => ({ at, what })));
  }

  /**
   * The id that the comments name, else the question's name, unless that is only the beginning of its text, as Moodle
   * names what nobody has named. A name besides an id is lost.
   */
  #idOf(id: string | null, name: string | null, text: string, lose: (what: string) => void): string | null {
    if (name === null || name === "" || id === name) return id;
    if (text.startsWith(name.replace(/(?:\.\.\.|…)$/, "").trim())) return id;
    if (id === null && name.length <= 80) return name;
    lose(`the name "${excerpt(name)}" was not taken`);
    return id;
  }
}

/** The length of a name in the raw text, with its colons. */
function namedLength(raw: string): number {
  if (!raw.startsWith("::")) return 0;
  for (let place = 2; place < raw.length; place += 1) {
    if (raw.charAt(place) === "\\") place += 1;
    else if (raw.startsWith("::", place)) return place + 2;
  }
  return 0;
}

/** Whether some part of the question carries the trap. */
function says(draft: QuestionDraft, trap: string): boolean {
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return draft.options.some((option) => option.trap === trap || option.missedTrap === trap);
    case "ordering":
      return [...draft.decoys, ...draft.wrongOrders].some((part) => part.trap === trap);
    case "matching":
      return draft.wrongPairs.some((pair) => pair.trap === trap);
  }
}

/**
 * Questions in GIFT, as Moodle reads and writes it: names, categories (the innermost becomes the lesson), ids and tags in
 * comments, the four text formats, feedback for each answer and for the whole, weights, matching, true or false (as
 * multiple choice of two), the missing word, and the ordering form of Moodle's own plugin. Other types are problems.
 *
 * A parser of our own: gift-pegjs reads a file whole or not at all, so that one bad question would cost all others; it
 * joins lines (code and lists are lost), takes no unescaped colon (addresses), keeps no places, and backtracks.
 */
export function readGift(bytes: Uint8Array): Imported {
  const text = decodeText(bytes);
  if (!text.ok) return refusedFile(text.error);
  const blocks = splitGift(text.value);
  // A question may have a category and its case's scenario before it.
  if (blocks.length > 3 * LIMITS.questions) {
    return refusedFile(`The file has more than ${LIMITS.questions} questions. Split it into smaller files.`);
  }
  const reader = new GiftReader();
  for (const block of blocks) {
    reader.read(block);
    if (reader.isOver)
      return refusedFile("The file has more markup than can be read at once. Split it into smaller files.");
  }
  const { result } = reader;
  if (result.drafts.length + result.problems.length > LIMITS.questions) {
    return refusedFile(`The file has more than ${LIMITS.questions} questions. Split it into smaller files.`);
  }
  return result;
}
