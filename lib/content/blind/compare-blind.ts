import { z } from "zod";
import type { PackContent } from "@/lib/content/read-pack";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";
import { sheetParts } from "./blind-sheet";

const letterSchema = z.string().regex(/^[A-J]$/);

/** What a blind solver hands in, by question: letters as on the sheet. */
export const blindAnswersSchema = z.record(
  z.string(),
  z.strictObject({
    /** Letters chosen, in order for steps; for matching `1B`, `2A`, … */
    answer: z.array(z.string().regex(/^(?:[A-J]|[1-9][A-J])$/)),
    /** The trap that each wrong option or decoy offers, by letter; for matching by pair, such as `2C`. */
    traps: z.record(z.string(), z.string()).default({}),
    /** For steps: an inversion that means something, as `BA` for "B before A", with its trap. */
    inversions: z.record(z.string().regex(/^[A-J]{2}$/), z.string()).default({}),
    /** Another answer that could be defended, and why; or a statement that is not true. */
    doubt: z.string().default(""),
  }),
);
export type BlindAnswers = z.infer<typeof blindAnswersSchema>;

/** Where a tag and the guess differ; `guessed` is null where nothing was guessed. */
export type TagDifference = { part: string; tagged: string; guessed: string | null };

export type BlindOutcome = {
  id: string;
  /** Whether the key came out. */
  solved: boolean;
  answered: string;
  key: string;
  tags: TagDifference[];
  /** How many tags were compared. */
  tagged: number;
  doubt: string;
};

type Tag = { place: string; part: string; trap: string };

type Sheet = { key: string[]; ordered: boolean; tags: Tag[]; inversions: Tag[] };

function sheetOf(question: Question): Sheet {
  const letters = new Map(sheetParts(question).map(({ id, letter }) => [id, letter]));
  const letterOf = (id: string): string => letterSchema.parse(letters.get(id));
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return {
        key: question.options.flatMap(({ id, key }) => (key ? [letterOf(id)] : [])),
        ordered: false,
        tags: question.options.flatMap(({ id, key, trap }) =>
          key ? [] : [{ place: letterOf(id), part: id, trap: trap ?? PLAIN_ERROR }],
        ),
        inversions: [],
      };
    case "ordering":
      return {
        key: question.items.map(({ id }) => letterOf(id)),
        ordered: true,
        tags: question.decoys.map(({ id, trap }) => ({ place: letterOf(id), part: id, trap: trap ?? PLAIN_ERROR })),
        inversions: question.wrongOrders.map(({ before, after, trap }) => ({
          place: `${letterOf(before)}${letterOf(after)}`,
          part: `${before} before ${after}`,
          trap,
        })),
      };
    case "matching": {
      const numberOf = new Map(question.prompts.map(({ id }, index) => [id, index + 1]));
      return {
        key: question.prompts.map(({ answer }, index) => `${index + 1}${letterOf(answer)}`),
        ordered: false,
        tags: [],
        inversions: question.wrongPairs.map(({ prompt, response, trap }) => ({
          place: `${numberOf.get(prompt)}${letterOf(response)}`,
          part: `${prompt} with ${response}`,
          trap,
        })),
      };
    }
  }
}

/**
 * Sets what a blind solver handed in beside the questions. A tag of an option or decoy must be guessed; an inversion or
 * a pair is compared where the solver named it, for there are many that one could name.
 */
export function compareBlind(pack: PackContent, answers: BlindAnswers): BlindOutcome[] {
  return pack.questions.flatMap(({ question }): BlindOutcome[] => {
    const given = answers[question.id];
    if (given === undefined) return [];
    const { key, ordered, tags, inversions } = sheetOf(question);
    const textOf = (letters: readonly string[]): string => (ordered ? [...letters] : [...letters].sort()).join(" ");
    const named = { ...given.traps, ...given.inversions };
    const compared = [...tags, ...inversions.filter(({ place }) => named[place] !== undefined)];
    return [
      {
        id: question.id,
        solved: textOf(given.answer) === textOf(key),
        answered: textOf(given.answer),
        key: textOf(key),
        tags: compared.flatMap(({ place, part, trap }) =>
          named[place] === trap ? [] : [{ part, tagged: trap, guessed: named[place] ?? null }],
        ),
        tagged: compared.length,
        doubt: given.doubt,
      },
    ];
  });
}
