import { childOf, childrenOf, childText, type XmlElement } from "@/lib/content/interchange/xml";
import { onlyValue } from "./common-fields";
import { fieldText, optionalText, type Reading, rawText, type TextFormat } from "./field-text";
import type { KindDraft } from "./kind-draft";
import { letterOf, placeOf, placesNow } from "./parts";
import { listOf, manyValues, type TagEntry } from "./tags";

type Answer = { text: string; why: string | undefined; percent: number; line: number };

/** A fraction as Moodle writes it, in percent; 0 where it is none. */
const percentOf = (answer: XmlElement): number => {
  const percent = Number.parseFloat((answer.attributes.get("fraction") ?? "0").replace(",", "."));
  return Number.isFinite(percent) ? percent : 0;
};

/** The answers that hold anything; Moodle writes the blank fields of its form, too. */
export function answersOf(question: XmlElement, format: TextFormat, reading: Reading): Answer[] {
  return childrenOf(question, "answer").flatMap((answer, index): Answer[] => {
    const text = fieldText(answer, format, reading);
    const why = optionalText(childOf(answer, "feedback"), format, reading);
    if (text === "" && rawText(answer) === "") return [];
    if (text === "") reading.refuse(`answer ${index + 1} holds nothing but what cannot be taken; write it as text`);
    return [{ text, why, percent: percentOf(answer), line: answer.line }];
  });
}

/** Values that differ, rounded as Moodle rounds fractions. */
const differ = (values: readonly number[]): boolean => new Set(values.map((value) => value.toFixed(2))).size > 1;

/** What tags say of each option, by its place now. */
function optionTags(
  entries: readonly TagEntry[],
  texts: readonly string[],
  reading: Reading,
): { id?: string; trap?: string; missedTrap?: string }[] {
  const options: { id?: string; trap?: string; missedTrap?: string }[] = texts.map(() => ({}));
  const now = placesNow(onlyValue(entries, "check"), texts);
  const put = (place: number, field: "id" | "trap" | "missedTrap", value: string, tag: string) => {
    const option = options[now(place) ?? -1];
    if (value === "") return;
    if (option === undefined) reading.lose(`the tag ${tag} names an option that is not there any more`);
    else option[field] = value;
  };
  listOf(onlyValue(entries, "ids") ?? "").forEach((id, place) => {
    put(place, "id", id, `ids (${id})`);
  });
  for (const [key, field] of [
    ["trap", "trap"],
    ["missed-trap", "missedTrap"],
  ] as const) {
    for (const value of manyValues(entries, key)) {
      const [letter = "", ...trap] = value.split("=");
      put(placeOf(letter.trim().toLowerCase()), field, trap.join("=").trim(), `${key}:${value}`);
    }
  }
  return options;
}

/** A question of one or several right answers. A wrong option may have a trap, a right one a missed trap. */
export function readChoice(
  question: XmlElement,
  entries: readonly TagEntry[],
  single: boolean,
  format: TextFormat,
  reading: Reading,
): KindDraft | null {
  const answers = answersOf(question, format, reading);
  const tags = optionTags(
    entries,
    answers.map(({ text }) => text),
    reading,
  );
  const full = answers.filter(({ percent }) => percent >= 99.99);
  const isKey = single ? (answer: Answer) => answer === full[0] : ({ percent }: Answer) => percent > 0;
  const keys = answers.filter(isKey);
  if (keys.length === 0) {
    reading.refuse(
      single ? "no answer gives full marks; give the right one 100 %" : "no answer is right; give the right ones marks",
    );
    return null;
  }
  if (single && full.length > 1) {
    reading.refuse(
      `${full.length} answers give full marks, and a multiple choice has one key; make it a question of several answers`,
    );
    return null;
  }
  const wrong = answers.filter((answer) => !isKey(answer));
  if (single) {
    for (const answer of wrong.filter(({ percent }) => percent > 0)) {
      reading.lose(`answer ${letterOf(answers.indexOf(answer))} gave ${answer.percent} % and is simply wrong now`);
    }
    if (wrong.some(({ percent }) => percent < 0)) reading.lose("wrong answers cost marks and no longer do");
  } else if (differ(keys.map(({ percent }) => percent)) || differ(wrong.map(({ percent }) => percent))) {
    reading.lose("the answers had different weights; all right ones and no other are needed now");
  }
  const options = answers.map((answer, place) => ({
    ...tags[place],
    text: answer.text,
    key: isKey(answer),
    why: answer.why,
  }));
  if (single) return { type: "multiple-choice", options };
  const choose = onlyValue(entries, "choose");
  if (choose === undefined) return { type: "multiple-response", options };
  if (/^\d{1,2}$/.test(choose)) return { type: "multiple-response", choose: Number(choose), options };
  reading.lose(`the tag choose:${choose} is no number and was not taken`);
  return { type: "multiple-response", options };
}

/** A true/false question, which is a multiple choice of two options here. */
export function readTrueFalse(question: XmlElement, format: TextFormat, reading: Reading): KindDraft | null {
  // Old files have the words of the site's language, true first (import_truefalse).
  const answers = childrenOf(question, "answer").map((answer, index) => {
    const text = childText(answer, "text").toLowerCase();
    return {
      isTrue: text === "true" || (text !== "false" && index === 0),
      percent: percentOf(answer),
      why: optionalText(childOf(answer, "feedback"), format, reading),
    };
  });
  const [yes, no] = [answers.find(({ isTrue }) => isTrue), answers.find(({ isTrue }) => !isTrue)];
  if (yes === undefined && no === undefined) {
    reading.refuse("it has no answers; say which of true and false is right");
    return null;
  }
  const right = yes === undefined ? (no?.percent ?? 0) < 99.99 : yes.percent >= 99.99;
  reading.lose("a true/false question becomes a multiple choice of two options; it needs a third to be published");
  return {
    type: "multiple-choice",
    options: [
      { text: "True", key: right, why: yes?.why },
      { text: "False", key: !right, why: no?.why },
    ],
  };
}
