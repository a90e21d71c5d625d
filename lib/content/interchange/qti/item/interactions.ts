import { feedbackText } from "@/lib/content/interchange/qti/feedback";
import { paragraphs, type Texts } from "@/lib/content/interchange/qti/texts";
import { elementsWithin } from "@/lib/content/interchange/qti/tree";
import { childOf, childrenOf, type XmlElement } from "@/lib/content/interchange/xml";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type Answers, answersOf, declarationOf } from "./answers";
import type { Note } from "./read-note";

// The interactions that have a type of ours. Each gives the fields of a draft but the common ones; `whyOf` gives the
// feedback that belongs to a part.

type Fields = Record<string, unknown>;
type WhyOf = (identifier: string) => string | undefined;

/** What is read of an interaction before its feedback is known. */
export type Interaction = {
  prompt: string;
  /** The identifiers of the parts that may have a `why`. */
  parts: ReadonlySet<string>;
  finish: (whyOf: WhyOf) => Fields;
};

type Part = { identifier: string; text: string; why: string };

/** More parts than any question has: the schema's bound is said of fewer, and more are not even looked at. */
const MOST_PARTS = 200;

const ASIDE = new Set(["feedbackInline", "feedbackBlock"]);

/** A choice with the feedback that stands within it. */
function partOf(choice: XmlElement, texts: Texts): Part {
  return {
    identifier: choice.attributes.get("identifier") ?? "",
    text: texts.within(choice, ASIDE),
    why: paragraphs(elementsWithin(choice, ASIDE).map((feedback) => feedbackText(feedback, texts))),
  };
}

function partsOf(interaction: XmlElement, name: string, texts: Texts): Part[] {
  const choices = childrenOf(interaction, name);
  if (choices.some(({ attributes }) => attributes.get("fixed") === "true")) {
    texts.lose("fixed places of options were not taken: options are shuffled");
  }
  if (choices.length > MOST_PARTS)
    texts.lose(`only the first ${MOST_PARTS} of ${choices.length} options were looked at`);
  return choices.slice(0, MOST_PARTS).map((choice) => partOf(choice, texts));
}

const identifiersOf = (parts: readonly Part[]): Set<string> => new Set(parts.map(({ identifier }) => identifier));

/** The id that a part has in our file, or the one that it has in theirs. */
function idOf(note: Note | undefined, identifier: string): string | undefined {
  const known = note?.parts.get(identifier);
  return known === undefined ? identifier : known.id;
}

const bothWhys = (part: Part, whyOf: WhyOf): string | undefined =>
  paragraphs([part.why, whyOf(part.identifier) ?? ""]) || undefined;

function sayPartial({ partial }: Answers, texts: Texts): void {
  if (partial) texts.lose("points for partly right answers were not taken: an answer is right or wrong");
}

function readChoice(
  item: XmlElement,
  interaction: XmlElement,
  note: Note | undefined,
  texts: Texts,
): Result<Omit<Interaction, "prompt">, string> {
  const response = interaction.attributes.get("responseIdentifier") ?? "RESPONSE";
  const most = Number(interaction.attributes.get("maxChoices") ?? "1");
  const single = most === 1 || declarationOf(item, response)?.attributes.get("cardinality") === "single";
  const options = partsOf(interaction, "simpleChoice", texts);
  const answers = answersOf(item, response, single ? "one" : "several");
  sayPartial(answers, texts);
  const keys = options.filter(({ identifier }) => answers.values.has(identifier));
  const asNoted = note?.type === "multiple-choice" || note?.type === "multiple-response" ? note.type : undefined;
  const type = asNoted ?? (single ? "multiple-choice" : "multiple-response");
  if (asNoted === undefined && single && keys.length > 1) {
    return fail(
      `It lets the learner choose one option, and ${keys.length} are right. Make it a question with several answers, or leave one key.`,
    );
  }
  if (keys.length === 0 && asNoted === undefined) texts.lose("the file does not say which option is right");
  const choose = note === undefined ? (most === keys.length && most > 0 ? most : undefined) : note.choose;
  return ok({
    parts: identifiersOf(options),
    finish: (whyOf) => ({
      type,
      ...(type === "multiple-response" ? { choose } : {}),
      options: options.map((option) => ({
        id: idOf(note, option.identifier),
        text: option.text,
        key: keys.includes(option),
        trap: note?.parts.get(option.identifier)?.trap,
        missedTrap: note?.parts.get(option.identifier)?.missedTrap,
        why: bothWhys(option, whyOf),
      })),
    }),
  });
}

