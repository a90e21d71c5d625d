import type { Rng } from "@/lib/core/shared/rng";
import { shuffled } from "@/lib/core/shared/rng";
import { areApart, placesOf, roundsClearly } from "./numbers";

/** One number that can stand as an option, with the computation that leads to it. */
export type Computed = {
  value: number;
  /** The computation with this draw's numbers; of the key, the whole worked solution. */
  why: string;
  /** What the option says beside its number, such as "below"; options that say different things may share a number. */
  claim?: string;
};

/** A number that a misconception leads to. */
export type WrongWay = Computed & {
  trap: string;
  /** The slip that the stem invites: always offered, and numbers with which it cannot stand are drawn again. */
  snare?: true;
};

/** A problem worked out: the right number, the wrong ways to others, and how all of them are written. */
export type Solution = {
  key: Computed;
  wrong: readonly WrongWay[];
  /** `count`: whole things, which differ by one at least; `amount`: all else, 8 % apart. */
  scale: "count" | "amount";
  /** The most decimals that an option shows; the stem states that rounding. All options show equally many. */
  places?: number;
  /** The option's text: the number with its unit. */
  show: (value: number, places: number, claim: string | undefined) => string;
};

export type Story = { stem: string; ask: string };

/** One kind of problem of a family. `I` is what the stem gives. */
export type VariantSpec<I> = {
  /** Draws the numbers within documented limits; null where they do not suit. */
  numbers: (rng: Rng) => I | null;
  solve: (input: I) => Solution;
  /** Texts of the numbers that the computation needs; each must stand in stem or ask. */
  given: (input: I) => readonly string[];
  /** Original scenarios, each of which states every assumption. */
  stories: readonly ((input: I) => Story)[];
};

/** An option as composed, before it has a place. */
export type ComposedOption = { text: string; why: string; trap: string | null; value: number };

/** A problem as drawn: what a question is made of. */
export type Problem = Story & {
  input: unknown;
  /** All of the ways, those too that the options do not show. */
  solution: Solution;
  options: readonly ComposedOption[];
};

/** A kind of problem whose numbers are nobody else's concern. */
export type Variant = {
  /** One draw; null where its numbers do not suit. */
  compose: (rng: Rng) => Problem | null;
};

const WRONG_OPTIONS = 3;

const differ = (a: Computed, b: Computed, scale: Solution["scale"]): boolean =>
  (a.claim !== b.claim && (a.value === b.value || areApart(a.value, b.value, scale))) ||
  (a.claim === b.claim && areApart(a.value, b.value, scale));

/** Whether a number can be an option: there, not negative, and rounded in one way only. */
const canStand = ({ value }: Computed, places: number): boolean =>
  Number.isFinite(value) && value >= 0 && roundsClearly(value, places);

/** Whether another trap leads to an option that reads the same: then the choice would not tell which of them it was. */
const isAmbiguous = (way: WrongWay, { wrong, show }: Solution, places: number): boolean =>
  wrong.some(
    ({ value, claim, trap }) => trap !== way.trap && show(value, places, claim) === show(way.value, places, way.claim),
  );

/**
 * Three wrong ways in random order whose numbers are apart from the key's and from each other's; null where there are
 * not so many, or where a snare is not among them. A number that two traps lead to is left out. More wrong ways than
 * places are drawn from, so that a family offers each of its traps now and then. How many of the three are smaller than
 * the key is drawn by lot as far as there are such, so that the key's rank among the numbers tells as little as can be.
 */
export function pickWrong(solution: Solution, rng: Rng): WrongWay[] | null {
  const { key, wrong, scale, places = 0 } = solution;
  const valid = shuffled(wrong, rng).filter(
    (way) => canStand(way, places) && differ(way, key, scale) && !isAmbiguous(way, solution, places),
  );
  const isSmaller = ({ value }: WrongWay): boolean => value < key.value;
  const smaller = valid.filter(isSmaller).length;
  const least = Math.max(0, WRONG_OPTIONS - (valid.length - smaller));
  const wanted = least + Math.floor(rng() * (Math.min(WRONG_OPTIONS, smaller) - least + 1));
  const chosen = valid.filter(({ snare }) => snare === true);
  if (chosen.length < wrong.filter(({ snare }) => snare === true).length) return null;
  const take = (ways: readonly WrongWay[], most: number): void => {
    for (const way of ways) {
      if (chosen.length >= most) return;
      if (!chosen.includes(way) && chosen.every((other) => differ(way, other, scale))) chosen.push(way);
    }
  };
  const snaresAbove = chosen.filter((way) => !isSmaller(way)).length;
  take(valid.filter(isSmaller), Math.min(WRONG_OPTIONS, wanted + snaresAbove));
  take(
    valid.filter((way) => !isSmaller(way)),
    WRONG_OPTIONS,
  );
  // Where those of one side are too close to each other, the other side fills up.
  take(valid, WRONG_OPTIONS);
  return chosen.length === WRONG_OPTIONS ? chosen : null;
}

/** Whether a text holds a number or a phrase as a whole, not as a part of a longer number. */
export function holds(text: string, wanted: string): boolean {
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const [before, after] = [text.slice(0, at), text.slice(at + wanted.length)];
    const runsOn = /\d$/.test(wanted) && /^(?:\d|[.,]\d)/.test(after);
    const runsUp = /^\d/.test(wanted) && /(?:\d|\d[.,])$/.test(before);
    if (!runsOn && !runsUp) return true;
  }
  return false;
}

/**
 * Makes a variant of its parts. Its draws hold four options whose numbers are apart and equally precise.
 *
 * @throws on a draw whose story keeps a number back that the computation needs.
 */
export function variant<I>(spec: VariantSpec<I>): VariantSpec<I> & Variant {
  const compose = (rng: Rng): Problem | null => {
    const input = spec.numbers(rng);
    if (input === null) return null;
    const solution = spec.solve(input);
    const { key, places: most = 0, show } = solution;
    if (!canStand(key, most)) return null;
    const wrong = pickWrong(solution, rng);
    if (wrong === null) return null;
    const places = Math.max(...[key, ...wrong].map(({ value }) => placesOf(value, most)));
    const option = ({ value, why, claim }: Computed, trap: string | null): ComposedOption => ({
      text: show(value, places, claim),
      why,
      trap,
      value,
    });
    const options = [option(key, null), ...wrong.map((way) => option(way, way.trap))];
    // Numbers that are apart may look alike once rounded to the decimals that the four need.
    if (wrong.some((way) => isAmbiguous(way, solution, places))) return null;
    if (new Set(options.map(({ text }) => text)).size < options.length) return null;
    const story = spec.stories[Math.floor(rng() * spec.stories.length)]?.(input);
    if (story === undefined) throw new Error("a variant needs a story");
    const missing = spec.given(input).filter((text) => !holds(`${story.stem}\n${story.ask}`, text));
    if (missing.length > 0) throw new Error(`the stem keeps back ${missing.join(", ")}: ${story.stem}`);
    return { ...story, input, solution, options: shuffled(options, rng) };
  };
  return { ...spec, compose };
}
