import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { markup, possibleText, xmlAttribute, xmlText } from "@/lib/content/interchange/qti/markup";
import { Identifiers } from "./identifiers";
import { type PartNote, questionNote } from "./write-note";

// One question as a QTI 3.0 item (1EdTech QTI 3.0, Assessment, Section and Item information model), with what QTI has no
// place for in a note beside it (write-note.ts).

const XSD = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0p1_v1p0.xsd";
const ASI_NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0";

/** The attributes that the root of every file of the package's content begins with. */
export const ROOT_ATTRIBUTES = `xmlns="${ASI_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${ASI_NAMESPACE} ${XSD}"`;
export const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

type Lose = (what: string) => void;
type Cardinality = "single" | "multiple" | "ordered";

/** A feedback of the item: `shown` says when, and `part` is the identifier in the response that shows it. */
type Feedback = { identifier: string; why: string; shown: "always" | "chosen" | "contained" | { pair: string } };

/** What the four types come to before it is put into the item's frame. */
type Body = {
  cardinality: Cardinality;
  baseType: "identifier" | "directedPair";
  correct: readonly string[];
  interaction: string;
  feedbacks: readonly Feedback[];
  note: string;
};

/** What an item says of its case: where its scenario stands. */
export type StimulusRef = { identifier: string; href: string };

const element = (name: string, attributes: Record<string, string | number | boolean>, content: string): string => {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlAttribute(String(value))}"`);
  return `<${name}${list.join("")}>${content}</${name}>`;
};

