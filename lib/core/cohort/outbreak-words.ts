import type { Outbreak } from "./board";

/** How often a trap took somebody, out of the answers that decided it. */
export const fallsInWords = ({ falls, decided }: { falls: number; decided: number }): string =>
  `${falls} of ${decided} answers that decided it (${Math.round((100 * falls) / decided)} %)`;

/** What is behind an outbreak, as a sentence. */
export const outbreakWords = ({ now, before }: Outbreak): string =>
  `In the last two weeks ${now.people} learners fell for it in ${fallsInWords(now)}; in the six weeks before in ${fallsInWords(before)}.`;
