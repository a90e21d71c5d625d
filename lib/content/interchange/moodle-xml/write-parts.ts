import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { markdownToHtml, plainTextToMarkdown } from "@/lib/content/interchange/html";
import { element, type XmlElement, type XmlNode, xmlCharacters } from "@/lib/content/interchange/xml";
import { explanation } from "./explanations";
import { checksOf, letterOf, lineOf } from "./parts";
import { listValue, manyEntries, type TagEntry } from "./tags";

/** Hears what of a question Moodle cannot hold. */
export type Lose = (what: string) => void;
type OfType<T extends QuestionDraft["type"]> = Extract<QuestionDraft, { type: T }>;

/** What a type adds to a question: its elements, what stands in the general feedback (HTML), and entries of tags. */
export type WrittenKind = { type: string; elements: XmlElement[]; feedback: string[]; entries: TagEntry[] };

/** Markdown as the HTML that Moodle shows and that comes back as the same Markdown. */
export function htmlOf(markdown: string, lose: Lose): string {
  if (xmlCharacters(markdown) !== markdown) lose("control characters, which XML cannot hold, were left out");
  const { html, losses } = markdownToHtml(xmlCharacters(markdown), { keepSource: true });
  losses.forEach(lose);
  return html;
}

const none: readonly XmlNode[] = [];
/** An element with a `<text>`, empty where there is none. */
export const textElement = (name: string, attributes: Readonly<Record<string, string>>, text: string): XmlElement =>
  element(name, attributes, [element("text", {}, text === "" ? none : [text])]);
export const htmlElement = (name: string, html: string): XmlElement => textElement(name, { format: "html" }, html);
export const valueElement = (name: string, value: string): XmlElement =>
  element(name, {}, value === "" ? none : [value]);

const idEntries = (key: string, ids: readonly (string | undefined)[]): TagEntry[] =>
  ids.every((id) => id === undefined) ? [] : [{ key, value: listValue(ids.map((id) => id ?? "")) }];

/** The check goes along where a tag names a part by its place. */
const checked = (entries: readonly TagEntry[], texts: readonly string[], always = false): TagEntry[] =>
  entries.length === 0 && !always ? [] : [...entries, { key: "check", value: checksOf(texts) }];

/** Fractions that Moodle knows (question_bank::fraction_options), in percent, largest first. */
const FRACTIONS = [
  "100",
  "90",
  "83.33333",
  "80",
  "75",
  "70",
  "66.66667",
  "60",
  "50",
  "40",
  "33.33333",
  "30",
  "25",
  "20",
  "16.66667",
  "14.28571",
  "12.5",
  "11.11111",
  "10",
  "5",
];

/** An equal share of full marks for each of the keys, as Moodle spells it. */
function share(keys: number): { fraction: string; exact: boolean } {
  const percent = 100 / keys;
  const distance = (fraction: string): number => Math.abs(Number(fraction) - percent);
  const nearest = FRACTIONS.reduce((best, fraction) => (distance(fraction) < distance(best) ? fraction : best), "100");
  return { fraction: nearest, exact: distance(nearest) < 0.001 };
}

const feedbackElement = (why: string | undefined, lose: Lose): XmlElement =>
  htmlElement("feedback", why === undefined ? "" : htmlOf(why, lose));