const lines = (parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n");

/** The identifiers of parts and what the note says of them: their ids always, for a part may have none. */
function named<T extends { id?: string }>(
  parts: readonly T[],
  fallback: string,
  identifiers: Identifiers,
): { part: T; identifier: string }[] {
  return parts.map((part) => ({ part, identifier: identifiers.give(part.id, fallback) }));
}

function whysOf(
  parts: readonly { part: { why?: string }; identifier: string }[],
  shown: Feedback["shown"],
): Feedback[] {
  return parts.flatMap(({ part, identifier }) =>
    part.why === undefined ? [] : [{ identifier, why: part.why, shown }],
  );
}

const promptOf = (draft: QuestionDraft, lose: Lose): string =>
  draft.ask === undefined ? "" : element("qti-prompt", {}, markup(draft.ask, "inline", lose));

function choiceBody(
  draft: Extract<QuestionDraft, { type: "multiple-choice" | "multiple-response" }>,
  identifiers: Identifiers,
  lose: Lose,
): Body {
  const options = named(draft.options, "choice", identifiers);
  const correct = options.filter(({ part }) => part.key).map(({ identifier }) => identifier);
  const single = draft.type === "multiple-choice" && correct.length <= 1;
  // As many as are asked for; a question that does not say so lets the learner choose any number (0).
  const most = single ? 1 : draft.type === "multiple-response" ? (draft.choose ?? 0) : correct.length;
  const choices = options.map(({ part, identifier }) =>
    element("qti-simple-choice", { identifier }, markup(part.text, "inline", lose)),
  );
  const notes = options.map(
    ({ part, identifier }): PartNote => ({ identifier, id: part.id, trap: part.trap, missedTrap: part.missedTrap }),
  );
  return {
    cardinality: single ? "single" : "multiple",
    baseType: "identifier",
    correct,
    interaction: element(
      "qti-choice-interaction",
      { "response-identifier": "RESPONSE", shuffle: true, "max-choices": most },
      `\n${lines([promptOf(draft, lose), ...choices])}\n`,
    ),
    feedbacks: whysOf(options, "chosen"),
    note: questionNote(draft, { parts: notes }, lose),
  };
}

function orderBody(draft: Extract<QuestionDraft, { type: "ordering" }>, identifiers: Identifiers, lose: Lose): Body {
  const items = named(draft.items, "step", identifiers);
  const decoys = named(draft.decoys, "decoy", identifiers);
  const all = [...items, ...decoys];
  const notes = [
    ...items.map(({ part, identifier }): PartNote => ({ identifier, id: part.id })),
    ...decoys.map(({ part, identifier }): PartNote => ({ identifier, id: part.id, trap: part.trap })),
  ];
  return {
    cardinality: "ordered",
    baseType: "identifier",
    correct: items.map(({ identifier }) => identifier),
    interaction: element(
      "qti-order-interaction",
      {
        "response-identifier": "RESPONSE",
        shuffle: true,
        "min-choices": items.length,
        "max-choices": items.length,
      },
      `\n${lines([
        promptOf(draft, lose),
        ...all.map(({ part, identifier }) =>
          element("qti-simple-choice", { identifier }, markup(part.text, "inline", lose)),
        ),
      ])}\n`,
    ),
    feedbacks: [...whysOf(items, "always"), ...whysOf(decoys, "contained")],
    note: questionNote(draft, { parts: notes, wrongOrders: draft.wrongOrders }, lose),
  };
}

function matchBody(draft: Extract<QuestionDraft, { type: "matching" }>, identifiers: Identifiers, lose: Lose): Body {
  const prompts = named(draft.prompts, "prompt", identifiers);
  const responses = named(draft.responses, "response", identifiers);
  const responseOf = new Map(responses.toReversed().map(({ part, identifier }) => [part.id, identifier]));
  const promptNamed = new Map(prompts.toReversed().map(({ part, identifier }) => [part.id, identifier]));
  const set = (parts: readonly { part: { text: string }; identifier: string }[], most: number): string =>
    element(
      "qti-simple-match-set",
      {},
      `\n${lines(
        parts.map(({ part, identifier }) =>
          element("qti-simple-associable-choice", { identifier, "match-max": most }, markup(part.text, "inline", lose)),
        ),
      )}\n`,
    );
  const pairs = draft.wrongPairs.map((wrong) => {
    const prompt = promptNamed.get(wrong.prompt);
    const response = responseOf.get(wrong.response);
    const shown = wrong.why !== undefined && prompt !== undefined && response !== undefined;
    return { wrong, feedback: shown ? identifiers.give(undefined, "pair") : undefined, pair: `${prompt} ${response}` };
  });
  const answers = prompts.map(({ part, identifier }) => ({ identifier, response: responseOf.get(part.answer) }));
  return {
    cardinality: "multiple",
    baseType: "directedPair",
    correct: answers.flatMap(({ identifier, response }) =>
      response === undefined ? [] : [`${identifier} ${response}`],
    ),
    interaction: element(
      "qti-match-interaction",
      {
        "response-identifier": "RESPONSE",
        shuffle: true,
        "min-associations": prompts.length,
        "max-associations": prompts.length,
      },
      `\n${lines([promptOf(draft, lose), set(prompts, 1), set(responses, 0)])}\n`,
    ),
    feedbacks: [
      ...whysOf(prompts, "always"),
      ...pairs.flatMap(({ wrong, feedback, pair }): Feedback[] =>
        feedback === undefined || wrong.why === undefined
          ? []
          : [{ identifier: feedback, why: wrong.why, shown: { pair } }],
      ),
    ],
    note: questionNote(
      draft,
      {
        parts: [
          ...prompts.map(
            ({ part, identifier }): PartNote => ({
              identifier,
              id: part.id,
              answer: responseOf.has(part.answer) ? undefined : part.answer,
            }),
          ),
          ...responses.map(({ part, identifier }): PartNote => ({ identifier, id: part.id })),
        ],
        wrongPairs: pairs.map(({ wrong, feedback }) => ({ ...wrong, feedback })),
      },
      lose,
    ),
  };
}

function bodyOf(draft: QuestionDraft, identifiers: Identifiers, lose: Lose): Body {
  switch (draft.type) {
    case "multiple-choice":
    case "multiple-response":
      return choiceBody(draft, identifiers, lose);
    case "ordering":
      return orderBody(draft, identifiers, lose);
    case "matching":
      return matchBody(draft, identifiers, lose);
  }
}

const variable = (identifier: string): string => `<qti-variable identifier="${identifier}"/>`;
const value = (baseType: string, text: string): string => element("qti-base-value", { "base-type": baseType }, text);
const set = (identifier: string, expression: string): string =>
  element("qti-set-outcome-value", { identifier }, expression);

/** All right is one point, anything else none; then what feedback is shown. */
function processing(body: Body): string {
  const score = lines([
    "<qti-response-condition>",
    `<qti-response-if><qti-match>${variable("RESPONSE")}<qti-correct identifier="RESPONSE"/></qti-match>`,
    `${set("SCORE", value("float", "1"))}</qti-response-if>`,
    `<qti-response-else>${set("SCORE", value("float", "0"))}</qti-response-else>`,
    "</qti-response-condition>",
  ]);
  const ofResponse = body.feedbacks.some(({ shown }) => shown === "chosen") ? [variable("RESPONSE")] : [];
  const always = body.feedbacks.filter(({ shown }) => shown === "always");
  const first = [...ofResponse, ...always.map(({ identifier }) => value("identifier", identifier))];
  const rest = body.feedbacks.flatMap(({ identifier, shown }) => {
    if (shown === "always" || shown === "chosen") return [];
    const asked = shown === "contained" ? value("identifier", identifier) : value("directedPair", shown.pair);
    const more = element("qti-multiple", {}, `${variable("FEEDBACK")}${value("identifier", identifier)}`);
    return [
      `<qti-response-condition><qti-response-if><qti-member>${asked}${variable("RESPONSE")}</qti-member>`,
      `${set("FEEDBACK", more)}</qti-response-if></qti-response-condition>`,
    ];
  });
  return element(
    "qti-response-processing",
    {},
    `\n${lines([
      score,
      first.length === 0 ? "" : set("FEEDBACK", element("qti-multiple", {}, first.join(""))),
      ...rest,
    ])}\n`,
  );
}

/**
 * The item of one question as XML, and its note. `lose` is told of what neither can hold. Its identifiers are those of
 * the draft wherever QTI allows them.
 */
export function writeItem(
  draft: QuestionDraft,
  item: { identifier: string; title: string; stimulus?: StimulusRef },
  lose: Lose,
): { item: string; note: string } {
  const identifiers = new Identifiers();
  const body = bodyOf(draft, identifiers, lose);
  const general: Feedback[] =
    draft.feedback === undefined
      ? []
      : [{ identifier: identifiers.give(undefined, "general"), why: draft.feedback, shown: "always" }];
  const whole = { ...body, feedbacks: [...body.feedbacks, ...general] };
  const correct =
    body.correct.length === 0
      ? ""
      : element(
          "qti-correct-response",
          {},
          body.correct.map((identifier) => element("qti-value", {}, xmlText(identifier))).join(""),
        );
  const attributes = {
    identifier: item.identifier,
    title: possibleText(item.title, () => {}),
    adaptive: false,
    "time-dependent": false,
  };
  const xml = element(
    "qti-assessment-item",
    attributes,
    `\n${lines([
      element(
        "qti-response-declaration",
        { identifier: "RESPONSE", cardinality: body.cardinality, "base-type": body.baseType },
        correct,
      ),
      '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>',
      whole.feedbacks.length === 0
        ? ""
        : '<qti-outcome-declaration identifier="FEEDBACK" cardinality="multiple" base-type="identifier"/>',
      item.stimulus === undefined ? "" : element("qti-assessment-stimulus-ref", { ...item.stimulus }, ""),
      element("qti-item-body", {}, `\n${markup(draft.stem, "blocks", lose)}\n${body.interaction}\n`),
      processing(whole),
      ...whole.feedbacks.map(({ identifier, why }) =>
        element(
          "qti-modal-feedback",
          { "outcome-identifier": "FEEDBACK", identifier, "show-hide": "show" },
          element("qti-content-body", {}, markup(why, "blocks", lose)),
        ),
      ),
    ])}\n`,
  ).replace("<qti-assessment-item", `<qti-assessment-item ${ROOT_ATTRIBUTES}`);
  return { item: `${DECLARATION}${xml}\n`, note: `${DECLARATION}${body.note}\n` };
}
