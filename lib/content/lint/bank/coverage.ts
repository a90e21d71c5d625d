import { percent } from "@/lib/content/lint/picker";
import { problemsOf, type Rule, writtenQuestions } from "@/lib/content/lint/rule";
import type { PackContent } from "@/lib/content/read-pack";
import type { Trap } from "@/lib/core/pack/schema";
import { offeredTraps } from "@/lib/core/question/score";

const OFFERS_OF_CHAPTER_TRAP = 12;
const OFFERS_OF_SUB_TRAP = 6;
const COUNTER_CUES = 8;
const COUNTER_CUE_SHARE = 0.08;

/** How many written questions offer a trap, how many families do in some stored draw, and how many such draws there are. */
export type TrapOffers = { written: number; families: number; draws: number };

const NO_OFFERS: TrapOffers = { written: 0, families: 0, draws: 0 };

/** What offers each trap of the pack, in the order of the traps; a question counts once for a trap. */
export function offersByTrap(pack: PackContent): Map<string, TrapOffers> {
  const offers = new Map(pack.traps.map(({ id }) => [id, NO_OFFERS]));
  const families = new Map<string, Set<string>>();
  for (const { question, draw } of pack.questions) {
    for (const trap of offeredTraps(question)) {
      const known = offers.get(trap) ?? NO_OFFERS;
      if (draw === null) {
        offers.set(trap, { ...known, written: known.written + 1 });
        continue;
      }
      const named = families.get(trap) ?? new Set();
      families.set(trap, named.add(draw.family));
      offers.set(trap, { ...known, draws: known.draws + 1, families: named.size });
    }
  }
  return offers;
}

/**
 * How many probes of a trap the bank is said to have. A family is one probe, since its draws are one idea in other
 * numbers. Of a numeric trap that idea is all there is to probe, and so each draw is one.
 */
const probesOf = ({ numeric }: Pick<Trap, "numeric">, { written, families, draws }: TrapOffers): number =>
  written + (numeric ? draws : families);

/** Counter-cues among the written questions; a draw is none. */
export const counterCues = (pack: PackContent): number =>
  writtenQuestions(pack).filter(({ question }) => question.counterCue).length;

/**
 * Each of a chapter's own traps has at least 12 probes (see `probesOf`), every other trap at least 6, and each is offered
 * by some question of the lesson that refutes it; at least 8 written
 * questions or 8 % of them are counter-cues, or else "avoid what looks like the trap" would win.
 */
export const coverage: Rule = (pack) => {
  const report = problemsOf(pack, "coverage");
  const chapterTraps = new Set(pack.chapters.flatMap(({ traps }) => traps));
  const offers = offersByTrap(pack);
  const thin = pack.traps.flatMap((trap) => {
    const { id } = trap;
    const least = chapterTraps.has(id) ? OFFERS_OF_CHAPTER_TRAP : OFFERS_OF_SUB_TRAP;
    const count = probesOf(trap, offers.get(id) ?? NO_OFFERS);
    const spot = { kind: "trap" as const, id };
    const taught = pack.questions.some(
      ({ question }) => question.lesson === trap.lesson && offeredTraps(question).includes(id),
    );
    return [
      ...(count < least ? [report.statistic(`${id} is offered by ${count}, ${least} are the least`, spot)] : []),
      ...(taught ? [] : [report.statistic(`${id} is offered by no question of its own lesson ${trap.lesson}`, spot)]),
    ];
  });
  const cues = counterCues(pack);
  const share = cues / Math.max(1, writtenQuestions(pack).length);
  if (cues >= COUNTER_CUES || share >= COUNTER_CUE_SHARE) return thin;
  const message = `${cues} counter-cue questions (${percent(share)}), ${COUNTER_CUES} or ${percent(COUNTER_CUE_SHARE)} are the least`;
  return [...thin, report.warning(message)];
};
