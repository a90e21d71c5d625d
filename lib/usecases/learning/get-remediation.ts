import type { Context } from "@/lib/core/access/viewer";
import { factOf, type StoryEntry } from "@/lib/core/learning/fold/remediation-work";
import { type NextStep, nextSteps } from "@/lib/core/learning/remediation/next-step";
import { isDone, type TrapState } from "@/lib/core/learning/remediation/state";
import { storyLine } from "@/lib/core/learning/remediation/story-line";
import { symptomsOf } from "@/lib/core/pack/pack-view";
import type { Symptom, Trap } from "@/lib/core/pack/schema";
import { findAttemptTitles, findItemPlaces } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { freeQuestions } from "@/lib/usecases/attempt/free-questions";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";

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
};

export type RemediationView = {
  symptom: Symptom;
  openedAt: number;
  openedBy: "engine" | "learner";
  done: boolean;
  traps: RemediationTrap[];
  /** The step that comes first, over all traps. */
  next: NextStep;
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
  const { free, met } = await freeQuestions(reader, viewer, pack, exam.id);
  const names = Object.keys(remediation.traps);
  const unseen = Object.fromEntries(
    names.map((trap) => [
      trap,
      free.filter(({ id, traps, caseId }) => caseId === null && traps.includes(trap) && !met.has(id)).length,
    ]),
  );
  const steps = nextSteps(remediation, now, unseen);
  const [next] = steps;
  if (next === undefined) return null;
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
    next,
    traps: steps.flatMap((step): RemediationTrap[] => {
      const trap = pack.traps.get(step.trap);
      const trapState = remediation.traps[step.trap];
      if (trap === undefined || trapState === undefined) return [];
      const section = pack.lessons.get(trap.lesson)?.sections.find(({ id }) => id === trap.section);
      const sectionTitle = section?.title ?? trap.lesson;
      return [{ trap, sectionTitle, state: trapState, next: step, unseen: unseen[step.trap] ?? 0 }];
    }),
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
