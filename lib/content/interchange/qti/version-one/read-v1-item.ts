import { type Feedback, FeedbackSorter } from "@/lib/content/interchange/qti/feedback";
import type { Texts } from "@/lib/content/interchange/qti/texts";
import { elementsWithin, everyElement } from "@/lib/content/interchange/qti/tree";
import { OTHER_TYPES_OF_V1, severalAtOnce, TYPES_OF_V1, unsupported } from "@/lib/content/interchange/qti/unsupported";
import { childOf, childrenOf, textOf, type XmlElement } from "@/lib/content/interchange/xml";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { materialText } from "./material";
import { type Presentation, type Response, readPresentation } from "./presentation";
import { byLink, type Condition, conditionsOf, earning, keysOf, orderOf, roleOfLink } from "./scoring";

// One question of QTI 1.2, as Canvas, Blackboard and exporters like them write it.

type Fields = Record<string, unknown>;
type Ours = "choice" | "several" | "matching" | "ordering";

const TYPE_LABELS = new Set(["question_type", "cc_profile", "qmd_itemtype"]);

/** The fields of an item's metadata, in whichever of its two forms. */
export function metadataOf(item: XmlElement): Map<string, string> {
  const found = new Map<string, string>();
  for (const metadata of childrenOf(item, "itemmetadata")) {
    for (const element of everyElement(metadata)) {
      if (element.name === "qtimetadatafield") {
        const label = textOf(childOf(element, "fieldlabel")).trim();
        found.set(label, textOf(childOf(element, "fieldentry")).trim());
      } else if (/^(?:bbmd|qmd)_/.test(element.name)) found.set(element.name, textOf(element).trim());
    }
  }
  return found;
}

function typeOf(item: XmlElement): string {
  const metadata = metadataOf(item);
  for (const label of [...TYPE_LABELS, "bbmd_questiontype"]) {
    const type = metadata.get(label);
    if (type !== undefined && type !== "") return type.toLowerCase();
  }
  return "";
}

/** Which of our types it is by what it asks for, where the file does not say. */
function kindByShape({ responses }: Presentation): Result<Ours, string> {
  const [first] = responses;
  if (first === undefined) return fail(unsupported("a text without a question"));
  for (const { element } of responses) {
    const names = new Set([...everyElement(element)].map(({ name }) => name));
    if (names.has("render_hotspot") || element.name === "response_xy") {
      return fail(unsupported("a hot spot question on a picture"));
    }
    if (element.name === "response_num") return fail(unsupported("a question with a number to type"));
    if (names.has("render_slider")) return fail(unsupported("a question with a slider"));
    if (element.name === "response_grp") return fail(unsupported("a question that joins or sorts things in groups"));
    if (element.name !== "response_lid" || names.has("render_fib")) {
      return fail(unsupported("a question with a text to type"));
    }
  }
  if (responses.length > 1) return ok("matching");
  const cardinality = first.element.attributes.get("rcardinality")?.toLowerCase();
  if (cardinality === "ordered") return ok("ordering");
  return ok(cardinality === "multiple" ? "several" : "choice");
}

function kindOf(item: XmlElement, presentation: Presentation): Result<Ours, string> {
  const type = typeOf(item);
  const other = OTHER_TYPES_OF_V1.get(type);
  if (other !== undefined) return fail(unsupported(other));
  const shape = kindByShape(presentation);
  const known = TYPES_OF_V1.get(type);
  if (!shape.ok || known === undefined) return shape;
  if (known !== "matching" && presentation.responses.length > 1)
    return fail(severalAtOnce(presentation.responses.length));
  return ok(known);
}

function readChoice(
  response: Response,
  asked: "one" | "several",
  conditions: readonly Condition[],
  texts: Texts,
): Result<{ options: ReadonlySet<string>; finish: (feedback: Feedback) => Fields }, string> {
  const { keys, partial } = keysOf(conditions, asked);
  if (partial) texts.lose("points for partly right answers were not taken: an answer is right or wrong");
  const options = response.labels.map((label) => ({
    id: label.attributes.get("ident")?.trim() || undefined,
    text: materialText([label], texts),
  }));
  const right = options.filter(({ id }) => id !== undefined && keys.has(id));
  if (asked === "one" && right.length > 1) {
    return fail(
      `It lets the learner choose one option, and ${right.length} are right. Make it a question with several answers, or leave one key.`,
    );
  }
  if (right.length === 0) texts.lose("the file does not say which option is right");
  return ok({
    options: new Set(options.flatMap(({ id }) => (id === undefined ? [] : [id]))),
    finish: ({ why }) => ({
      type: asked === "one" ? "multiple-choice" : "multiple-response",
      options: options.map((option) => ({
        ...option,
        key: right.includes(option),
        why: option.id === undefined ? undefined : why.get(option.id),
      })),
    }),
  });
}