function readOrder(
  item: XmlElement,
  interaction: XmlElement,
  note: Note | undefined,
  texts: Texts,
): Result<Omit<Interaction, "prompt">, string> {
  const response = interaction.attributes.get("responseIdentifier") ?? "RESPONSE";
  const parts = partsOf(interaction, "simpleChoice", texts);
  const answers = answersOf(item, response, "several");
  const items = [...answers.values].flatMap((value) =>
    parts.filter(({ identifier }) => identifier === value).slice(0, 1),
  );
  if (items.length === 0) return fail("The file does not say which order is right. Give it a correct response.");
  const decoys = parts.filter((part) => !items.includes(part));
  return ok({
    parts: identifiersOf(parts),
    finish: (whyOf) => ({
      type: "ordering",
      items: items.map((part) => ({ id: idOf(note, part.identifier), text: part.text, why: bothWhys(part, whyOf) })),
      decoys: decoys.map((part) => ({
        id: idOf(note, part.identifier),
        text: part.text,
        trap: note?.parts.get(part.identifier)?.trap,
        why: bothWhys(part, whyOf),
      })),
      wrongOrders: note?.wrongOrders ?? [],
    }),
  });
}

/** The answers of each prompt, if each has at most one and some have one. */
function pairsOf(prompts: readonly Part[], pairs: readonly (readonly string[])[]): Map<string, string> | null {
  const known = identifiersOf(prompts);
  const answers = new Map<string, string>();
  for (const [one = "", other = ""] of pairs) {
    const [prompt, response] = known.has(one) ? [one, other] : [other, one];
    if (answers.has(prompt) && answers.get(prompt) !== response) return null;
    if (known.has(prompt)) answers.set(prompt, response);
  }
  return answers.size === 0 ? null : answers;
}

function readMatch(
  item: XmlElement,
  interaction: XmlElement,
  note: Note | undefined,
  texts: Texts,
): Result<Omit<Interaction, "prompt">, string> {
  const response = interaction.attributes.get("responseIdentifier") ?? "RESPONSE";
  const [first, second] = childrenOf(interaction, "simpleMatchSet").map((set) =>
    partsOf(set, "simpleAssociableChoice", texts),
  );
  if (first === undefined || second === undefined)
    return fail("It needs two sets of things to match. Add the other set.");
  const answers = answersOf(item, response, "several");
  sayPartial(answers, texts);
  const pairs = [...answers.values].map((value) => value.split(" "));
  // Where things are sorted into groups, the groups may stand first; the prompts are what has one answer each.
  const whole = (prompts: readonly Part[]): boolean => pairsOf(prompts, pairs)?.size === prompts.length;
  const swapped = note === undefined && !whole(first) && whole(second);
  const [prompts, responses] = swapped ? [second, first] : [first, second];
  const answerOf = pairsOf(prompts, pairs);
  if (answerOf === null && note === undefined) {
    return fail(
      pairs.length === 0
        ? "The file does not say which pairs are right. Give it a correct response."
        : "A prompt has several right answers. In Trapline each prompt has one: part it, or ask it as multiple response.",
    );
  }
  return ok({
    parts: identifiersOf(prompts),
    finish: (whyOf) => ({
      type: "matching",
      prompts: prompts.map((part) => {
        const answer = answerOf?.get(part.identifier);
        return {
          id: idOf(note, part.identifier),
          text: part.text,
          answer: note?.parts.get(part.identifier)?.answer ?? (answer === undefined ? undefined : idOf(note, answer)),
          why: bothWhys(part, whyOf),
        };
      }),
      responses: responses.map((part) => ({ id: idOf(note, part.identifier), text: part.text })),
      wrongPairs: (note?.wrongPairs ?? []).map(({ feedback, ...pair }) => ({
        ...pair,
        why: feedback === undefined ? pair.why : whyOf(feedback),
      })),
    }),
  });
}

const READERS = { choiceInteraction: readChoice, orderInteraction: readOrder, matchInteraction: readMatch };

/** Reads an interaction of one of the three kinds (see `READ_INTERACTIONS`), or says why it has no type of ours. */
export function readInteraction(
  item: XmlElement,
  interaction: XmlElement,
  note: Note | undefined,
  texts: Texts,
): Result<Interaction, string> {
  const name = interaction.name;
  if (name !== "choiceInteraction" && name !== "orderInteraction" && name !== "matchInteraction") {
    return fail("It has an interaction that is not known here.");
  }
  const prompt = childOf(interaction, "prompt");
  const read = READERS[name](item, interaction, note, texts);
  return read.ok ? ok({ ...read.value, prompt: prompt === undefined ? "" : texts.within(prompt) }) : read;
}
