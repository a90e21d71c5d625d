import type { ItemFlag } from "./flags";

/** Of a question with enough answers and no flag; everything below is flagged. */
export const UNFLAGGED = 60;

const TOO_FEW = 90;

function urgencyOf(flag: ItemFlag): number {
  switch (flag.kind) {
    case "likely-wrong-key":
      return flag.isBeyondChance ? 0 : 30;
    case "too-hard":
      return 10;
    case "drifting":
      return 20;
    case "dead-distractor":
      return flag.isUnavoidable ? 50 : 40;
    case "too-few":
      return TOO_FEW;
  }
}

/** The place of a question in the list of those to look at: that of its most urgent flag, low first. */
export const urgency = (flags: readonly ItemFlag[]): number =>
  flags.length === 0 ? UNFLAGGED : Math.min(...flags.map(urgencyOf));