function readOrder(
  response: Response,
  conditions: readonly Condition[],
  texts: Texts,
): Result<{ options: ReadonlySet<string>; finish: (feedback: Feedback) => Fields }, string> {
  const order = orderOf(conditions);
  if (order.length === 0) return fail("The file does not say which order is right.");
  const parts = response.labels.map((label) => ({
    id: label.attributes.get("ident")?.trim() ?? "",
    text: materialText([label], texts),
  }));
  const items = order.flatMap((id) => parts.filter((part) => part.id === id).slice(0, 1));
  const decoys = parts.filter((part) => !items.includes(part));
  return ok({
    options: new Set(parts.map(({ id }) => id)),
    finish: ({ why }) => {
      const withWhy = (part: { id: string; text: string }) => ({
        id: part.id || undefined,
        text: part.text,
        why: why.get(part.id),
      });
      return { type: "ordering", items: items.map(withWhy), decoys: decoys.map(withWhy) };
    },
  });
}

/** The choices of a matching: their idents, which Blackboard gives anew for each prompt, and their texts. */
function responsesOf({ responses, matches }: Presentation, texts: Texts): { id: string; text: string }[] {
  const seen = new Map<string, string>();
  if (matches.length > 0)
    return matches.map((flow, place) => ({ id: `m${place + 1}`, text: materialText([flow], texts) }));
  for (const label of responses.flatMap(({ labels }) => labels)) {
    const id = label.attributes.get("ident")?.trim() ?? "";
    if (!seen.has(id)) seen.set(id, materialText([label], texts));
  }
  return [...seen].map(([id, text]) => ({ id, text }));
}

function readMatching(
  presentation: Presentation,
  conditions: readonly Condition[],
  texts: Texts,
): Result<{ prompts: ReadonlyMap<string, string>; finish: (feedback: Feedback) => Fields }, string> {
  const answers = new Map<string, string>();
  for (const { response, value } of earning(conditions).flatMap(({ chosen }) => chosen)) {
    if (!answers.has(response)) answers.set(response, value);
    else if (answers.get(response) !== value) {
      return fail(
        "A prompt has several right answers. In Trapline each prompt has one: part it, or ask it as multiple response.",
      );
    }
  }
  if (answers.size === 0) return fail("The file does not say which pairs are right.");
  const responses = responsesOf(presentation, texts);
  const prompts = presentation.responses.map(({ ident, prompt, labels }) => {
    const value = answers.get(ident);
    const place = labels.findIndex((label) => label.attributes.get("ident")?.trim() === value);
    const answer = presentation.matches.length > 0 ? responses[place]?.id : value;
    return { id: ident, text: materialText(prompt, texts), answer };
  });
  return ok({
    prompts: answers,
    finish: ({ why }) => ({
      type: "matching",
      prompts: prompts.map((prompt) => ({ ...prompt, id: prompt.id || undefined, why: why.get(prompt.id) })),
      responses,
    }),
  });
}

/** An item of QTI 1.2 as the fields of a draft, or why there can be none. */
export function readV1Item(item: XmlElement, texts: Texts): Result<Fields, string> {
  const [shown] = elementsWithin(item, new Set(["presentation"]));
  if (shown === undefined) return fail("It shows nothing: there is no presentation in it. Leave it out.");
  const presentation = readPresentation(shown);
  const kind = kindOf(item, presentation);
  if (!kind.ok) return kind;
  const [first] = presentation.responses;
  if (first === undefined) return fail("It asks for no answer. Leave it out.");
  const conditions = conditionsOf(item);
  const none = { options: new Set<string>(), prompts: new Map<string, string>() };
  const read =
    kind.value === "matching"
      ? readMatching(presentation, conditions, texts)
      : kind.value === "ordering"
        ? readOrder(first, conditions, texts)
        : readChoice(first, kind.value === "choice" ? "one" : "several", conditions, texts);
  if (!read.ok) return read;
  const sorter = new FeedbackSorter();
  const shownBy = byLink(conditions);
  for (const feedback of elementsWithin(item, new Set(["itemfeedback"]))) {
    const role = roleOfLink(feedback.attributes.get("ident") ?? "", shownBy, { ...none, ...read.value });
    sorter.add(role, materialText([feedback], texts));
  }
  if (elementsWithin(item, new Set(["itemrubric", "rubric"])).length > 0)
    texts.lose("instructions (a rubric) were not taken");
  const feedback = sorter.sorted();
  // A single response may hold the text of its question.
  const own = kind.value === "matching" ? [] : first.prompt;
  return ok({
    id: item.attributes.get("ident")?.trim() || undefined,
    stem: materialText([...presentation.text, ...own], texts),
    ...read.value.finish(feedback),
    feedback: feedback.general,
  });
}