/** A choice question, or null where Moodle has no such question: then `lose` hears that it is left out. */
export function writeChoice(
  draft: OfType<"multiple-choice"> | OfType<"multiple-response">,
  lose: Lose,
): WrittenKind | null {
  const single = draft.type === "multiple-choice";
  const keys = draft.options.filter(({ key }) => key).length;
  if (keys === 0 || (single && keys > 1)) {
    lose(
      `it was not written: it has ${keys} keys, and Moodle's ${single ? "takes exactly one" : "needs one at least"}`,
    );
    return null;
  }
  const { fraction, exact } = single ? { fraction: "100", exact: true } : share(keys);
  if (!exact) lose(`Moodle has no equal marks for ${keys} keys; each has ${fraction} %`);
  const wrong = single ? "0" : `-${fraction}`;
  const answers = draft.options.map((option) => {
    const text = htmlElement("answer", htmlOf(option.text, lose));
    return element("answer", { fraction: option.key ? fraction : wrong, format: "html" }, [
      ...text.children,
      feedbackElement(option.why, lose),
    ]);
  });
  const traps = (field: "trap" | "missedTrap") =>
    draft.options.flatMap((option, place) => {
      const trap = option[field];
      return trap === undefined ? [] : [`${letterOf(place)}=${trap}`];
    });
  const named = [
    ...idEntries(
      "ids",
      draft.options.map(({ id }) => id),
    ),
    ...manyEntries("trap", traps("trap")),
    ...manyEntries("missed-trap", traps("missedTrap")),
  ];
  const choose = single ? undefined : draft.choose;
  return {
    type: "multichoice",
    elements: [
      valueElement("single", String(single)),
      valueElement("shuffleanswers", "true"),
      valueElement("answernumbering", "abc"),
      ...answers,
    ],
    feedback: [],
    entries: [
      ...checked(
        named,
        draft.options.map(({ text }) => text),
      ),
      ...(choose === undefined ? [] : [{ key: "choose", value: String(choose) }]),
    ],
  };
}

/** The line under which learners find an explanation in the feedback, as HTML. */
const label = (text: string): string =>
  `<p><strong>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</strong></p>`;

/** An ordering question; what belongs to no step stands in the general feedback, since Moodle has none such. */
export function writeOrdering(draft: OfType<"ordering">, lose: Lose): WrittenKind {
  if (draft.decoys.length > 0) {
    lose("Moodle's ordering has no entries that belong to no step: they stand in its general feedback alone");
  }
  const feedback = draft.items.flatMap(({ text, why }, place) =>
    why === undefined ? [] : [explanation(`why-${letterOf(place)}`, label(lineOf(text)), { why: htmlOf(why, lose) })],
  );
  draft.decoys.forEach(({ text, why }, place) => {
    feedback.push(
      explanation(`decoy-${place + 1}`, label("Belongs to no step:"), {
        text: htmlOf(text, lose),
        why: why === undefined ? undefined : htmlOf(why, lose),
      }),
    );
  });
  const parts = [
    ...draft.items.map(({ id, text }, place) => ({ id, text, name: letterOf(place) })),
    ...draft.decoys.map(({ id, text }, place) => ({ id, text, name: `x${place + 1}` })),
  ];
  const seen = new Set<string>();
  const orders = draft.wrongOrders.flatMap(({ before, after, trap, why }) => {
    const [one, other] = [parts.find(({ id }) => id === before), parts.find(({ id }) => id === after)];
    const names = `${one?.name}-${other?.name}`;
    if (one === undefined || other === undefined || seen.has(names)) {
      lose(`the wrong order “${before}” before “${after}” ${seen.has(names) ? "stands twice" : "names no such steps"}`);
      return [];
    }
    seen.add(names);
    if (why !== undefined) {
      const told = label(`${lineOf(one.text)} → ${lineOf(other.text)}`);
      feedback.push(explanation(`wrong-order-${names}`, told, { why: htmlOf(why, lose) }));
    }
    return [`${one.name}/${other.name}=${trap}`];
  });
  const traps = draft.decoys.flatMap(({ trap }, place) => (trap === undefined ? [] : [`x${place + 1}=${trap}`]));
  const named = [
    ...idEntries(
      "ids",
      draft.items.map(({ id }) => id),
    ),
    ...manyEntries("wrong-order", orders),
  ];
  return {
    type: "ordering",
    elements: [
      valueElement("layouttype", "VERTICAL"),
      valueElement("selecttype", "ALL"),
      valueElement("selectcount", String(draft.items.length)),
      valueElement("gradingtype", "ALL_OR_NOTHING"),
      valueElement("showgrading", "SHOW"),
      valueElement("numberingstyle", "none"),
      ...draft.items.map(({ text }, place) => {
        const words = htmlElement("answer", htmlOf(text, lose));
        return element("answer", { fraction: `${place + 1}.0000000`, format: "html" }, [
          ...words.children,
          feedbackElement(undefined, lose),
        ]);
      }),
    ],
    feedback,
    entries: [
      ...checked(
        named,
        draft.items.map(({ text }) => text),
        feedback.length > 0,
      ),
      ...idEntries(
        "decoy-ids",
        draft.decoys.map(({ id }) => id),
      ),
      ...manyEntries("trap", traps),
    ],
  };
}

