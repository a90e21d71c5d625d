import type { Context } from "@/lib/core/access/viewer";
import { sittingOf } from "@/lib/core/learning/fold/choose-today";
import { dueForToday } from "@/lib/core/learning/fold/due-traps";
import { factOf, type StoryEntry } from "@/lib/core/learning/fold/remediation-work";
import { type NextStep, nextSteps } from "@/lib/core/learning/remediation/next-step";
import { standing } from "@/lib/core/learning/remediation/standing";
import { isDone, type TrapState } from "@/lib/core/learning/remediation/state";
import { sectionMinutes, stepMinutes } from "@/lib/core/learning/remediation/step-minutes";
import { storyLine } from "@/lib/core/learning/remediation/story-line";
import { symptomsOf } from "@/lib/core/pack/pack-view";
import type { Symptom, Trap } from "@/lib/core/pack/schema";
import { findAttemptTitles, findItemPlaces } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { freeQuestions } from "@/lib/usecases/attempt/free-questions";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";
import { asRunning, listRunning } from "./list-running";

/** An answer behind a finding, with where it can be read. */
export type EvidenceAnswer = {
  trap: string;
  at: number;
  sure: boolean;
  attemptId: string;
  attemptTitle: string;
  /** Its place in the attempt, from 1. */
  place: number;
};

export type RemediationTrap = {
  trap: Trap;
  sectionTitle: string;
  state: TrapState;
  next: NextStep;
  /** Questions with the trap that the learner has never met. */
  unseen: number;
  /** The price of the next step in minutes; null where it is no work. */
  minutes: number | null;
};

export type RemediationView = {
  symptom: Symptom;
  openedAt: number;
  openedBy: "engine" | "learner";
  done: boolean;
  /** Where it stands, in a sentence. */
  standing: string;
  /** Each with its own next step, the most urgent first: the first one's is the remediation's. */
  traps: [RemediationTrap, ...RemediationTrap[]];
  /** A sitting that was begun for the next step and is not over. */
  sitting: string | null;
  /** How many checks today brings, and whether this remediation's was left for tomorrow. */
  checks: { today: number; leftForTomorrow: boolean };
  evidence: EvidenceAnswer[];
  /** The latest fact first. */
  story: { at: number; trap: string; trapName: string; kind: StoryEntry["kind"]; line: string }[];
};

/** The viewer's remediation on a symptom with its whole story; null when there is none. */
export async function findRemediation({ viewer, now }: Context, symptomId: string): Promise<RemediationView | null> {
  const { pack, exam } = await getCurrentExam(viewer);
  const { reader } = await database();
  const { state } = await getFoldedLearner(reader, viewer, pack.id);
  const work = state.remediations[symptomId];
  const symptom = symptomsOf(pack).find(({ id }) => id === symptomId);
  if (work === undefined || symptom === undefined) return null;
  const { remediation, story } = work;
  const { free, met } = await freeQuestions(reader, viewer, pack, exam.id, now);
  const names = Object.keys(remediation.traps);
  const unseen = Object.fromEntries(
    names.map((trap) => [
      trap,
      free.filter(({ id, traps, caseId }) => caseId === null && traps.includes(trap) && !met.has(id)).length,
    ]),
  );
  const { today, left } = dueForToday(state, now);
  const [first, ...rest] = nextSteps(remediation, now, unseen).flatMap((step): RemediationTrap[] => {
    const trap = pack.traps.get(step.trap);
    const trapState = remediation.traps[step.trap];
    if (trap === undefined || trapState === undefined) return [];
    const lesson = pack.lessons.get(trap.lesson);
    const price = { section: lesson === undefined ? 1 : sectionMinutes(lesson), checks: today.length };
    return [
      {
        trap,
        sectionTitle: lesson?.sections.find(({ id }) => id === trap.section)?.title ?? trap.lesson,
        state: trapState,
        next: step,
        unseen: unseen[step.trap] ?? 0,
        minutes: stepMinutes(step, price),
      },
    ];
  });
  if (first === undefined) return null;
  const misses = state.head.misses.filter(({ traps }) => traps.some((trap) => names.includes(trap)));
  const places = await findItemPlaces(
    reader,
    viewer,
    misses.map(({ item }) => item),
  );
  const titles = await findAttemptTitles(
    reader,
    viewer,
    misses.map(({ attempt }) => attempt),
  );
  return {
    symptom,
    openedAt: remediation.openedAt,
    openedBy: remediation.openedBy,
    done: isDone(remediation),
    standing: standing(remediation),
    traps: [first, ...rest],
    sitting: sittingOf(
      first.next,
      symptomId,
      (await listRunning(reader, { viewer, now }, { packId: pack.id, examId: exam.id })).map(asRunning),
    ),
    checks: { today: today.length, leftForTomorrow: left.some(({ trap }) => trap === first.trap.id) },
    evidence: misses
      .flatMap((miss): EvidenceAnswer[] => {
        const place = places.get(miss.item);
        const attemptTitle = titles.get(miss.attempt);
        const trap = miss.traps.find((id) => names.includes(id));
        if (place === undefined || attemptTitle === undefined || trap === undefined) return [];
        return [{ trap, at: miss.at, sure: miss.sure, attemptId: miss.attempt, attemptTitle, place }];
      })
      .reverse(),
    story: [...story].reverse().map((entry) => ({
      at: entry.at,
      trap: entry.trap,
      trapName: pack.traps.get(entry.trap)?.short ?? entry.trap,
      kind: entry.kind,
      line: storyLine(factOf(entry)),
    })),
  };
}
