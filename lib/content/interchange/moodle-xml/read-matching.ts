import { plainTextToMarkdown } from "@/lib/content/interchange/html";
import { childOf, childrenOf, childText, type XmlElement } from "@/lib/content/interchange/xml";
import { onlyValue } from "./common-fields";
import type { Explanations } from "./explanations";
import { fieldText, type Reading, rawText, type TextFormat } from "./field-text";
import type { KindDraft } from "./kind-draft";
import { letterOf, lineOf, placeOf, placesNow } from "./parts";
import { listOf, manyValues, type TagEntry } from "./tags";

type Prompt = { id?: string; text: string; answer: string; why?: string };
type Response = { id: string; text: string };

/** The answers in the order in which they first stand in the file, as Markdown, by what Moodle shows of them. */
function responsesOf(
  subquestions: readonly XmlElement[],
  html: boolean,
  format: TextFormat,
  reading: Reading,
): { place: (subquestion: XmlElement) => number; texts: string[] } {
  const places = new Map<string, number>();
  const texts: string[] = [];
  const words = (subquestion: XmlElement) => {
    const answer = childOf(subquestion, "answer");
    return html ? rawText(answer) : childText(answer, "text") || rawText(answer);
  };
  for (const subquestion of subquestions) {
    const shown = words(subquestion);
    if (shown === "" || places.has(shown)) continue;
    places.set(shown, texts.length);
    texts.push(html ? fieldText(childOf(subquestion, "answer"), format, reading) : plainTextToMarkdown(shown));
  }
  return { place: (subquestion) => places.get(words(subquestion)) ?? -1, texts };
}

/** What the tag `responses` says: for each response in the author's order its number in the file, check and id. */
function authored(entries: readonly TagEntry[]): { number: number; check: string; id: string }[] {
  return listOf(onlyValue(entries, "responses") ?? "").flatMap((entry) => {
    const match = /^(\d{1,2})\.([a-z0-9]{4})\.(.+)$/s.exec(entry);
    return match === null ? [] : [{ number: Number(match[1]), check: match[2] ?? "", id: match[3] ?? "" }];
  });
}

/** The responses with their ids, in the author's order where tags hold it, else as they stand in the file. */
function named(
  texts: readonly string[],
  entries: readonly TagEntry[],
): { responses: Response[]; idOf: (place: number) => string; now: (place: number) => number | null } {
  const known = authored(entries);
  const byNumber = known.toSorted((one, other) => one.number - other.number);
  const check = known.length === 0 ? undefined : byNumber.map((one) => one.check).join("");
  const now = placesNow(check, texts);
  const ids = new Map<number, string>();
  const order: number[] = [];
  for (const { number, id } of known) {
    const place = now(number - 1);
    if (place === null || ids.has(place)) continue;
    ids.set(place, id);
    order.push(place);
  }
  const taken = new Set(ids.values());
  texts.forEach((_, place) => {
    if (ids.has(place)) return;
    let id = `r${place + 1}`;
    while (taken.has(id)) id = `${id}-new`;
    taken.add(id);
    ids.set(place, id);
    order.push(place);
  });
  const idOf = (place: number): string => ids.get(place) ?? "";
  return { responses: order.map((place) => ({ id: idOf(place), text: texts[place] ?? "" })), idOf, now };
}

/** Moodle's matching question, or `ddmatch`, its twin whose answers are HTML. */
export function readMatching(
  question: XmlElement,
  entries: readonly TagEntry[],
  explanations: Explanations,
  { html, format }: { html: boolean; format: TextFormat },
  reading: Reading,
): KindDraft | null {
  const subquestions = childrenOf(question, "subquestion");
  const { place, texts } = responsesOf(subquestions, html, format, reading);
  const { responses, idOf, now: responseNow } = named(texts, entries);
  for (const name of explanations.namesOf("response-")) {
    const id = idOf(responseNow(Number(name.slice("response-".length)) - 1) ?? -1);
    const response = responses.find((one) => one.id === id);
    // The list shows words alone; the Markdown that they came of stands in the feedback, as long as they are its words.
    const { text } = response === undefined ? {} : explanations.take(name);
    if (response !== undefined && text !== undefined && lineOf(text) === lineOf(response.text)) response.text = text;
  }

  const prompts: Prompt[] = [];
  subquestions.forEach((subquestion, index) => {
    const text = fieldText(subquestion, format, reading);
    const at = place(subquestion);
    if (text === "" && rawText(subquestion) === "") return;
    if (text === "") reading.refuse(`pair ${index + 1} holds nothing but what cannot be taken; write it as text`);
    if (at === -1) reading.refuse(`pair ${index + 1} has no answer; give it one`);
    prompts.push({ text, answer: idOf(at) });
  });

  const promptNow = placesNow(
    onlyValue(entries, "check"),
    prompts.map(({ text }) => text),
  );
  listOf(onlyValue(entries, "ids") ?? "").forEach((id, at) => {
    const prompt = prompts[promptNow(at) ?? -1];
    if (id !== "" && prompt !== undefined) prompt.id = id;
  });
  for (let at = 0; at < 26; at += 1) {
    const prompt = prompts[promptNow(at) ?? -1];
    if (prompt !== undefined) prompt.why = explanations.take(`why-${letterOf(at)}`).why;
  }

  const wrongPairs = manyValues(entries, "wrong-pair").flatMap((value) => {
    const match = /^\s*([a-z])\s*\/\s*(\d{1,2})\s*=(.*)$/is.exec(value);
    const prompt = prompts[promptNow(placeOf(match?.[1]?.toLowerCase() ?? "")) ?? -1];
    const response = idOf(responseNow(Number(match?.[2] ?? 0) - 1) ?? -1);
    if (match === null || prompt === undefined || response === "") {
      reading.lose(`the tag wrong-pair:${value} names a pair that is not there`);
      return [];
    }
    prompt.id ??= freeId(prompts, letterOf(prompts.indexOf(prompt) % 26));
    const { why } = explanations.take(`wrong-pair-${match[1]}-${match[2]}`.toLowerCase());
    return [{ prompt: prompt.id, response, trap: match[3]?.trim() ?? "", why }];
  });
  return { type: "matching", prompts, responses, wrongPairs };
}

const freeId = (prompts: readonly Prompt[], wish: string): string =>
  prompts.some(({ id }) => id === wish) ? freeId(prompts, wish + wish.slice(-1)) : wish;
