import type { XmlElement } from "@/lib/content/interchange/xml";
import { childText } from "@/lib/content/interchange/xml";
import { onlyValue } from "./common-fields";
import type { Explanations } from "./explanations";
import type { Reading, TextFormat } from "./field-text";
import type { KindDraft } from "./kind-draft";
import { letterOf, placeOf, placesNow } from "./parts";
import { answersOf } from "./read-choice";
import { listOf, manyValues, type TagEntry } from "./tags";

type Part = { id?: string; text: string; trap?: string; why?: string };

/** Gives a part that a tag names an id of its own where it has none: its letter, or that repeated until it is free. */
function idOf(part: Part, parts: readonly Part[]): string {
  if (part.id !== undefined) return part.id;
  const letter = letterOf(parts.indexOf(part) % 26);
  let id = letter;
  while (parts.some((one) => one.id === id)) id += letter;
  part.id = id;
  return id;
}

/** The entries that no step belongs to: they stand in the general feedback alone, since Moodle has none such. */
function decoysOf(entries: readonly TagEntry[], explanations: Explanations): Part[] {
  const ids = listOf(onlyValue(entries, "decoy-ids") ?? "");
  return explanations
    .namesOf("decoy-")
    .sort((one, other) => Number(one.slice(6)) - Number(other.slice(6)))
    .flatMap((name) => {
      const number = Number(name.slice(6));
      const { text, why } = explanations.take(name);
      return text === undefined ? [] : [{ id: ids[number - 1] || undefined, text, why }];
    });
}

/** Moodle's ordering question, of the plugin or of Moodle itself: its answers are the steps, in the right order. */
export function readOrdering(
  question: XmlElement,
  entries: readonly TagEntry[],
  explanations: Explanations,
  format: TextFormat,
  reading: Reading,
): KindDraft | null {
  const answers = answersOf(question, format, reading);
  // The fraction is the place in the order; hand-made files leave it out or give all the same.
  const places = answers.map(({ percent }) => percent);
  const steps =
    new Set(places).size === answers.length ? answers.toSorted((one, other) => one.percent - other.percent) : answers;
  const texts = steps.map(({ text }) => text);
  const now = placesNow(onlyValue(entries, "check"), texts);
  const items: Part[] = steps.map(({ text, why }) => ({ text, why }));
  const decoys = decoysOf(entries, explanations);
  const partOf = (name: string): Part | undefined =>
    /^x\d{1,2}$/.test(name) ? decoys[Number(name.slice(1)) - 1] : items[now(placeOf(name)) ?? -1];

  listOf(onlyValue(entries, "ids") ?? "").forEach((id, place) => {
    const item = items[now(place) ?? -1];
    if (id !== "" && item !== undefined) item.id = id;
  });
  for (let place = 0; place < 26; place += 1) {
    const item = items[now(place) ?? -1];
    if (item !== undefined) item.why = explanations.take(`why-${letterOf(place)}`).why ?? item.why;
  }
  for (const value of manyValues(entries, "trap")) {
    const [name = "", ...trap] = value.split("=");
    const decoy = /^x/i.test(name) ? partOf(name.toLowerCase()) : undefined;
    if (decoy === undefined) reading.lose(`the tag trap:${value} names no entry that belongs to no step`);
    else decoy.trap = trap.join("=").trim();
  }

  const orders = manyValues(entries, "wrong-order").flatMap((value) => {
    const match = /^\s*([a-z]|x\d{1,2})\s*\/\s*([a-z]|x\d{1,2})\s*=(.*)$/is.exec(value);
    const [before, after] = [partOf(match?.[1]?.toLowerCase() ?? ""), partOf(match?.[2]?.toLowerCase() ?? "")];
    if (match === null || before === undefined || after === undefined) {
      reading.lose(`the tag wrong-order:${value} names steps that are not there`);
      return [];
    }
    const { why } = explanations.take(`wrong-order-${match[1]}-${match[2]}`.toLowerCase());
    return [{ before, after, trap: match[3]?.trim() ?? "", why }];
  });
  const parts = [...items, ...decoys];
  const wrongOrders = orders.map(({ before, after, ...rest }) => ({
    before: idOf(before, parts),
    after: idOf(after, parts),
    ...rest,
  }));

  const selected = childText(question, "selecttype").toUpperCase();
  if (selected === "RANDOM" || selected === "CONTIGUOUS" || selected === "1" || selected === "2") {
    reading.lose(`${childText(question, "selectcount")} of its steps were shown at a time; all are shown now`);
  }
  return { type: "ordering", items: items.map(({ id, text, why }) => ({ id, text, why })), decoys, wrongOrders };
}
