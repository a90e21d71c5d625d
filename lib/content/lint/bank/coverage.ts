import { percent } from "@/lib/content/lint/picker";
import { problemsOf, type Rule } from "@/lib/content/lint/rule";
import type { PackContent } from "@/lib/content/read-pack";
import { offeredTraps } from "@/lib/core/question/score";

const OFFERS_OF_CHAPTER_TRAP = 12;
const OFFERS_OF_SUB_TRAP = 6;
const COUNTER_CUES = 8;
const COUNTER_CUE_SHARE = 0.08;

/** How many questions offer each trap of the pack, in the order of the traps; a question counts once for a trap. */
export function offersByTrap(pack: PackContent): Map<string, number> {
  const offers = new Map(pack.traps.map(({ id }) => [id, 0]));
  for (const { question } of pack.questions) {
    for (const trap of offeredTraps(question)) offers.set(trap, (offers.get(trap) ?? 0) + 1);
  }
  return offers;
}

export const counterCues = (pack: PackContent): number =>
  pack.questions.filter(({ question }) => question.counterCue).length;

/**
 * Each of a chapter's own traps is offered by at least 12 questions, every other trap by at least 6; at least 8
 * questions or 8 % are counter-cues, or else "avoid what looks like the trap" would win.
 */
export const coverage: Rule = (pack) => {
  const report = problemsOf(pack, "coverage");
  const chapterTraps = new Set(pack.chapters.flatMap(({ traps }) => traps));
  const offers = offersByTrap(pack);
  const thin = pack.traps.flatMap(({ id }) => {
    const least = chapterTraps.has(id) ? OFFERS_OF_CHAPTER_TRAP : OFFERS_OF_SUB_TRAP;
    const count = offers.get(id) ?? 0;
    return count < least
      ? [report.statistic(`${id} is offered by ${count}, ${least} are the least`, { kind: "trap", id })]
      : [];
  });
  const cues = counterCues(pack);
  const share = cues / Math.max(1, pack.questions.length);
  if (cues >= COUNTER_CUES || share >= COUNTER_CUE_SHARE) return thin;
  const message = `${cues} counter-cue questions (${percent(share)}), ${COUNTER_CUES} or ${percent(COUNTER_CUE_SHARE)} are the least`;
  return [...thin, report.warning(message)];
};
