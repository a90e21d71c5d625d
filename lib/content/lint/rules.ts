import type { ContentProblem } from "@/lib/content/content-problem";
import type { PackContent } from "@/lib/content/read-pack";
import { coverage } from "./bank/coverage";
import { giveawayVocabulary } from "./bank/giveaway-vocabulary";
import { keyPosition } from "./bank/key-position";
import { longestOption } from "./bank/longest-option";
import { plainErrors } from "./bank/plain-errors";
import { twins } from "./bank/twins";
import { blueprints } from "./pack/blueprints";
import { figures } from "./pack/figures";
import { ids } from "./pack/ids";
import { lessons } from "./pack/lessons";
import { references } from "./pack/references";
import { traps } from "./pack/traps";
import { grammar } from "./question/grammar";
import { pictures } from "./question/pictures";
import { review } from "./question/review";
import { stale } from "./question/stale";
import { stemLength } from "./question/stem-length";
import { structure } from "./question/structure";
import { unsupported } from "./question/unsupported";
import { wordingCues } from "./question/wording-cues";
import type { LintContext, Rule } from "./rule";

/** Every rule by the name that its problems carry. */
export const RULES = {
  ids,
  structure,
  references,
  unsupported,
  pictures,
  traps,
  lessons,
  figures,
  blueprints,
  "stem-length": stemLength,
  "longest-option": longestOption,
  "key-position": keyPosition,
  "wording-cues": wordingCues,
  grammar,
  "giveaway-vocabulary": giveawayVocabulary,
  twins,
  coverage,
  "plain-errors": plainErrors,
  stale,
  review,
} as const satisfies Record<string, Rule>;

/** What all rules find in a pack, by file and line. */
export const lintPack = (pack: PackContent, context: LintContext): ContentProblem[] =>
  Object.values(RULES)
    .flatMap((rule: Rule) => rule(pack, context))
    .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
