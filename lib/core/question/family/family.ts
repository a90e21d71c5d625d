import { z } from "zod";
import { commonShape, slugSchema, trapIdSchema } from "@/lib/core/question/fields";
import type { Question } from "@/lib/core/question/schema";
import { type Rng, seededRng } from "@/lib/core/shared/rng";
import { drawUntil, pick } from "./chance";
import type { Problem, Variant } from "./problem";

/** More draws of one family than this teach nobody anything. */
const MOST_STORED = 60;

/** What a family says of all its draws. The id is that of its file; a draw's is the same with a number behind it. */
export const familyMetaSchema = z.strictObject({
  id: slugSchema.max(76),
  lesson: commonShape.lesson,
  exams: commonShape.exams,
  difficulty: commonShape.difficulty,
  cues: commonShape.cues,
  facts: commonShape.facts,
  verifiedOn: commonShape.verifiedOn,
  /** The blind review of a sample of its draws. */
  review: commonShape.review,
  /** Every trap that some draw offers. */
  traps: z.array(trapIdSchema).min(3),
  /** How many draws are stored in the bank. */
  storedDraws: z.number().int().min(1).max(MOST_STORED),
});
export type FamilyMeta = z.input<typeof familyMetaSchema>;

/**
 * A family of numeric questions: the same computations, other numbers and other scenarios. Pure: the same generator
 * gives the same question.
 */
export type Family = FamilyMeta & {
  variants: Readonly<Record<string, Variant>>;
  /** One question, of the variant that is named or of any. Its id is the family's. */
  draw: (rng: Rng, variant?: string) => Question;
};

const OPTION_IDS = ["a", "b", "c", "d"];

function questionOf(meta: FamilyMeta, { stem, ask, options }: Problem): Question {
  const { id, lesson, exams, difficulty, cues = [], facts, verifiedOn, review } = meta;
  return {
    id,
    type: "multiple-choice",
    lesson,
    exams,
    difficulty,
    stem,
    ask,
    options: options.map(({ text, why, trap }, index) => ({
      id: OPTION_IDS[index] ?? `o${index}`,
      text,
      ...(trap === null ? { key: true as const } : { trap }),
      why,
    })),
    counterCue: false,
    cues,
    facts,
    verifiedOn,
    ...(review === undefined ? {} : { review }),
  };
}

/**
 * Makes a family of its variants.
 *
 * @throws from `draw` where the variant is unknown, or where its constraints leave nothing (see `drawUntil`).
 */
export function defineFamily(meta: FamilyMeta, variants: Readonly<Record<string, Variant>>): Family {
  return {
    ...meta,
    variants,
    draw: (rng, named) => {
      const name = named ?? pick(Object.keys(variants), rng);
      const variant = variants[name];
      if (variant === undefined) throw new Error(`${meta.id} has no variant ${name}`);
      return questionOf(
        meta,
        drawUntil(() => variant.compose(rng), `${meta.id}/${name}`),
      );
    },
  };
}

/** A draw that is kept in the bank. The seed says all of it: the variant before the slash, then a number. */
export type StoredDraw = { id: string; seed: string };

/** The draws of a family that are stored, its variants in turn: `<family>-01` from `<variant>/01`, and so on. */
export function storedDraws({ id, variants, storedDraws: count }: Family): StoredDraw[] {
  const names = Object.keys(variants);
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(2, "0");
    return { id: `${id}-${number}`, seed: `${names[index % names.length]}/${number}` };
  });
}

/** The question of a stored draw: the same family and seed give the same question on every machine. */
export function drawStored(family: Family, { id, seed }: StoredDraw): Question {
  const [name = ""] = seed.split("/");
  return { ...family.draw(seededRng(`${family.id}/${seed}`), name), id };
}
