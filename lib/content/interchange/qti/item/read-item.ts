import { feedbackText, readFeedback } from "@/lib/content/interchange/qti/feedback";
import type { Texts } from "@/lib/content/interchange/qti/texts";
import { elementsWithin } from "@/lib/content/interchange/qti/tree";
import {
  OTHER_INTERACTIONS,
  READ_INTERACTIONS,
  severalAtOnce,
  unsupported,
} from "@/lib/content/interchange/qti/unsupported";
import { childOf, childrenOf, textOf, type XmlElement } from "@/lib/content/interchange/xml";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { readInteraction } from "./interactions";
import type { Note } from "./read-note";

/** A question as an item says it, not yet checked, and where the scenario stands that it refers to. */
export type ReadItem = { fields: Record<string, unknown>; stimulus: string | undefined };

const INTERACTIONS: ReadonlySet<string> = new Set([...READ_INTERACTIONS, ...OTHER_INTERACTIONS.keys()]);

/** What stands in a body beside the question's text. */
const BESIDE: ReadonlySet<string> = new Set([
  ...INTERACTIONS,
  "feedbackBlock",
  "feedbackInline",
  "rubricBlock",
  "stylesheet",
  "catalogInfo",
]);

/** The sentence for an item of which no draft can be made whatever its interaction holds, or null. */
function fault(item: XmlElement, interactions: readonly XmlElement[]): string | null {
  if (childrenOf(item, "templateDeclaration").length > 0) {
    return unsupported("a question whose numbers or words are drawn at random");
  }
  const [first] = interactions;
  if (first === undefined) return "It asks for no answer: there is no interaction in it. Leave it out.";
  const other = interactions.map(({ name }) => OTHER_INTERACTIONS.get(name)).find((what) => what !== undefined);
  if (other !== undefined) return unsupported(other);
  if (interactions.length > 1) return severalAtOnce(interactions.length);
  if (item.attributes.get("adaptive") === "true") return unsupported("an adaptive question with several steps");
  return null;
}

function sayBeside(item: XmlElement, body: XmlElement, texts: Texts): void {
  if (elementsWithin(body, new Set(["rubricBlock"])).length > 0) texts.lose("instructions (a rubric) were not taken");
  const besideBody = new Set(["catalogInfo", "apipAccessibility", "companionMaterialsInfo"]);
  if (elementsWithin(item, besideBody).length > 0) texts.lose("aids for accessibility were not taken");
  if (item.attributes.get("timeDependent") === "true") texts.lose("that the time of answering counts was not taken");
}

/**
 * An item of QTI 2.0 to 3.0 (`plainTree` spells them alike) as the fields of a draft, or why there can be none. With a
 * note of ours, ids and all that QTI has no place for come from it.
 */
export function readItem(item: XmlElement, note: Note | undefined, texts: Texts): Result<ReadItem, string> {
  const body = childOf(item, "itemBody");
  if (body === undefined) return fail("It has no body, so there is nothing to ask. Leave it out.");
  const interactions = elementsWithin(body, INTERACTIONS);
  const wrong = fault(item, interactions);
  if (wrong !== null) return fail(wrong);
  const [only] = interactions;
  const read = only === undefined ? fail("It asks for no answer.") : readInteraction(item, only, note, texts);
  if (!read.ok) return read;
  const { prompt, parts, finish } = read.value;
  const taken = new Set((note?.wrongPairs ?? []).flatMap(({ feedback }) => (feedback === undefined ? [] : [feedback])));
  const feedback = readFeedback(item, parts, taken, texts);
  const ofPairs = new Map(
    childrenOf(item, "modalFeedback")
      .filter(({ attributes }) => taken.has(attributes.get("identifier") ?? ""))
      .map((modal) => [modal.attributes.get("identifier") ?? "", feedbackText(modal, texts)]),
  );
  sayBeside(item, body, texts);
  const text = texts.within(body, BESIDE);
  const identifier = item.attributes.get("identifier")?.trim();
  return ok({
    fields: {
      ...(note === undefined ? { id: identifier || undefined } : note.common),
      stem: text === "" ? prompt : text,
      ask: text === "" || prompt === "" ? undefined : prompt,
      ...finish((part) => feedback.why.get(part) ?? ofPairs.get(part)),
      feedback: feedback.general,
    },
    stimulus: childOf(item, "assessmentStimulusRef")?.attributes.get("href"),
  });
}

/** The scenario of a stimulus file: its title and its text. */
export function readStimulus(root: XmlElement, texts: Texts): { identifier: string; title: string; scenario: string } {
  const body = childOf(root, "stimulusBody");
  return {
    identifier: root.attributes.get("identifier")?.trim() ?? "",
    title: root.attributes.get("title")?.trim() ?? "",
    scenario: body === undefined ? "" : texts.within(body, BESIDE),
  };
}

/** Difficulties of the vocabulary of LOM 5.8, in its versions of before and after 2002. */
const DIFFICULTIES: ReadonlyMap<string, number> = new Map([
  ["very easy", 1],
  ["easy", 2],
  ["medium", 3],
  ["difficult", 4],
  ["very difficult", 5],
]);

/** The difficulty that a catalogue's entry gives, 1 to 5. */
export function difficultyOf(resource: XmlElement): number | undefined {
  const [difficulty] = elementsWithin(resource, new Set(["difficulty"]));
  const value = difficulty === undefined ? "" : textOf(childOf(difficulty, "value")).trim().toLowerCase();
  return DIFFICULTIES.get(value);
}
