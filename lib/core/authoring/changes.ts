import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";
import type { ServedQuestion } from "@/lib/core/question/served";
import { type WordRun, wordRuns } from "./word-runs";

/** One difference between two versions: a text with the words that came and went, or a sentence. */
export type Change = { kind: "words"; place: string; runs: WordRun[] } | { kind: "said"; text: string };

/** A part that is found again by its id, wherever it stands. */
type Part = {
  id: string;
  /** In a sentence: "option 2". */
  label: string;
  text: string;
  why: string;
  /** Whether it belongs to the right answer, where that is the part's own business. */
  isKey: boolean | null;
  trap: string | undefined;
  missedTrap: string | undefined;
  /** Of a prompt: the response that is right. */
  answer: string | null;
};
type Groups = Readonly<Record<string, readonly Part[]>>;

const part = (label: string, own: Partial<Part> & { id: string }): Part => ({
  label,
  text: "",
  why: "",
  isKey: null,
  trap: undefined,
  missedTrap: undefined,
  answer: null,
  ...own,
});

const numbered = <T extends Partial<Part> & { id: string }>(name: string, list: readonly T[]): Part[] =>
  list.map(({ id, text = "", why = "", trap, missedTrap }, index) =>
    part(`${name} ${index + 1}`, { id, text, why, trap, missedTrap }),
  );

const textIn = (list: readonly { id: string; text: string }[], id: string): string =>
  list.find((one) => one.id === id)?.text ?? id;

function groupsOf(question: Question): Groups {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return {
        options: numbered("option", question.options).map((own, index) => ({
          ...own,
          isKey: question.options[index]?.key === true,
        })),
      };
    case "ordering": {
      const all = [...question.items, ...question.decoys];
      return {
        items: numbered("item", question.items),
        decoys: numbered("decoy", question.decoys),
        "wrong orders": question.wrongOrders.map(({ before, after, trap, why }) =>
          part(`the wrong order “${textIn(all, before)}” before “${textIn(all, after)}”`, {
            id: `${before}/${after}`,
            trap,
            why,
          }),
        ),
      };
    }
    case "matching":
      return {
        prompts: numbered("prompt", question.prompts).map((own, index) => ({
          ...own,
          answer: textIn(question.responses, question.prompts[index]?.answer ?? ""),
        })),
        responses: numbered("response", question.responses),
        "wrong pairs": question.wrongPairs.map(({ prompt, response, trap, why }) =>
          part(`the wrong pair “${textIn(question.prompts, prompt)}” with “${textIn(question.responses, response)}”`, {
            id: `${prompt}/${response}`,
            trap,
            why,
          }),
        ),
      };
  }
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const said = (text: string): Change => ({ kind: "said", text: upper(text) });
const words = (place: string, before: string, after: string): Change[] =>
  before === after ? [] : [{ kind: "words", place: upper(place), runs: wordRuns(before, after) }];

type TrapName = (id: string) => string;

const trapWords = (trap: string | undefined, nameOf: TrapName): string =>
  trap === undefined ? "none" : trap === PLAIN_ERROR ? "none, a plain error" : `“${nameOf(trap)}”`;

function partChanges(before: Part, after: Part, nameOf: TrapName): Change[] {
  const { label } = after;
  const moved = (what: string, from: string | undefined, to: string | undefined): Change[] =>
    from === to ? [] : [said(`${what} of ${label}: was ${trapWords(from, nameOf)}, is ${trapWords(to, nameOf)}.`)];
  return [
    ...words(label, before.text, after.text),
    ...(before.isKey === after.isKey
      ? []
      : [said(after.isKey ? `${label} was wrong and is right.` : `${label} was right and is wrong.`)]),
    ...(before.answer === after.answer
      ? []
      : [said(`the right response of ${label}: was “${before.answer}”, is “${after.answer}”.`)]),
    ...moved("the trap", before.trap, after.trap),
    ...moved("the trap of leaving it out", before.missedTrap, after.missedTrap),
    ...words(`rationale of ${label}`, before.why, after.why),
  ];
}

const sameOrder = (before: readonly Part[], after: readonly Part[]): boolean => {
  const kept = (list: readonly Part[], other: readonly Part[]) =>
    list.map(({ id }) => id).filter((id) => other.some((one) => one.id === id));
  return kept(before, after).join("\n") === kept(after, before).join("\n");
};

function groupChanges(name: string, before: readonly Part[], after: readonly Part[], nameOf: TrapName): Change[] {
  const gone = before.filter(({ id }) => !after.some((one) => one.id === id));
  const stands = name === "items" ? "The right order of the items changed." : `The ${name} stand in another order.`;
  return [
    ...after.flatMap((own): Change[] => {
      const old = before.find(({ id }) => id === own.id);
      if (old !== undefined) return partChanges(old, own, nameOf);
      return [
        said(`${own.label} is new${own.isKey === null ? "" : own.isKey ? ", and right" : ", and wrong"}.`),
        ...partChanges({ ...part(own.label, { id: own.id }), isKey: own.isKey, answer: own.answer }, own, nameOf),
      ];
    }),
    ...gone.flatMap((old) => [
      said(`${old.label} is gone${old.isKey ? "; it was right" : ""}.`),
      ...words(`${old.label}, as it was`, old.text, ""),
    ]),
    ...(sameOrder(before, after) ? [] : [said(stands)]),
  ];
}

const listed = (values: readonly string[]): string => (values.length === 0 ? "none" : values.join(", "));

/** What stands over a question and is told in a sentence. */
const headOf = ({ question, context, family }: ServedQuestion): Readonly<Record<string, string>> => ({
  "The type": question.type.replace("-", " "),
  "How many are right": question.type === "multiple-response" ? String(question.choose) : "one answer",
  "The lesson": question.lesson,
  "The exams": listed(question.exams),
  "The difficulty": String(question.difficulty),
  "Counter-cue": question.counterCue ? "yes" : "no",
  "What the key rests on": listed(question.facts),
  "The cues": listed(question.cues),
  "The question that it is parallel to": question.parallelOf ?? "none",
  "The day of verification": question.verifiedOn,
  "Its place in the case": context === null ? "none" : `${context.position + 1} of ${context.of}`,
  "The family": family ?? "none",
});

/**
 * What differs between two versions of a question, in the order in which it is read: texts by their words, parts matched
 * by id, and key, traps, lesson and the like in sentences. Nothing for two that are the same.
 */
export function changesBetween(before: ServedQuestion, after: ServedQuestion, nameOf: TrapName): Change[] {
  const [oldHead, newHead] = [headOf(before), headOf(after)];
  const [oldGroups, newGroups] = [groupsOf(before.question), groupsOf(after.question)];
  const names = [...new Set([...Object.keys(newGroups), ...Object.keys(oldGroups)])];
  return [
    ...words("title of the case", before.context?.title ?? "", after.context?.title ?? ""),
    ...words("scenario", before.context?.scenario ?? "", after.context?.scenario ?? ""),
    ...words("stem", before.question.stem, after.question.stem),
    ...words("question line", before.question.ask, after.question.ask),
    ...names.flatMap((name) => groupChanges(name, oldGroups[name] ?? [], newGroups[name] ?? [], nameOf)),
    ...Object.entries(newHead).flatMap(([name, value]) =>
      oldHead[name] === value ? [] : [said(`${name}: was ${oldHead[name]}, is ${value}.`)],
    ),
  ];
}
