import type { ItemFlag } from "./flags";

/** A share in per cent, whole from ten on: "4.8 %" must not become the 5 % that it is under. */
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 && share > 0 ? 1 : 0)} %`;

/** A correlation as it is written: ".20", "−.05"; "none" where it cannot be told. */
export const correlationText = (correlation: number | null): string => {
  if (correlation === null) return "none";
  const digits = Math.abs(correlation).toFixed(2).replace(/^0/, "");
  return Number(digits) === 0 ? ".00" : `${correlation < 0 ? "−" : ""}${digits}`;
};

const answers = (n: number): string => `${n} ${n === 1 ? "answer" : "answers"}`;

/** The name of a flag, for lists. */
export const FLAG_NAMES = {
  "too-few": "too few answers",
  "likely-wrong-key": "likely wrong key",
  "too-hard": "too hard and undiscriminating",
  "dead-distractor": "dead distractor",
  drifting: "drifting",
} satisfies Record<ItemFlag["kind"], string>;

/** A flag in words: what was found, on how many answers, and what to look at. */
export function flagWords(flag: ItemFlag): string {
  switch (flag.kind) {
    case "too-few":
      return `Only ${answers(flag.n)} so far: nothing is claimed under ${flag.need}.`;
    case "likely-wrong-key": {
      if (flag.right === 0) {
        const key = flag.key === "" ? "the key" : `the key ${flag.key}`;
        return `Of ${answers(flag.n)} none is ${key}; most are ${flag.option} (${flag.chosen}): the key may be wrong, or mistyped.`;
      }
      const chance = flag.isBeyondChance
        ? "The difference is more than chance: the key may be wrong, or both may be right."
        : "The difference may still be chance: read the two options again, and wait for more answers.";
      return `Of ${answers(flag.n)}, ${flag.chosen} are ${flag.option} (r = ${correlationText(flag.correlation)} with the rest of the test) and ${flag.right} the key ${flag.key} (r = ${correlationText(flag.keyCorrelation)}): ${flag.option} goes more with being good at the rest. ${chance}`;
    }
    case "too-hard": {
      const who =
        flag.discrimination === null
          ? "and nothing tells who is"
          : `and being right hardly goes with being good at the rest (r = ${correlationText(flag.discrimination)})`;
      return `${percent(flag.p)} of ${answers(flag.n)} are right, ${who}: what is asked may be unclear, or nobody has learned it.`;
    }
    case "dead-distractor": {
      const isOne = flag.options.length === 1;
      const list = flag.options.map(({ option, n, rate }) => `${option} (${n}, ${percent(rate)})`).join(", ");
      return `Of ${answers(flag.n)}, fewer than 5 % choose ${list}: ${isOne ? "it does no work as a wrong answer" : "they do no work as wrong answers"}.${flag.isUnavoidable ? " So many are right that some option must be so." : ""}`;
    }
    case "drifting": {
      const { earlier, later, change, restChange } = flag.drift;
      const others =
        restChange === null
          ? ""
          : ` On their other questions people are ${restChange < 0 ? "down" : "up"} by ${Math.abs(Math.round(restChange * 100))} points.`;
      return `${change < 0 ? "Harder" : "Easier"} than before: ${percent(later.p)} of the latest ${answers(later.n)} are right, after ${percent(earlier.p)} of ${earlier.n}.${others} ${change < 0 ? "What it asks may have changed" : "It may have become known, or what it asks has changed"}.`;
    }
  }
}