/** As much as Moodle's table holds of an answer of a matching question (qtype_match_subquestions.answertext). */
const LONGEST_ANSWER = 255;

/** A matching question; responses that answer nothing are pairs without a prompt, as in Moodle. */
export function writeMatching(draft: OfType<"matching">, lose: Lose): WrittenKind | null {
  const responseOf = new Map(draft.responses.map((response) => [response.id, response]));
  const stray = draft.prompts.find(({ answer }) => !responseOf.has(answer));
  if (stray !== undefined || responseOf.size < draft.responses.length) {
    lose(
      stray === undefined
        ? "it was not written: two of its responses have the same id"
        : `it was not written: the answer “${stray.answer}” of a prompt is none of its responses`,
    );
    return null;
  }
  const used = new Set(draft.prompts.map(({ answer }) => answer));
  const unused = draft.responses.filter(({ id }) => !used.has(id));
  // The number of a response is its place among those that first stand in the file.
  const numbers = new Map([...used, ...unused.map(({ id }) => id)].map((id, place) => [id, place + 1]));
  const lines = new Map(draft.responses.map(({ id, text }) => [id, lineOf(xmlCharacters(text))]));
  if (new Set(lines.values()).size < lines.size) {
    lose("it was not written: two of its responses have the same words, which Moodle takes for one");
    return null;
  }
  if ([...lines.values()].some((line) => line.length > LONGEST_ANSWER)) {
    lose(`a response is longer than the ${LONGEST_ANSWER} characters that Moodle holds`);
  }
  const pair = (html: string, answer: string): XmlElement =>
    element("subquestion", { format: "html" }, [
      ...htmlElement("subquestion", html).children,
      textElement("answer", {}, lines.get(answer) ?? ""),
    ]);

  const feedback = draft.prompts.flatMap(({ text, why }, place) =>
    why === undefined ? [] : [explanation(`why-${letterOf(place)}`, label(lineOf(text)), { why: htmlOf(why, lose) })],
  );
  const seen = new Set<string>();
  const wrongPairs = draft.wrongPairs.flatMap(({ prompt, response, trap, why }) => {
    const place = draft.prompts.findIndex(({ id }) => id === prompt);
    const number = numbers.get(response);
    const names = `${letterOf(place)}-${number}`;
    if (place === -1 || number === undefined || seen.has(names)) {
      lose(
        `the wrong pair of “${prompt}” and “${response}” ${seen.has(names) ? "stands twice" : "names no such pair"}`,
      );
      return [];
    }
    seen.add(names);
    if (why !== undefined) {
      const told = label(`${lineOf(draft.prompts[place]?.text ?? "")} → ${lines.get(response)}`);
      feedback.push(explanation(`wrong-pair-${names}`, told, { why: htmlOf(why, lose) }));
    }
    return [`${letterOf(place)}/${number}=${trap}`];
  });
  for (const { id, text } of draft.responses) {
    const line = lines.get(id) ?? "";
    // Moodle's lists show words alone; what they were written in comes back from here.
    if (plainTextToMarkdown(line) === text) continue;
    feedback.push(explanation(`response-${numbers.get(id)}`, label(line), { text: htmlOf(text, lose) }));
  }
  const named = [
    ...idEntries(
      "ids",
      draft.prompts.map(({ id }) => id),
    ),
    ...manyEntries("wrong-pair", wrongPairs),
  ];
  return {
    type: "matching",
    elements: [
      valueElement("shuffleanswers", "true"),
      ...draft.prompts.map(({ text, answer }) => pair(htmlOf(text, lose), answer)),
      ...unused.map(({ id }) => pair("", id)),
    ],
    feedback,
    entries: [
      ...checked(
        named,
        draft.prompts.map(({ text }) => text),
        feedback.length > 0,
      ),
      {
        key: "responses",
        value: listValue(draft.responses.map(({ id, text }) => `${numbers.get(id)}.${checksOf([text])}.${id}`)),
      },
    ],
  };
}
