import { lettersOf } from "@/lib/content/interchange/csv/columns";
import type { GiftAnswers, GiftOption } from "./answers";
import type { Comments } from "./comments";
import type { DraftTags } from "./draft-tags";
import type { TextFormat, Texts } from "./texts";

/** What the answers of a question are read with. */
type Reading = {
  texts: Texts;
  inherited: TextFormat;
  tags: DraftTags;
  parts: Comments["parts"];
  lose: (what: string) => void;
};

const given = (name: string, value: string | undefined): Record<string, string> =>
  value === undefined || value === "" ? {} : { [name]: value };

/** What our comments say of the part of this kind with this number (from 1). */
const noted = (parts: Comments["parts"], kind: string, number: number): ReadonlyMap<string, string> =>
  parts.find((part) => part.kind === kind && part.number === number)?.says ?? new Map();

/** Weights that Trapline's own rule (all keys and no other) comes near to: equal shares, nothing or all taken off. */
function sayWeights(options: readonly GiftOption[], single: boolean, lose: (what: string) => void): void {
  const weights = options.flatMap(({ weight }) => (weight === null ? [] : [weight]));
  const shares = weights.filter((weight) => weight > 0);
  const isPlain = single
    ? weights.every((weight) => weight === 100 || weight <= 0)
    : shares.every((share) => Math.abs(share - (shares[0] ?? 0)) < 0.02);
  if (isPlain && weights.every((weight) => weight >= 0 || weight === -100)) return;
  lose(
    `the weights (${weights.slice(0, 8).join(", ")} %) were not taken: a question is right when all its keys and no other option are chosen`,
  );
}

function choice(answers: Extract<GiftAnswers, { kind: "choice" }>, { texts, inherited, tags, parts, lose }: Reading) {
  const { options, single } = answers;
  sayWeights(options, single, lose);
  const isSingle = tags.type === "multiple-choice" || (single && tags.type !== "multiple-response");
  if (isSingle && single && tags.type === null && options.filter(({ right }) => right).length > 1) {
    lose("several answers are right, of which one was enough: keep one of them as the key");
  }
  return {
    type: isSingle ? "multiple-choice" : "multiple-response",
    ...(!isSingle && tags.choose !== null ? { choose: tags.choose } : {}),
    options: options.map((option, place) => {
      const says = noted(parts, "option", place + 1);
      return {
        ...given("id", says.get("id")),
        text: texts.markdown(option.text, inherited, lose),
        key: single ? option.right : (option.weight ?? 0) > 0,
        ...given("trap", says.get("trap")),
        ...given("missedTrap", says.get("missed-trap")),
        ...given("why", option.feedback === "" ? "" : texts.markdown(option.feedback, inherited, lose)),
      };
    }),
  };
}

function trueFalse(
  { value, whenRight, whenWrong }: Extract<GiftAnswers, { kind: "true-false" }>,
  { texts, inherited, lose }: Reading,
) {
  const option = (text: string, key: boolean) => {
    const feedback = key ? whenRight : whenWrong;
    return { text, key, ...given("why", feedback === "" ? "" : texts.markdown(feedback, inherited, lose)) };
  };
  return { type: "multiple-choice", options: [option("True", value), option("False", !value)] };
}

function ordering(
  { items, settings }: Extract<GiftAnswers, { kind: "ordering" }>,
  { texts, inherited, parts, lose }: Reading,
) {
  const shown = Number(settings.find((word) => /^\d+$/.test(word)) ?? items.length);
  if (shown < items.length && settings.some((word) => /^(?:RANDOM|REL|CONTIGUOUS|CONTIG)$/.test(word))) {
    lose(`it showed ${shown} of its items at a time; here it shows all of them`);
  }
  return {
    type: "ordering",
    items: items.map((item, place) => ({
      ...given("id", noted(parts, "item", place + 1).get("id")),
      text: texts.markdown(item, inherited, lose),
    })),
    wrongOrders: parts
      .filter(({ kind }) => kind === "wrong-order")
      .map(({ says }) => ({ before: says.get("before"), after: says.get("after"), trap: says.get("trap") })),
  };
}

function matching({ pairs }: Extract<GiftAnswers, { kind: "matching" }>, { texts, inherited, parts, lose }: Reading) {
  // Moodle's answers are plain text whatever the question is in; a file in Markdown, such as ours, means Markdown.
  const answerFormat = inherited === "markdown" ? "markdown" : "plain";
  const found = [...new Set(pairs.map(({ response }) => response))].map((response, place) => {
    const says = noted(parts, "response", place + 1);
    return {
      raw: response,
      id: says.get("id") ?? lettersOf(place).toLowerCase(),
      place: Number(says.get("place") ?? place + 1),
      text: texts.inFormat(response, answerFormat, lose),
    };
  });
  const idOf = new Map(found.map(({ raw, id }) => [raw, id]));
  const asked = pairs.filter(({ prompt }) => prompt !== "");
  return {
    type: "matching",
    prompts: asked.map(({ prompt, response }, place) => {
      const text = texts.markdown(prompt, inherited, lose);
      return {
        ...given("id", noted(parts, "prompt", place + 1).get("id")),
        text: inherited === "markdown" ? text.replaceAll("-\\>", "->") : text,
        answer: idOf.get(response),
      };
    }),
    responses: found.toSorted((a, b) => a.place - b.place).map(({ id, text }) => ({ id, text })),
    wrongPairs: parts
      .filter(({ kind }) => kind === "wrong-pair")
      .map(({ says }) => ({ prompt: says.get("prompt"), response: says.get("response"), trap: says.get("trap") })),
  };
}

/** The part of a draft that its answers make: its type, its options or items or pairs. */
export function bodyOf(answers: Exclude<GiftAnswers, { kind: "unknown" | "fault" }>, reading: Reading): object {
  switch (answers.kind) {
    case "choice":
      return choice(answers, reading);
    case "true-false":
      return trueFalse(answers, reading);
    case "ordering":
      return ordering(answers, reading);
    case "matching":
      return matching(answers, reading);
  }
}
