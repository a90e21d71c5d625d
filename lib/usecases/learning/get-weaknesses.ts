import type { Context } from "@/lib/core/access/viewer";
import { type ChecklistTick, tickChecklist } from "@/lib/core/learning/checklist/tick-checklist";
import { type DueTrap, dueForToday, trapDueAt } from "@/lib/core/learning/fold/due-traps";
import {
  type LearnerHead,
  type LearnerState,
  type LearnerTrap,
  lessonOf,
  masteryOfLearner,
  usualSeconds,
} from "@/lib/core/learning/fold/learner-state";
import { type LearningParameters, trapRateOf } from "@/lib/core/learning/fold/learning-parameters";
import { trapCounts } from "@/lib/core/learning/fold/route-learner";
import { type LessonInterval, lessonInterval } from "@/lib/core/learning/mastery/lesson-interval";
import { type MissType, missType, missTypeSchema } from "@/lib/core/learning/miss-type/miss-type";
import type { Readiness } from "@/lib/core/learning/readiness/readiness";
import { type TrapRate, trapRate } from "@/lib/core/learning/traps/trap-rate";
import { findLessonEntry, type PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import { listMissTypes } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { listBank } from "@/lib/data/questions";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { type FoldedLearner, getFoldedLearner } from "./fold-learner";
import { readinessFor, usualOffset } from "./get-readiness";
import { type ListedRemediation, listedRemediations } from "./list-remediations";
import { listRunning } from "./list-running";
import { type NextToday, nextToday } from "./next-today";
import { type RouteStop, routeOf } from "./route-of";

export type LessonWeakness = { id: string; title: string; short: string; interval: LessonInterval; right: number };

/** A trap's row in the table of lessons and traps. */
export type TrapWeakness = {
  id: string;
  name: string;
  short: string;
  parent: string | null;
  lesson: string;
  section: string;
  falls: number;
  decided: number;
  offered: number;
  sureFalls: number;
  /** Null under three offers: nothing is claimed then. */
  rate: TrapRate | null;
  /** By the lesson of the question. */
  lessons: Record<string, { offered: number; decided: number; falls: number }>;
  state: "suspected" | "confirmed" | "treated" | "cured" | "relapsed" | "cleared" | null;
  /** When it is to be checked next; null while its treatment comes first. */
  dueAt: number | null;
};

export type Weaknesses = {
  exam: Exam;
  pack: PackView;
  answered: number;
  lessons: LessonWeakness[];
  traps: TrapWeakness[];
  weeks: LearnerHead["weeks"];
  changes: LearnerHead["changes"];
  confidence: LearnerHead["confidence"];
  /** The learner's own median, in seconds; null with too few timed answers. */
  medianSeconds: number | null;
  missTypes: Record<MissType, number>;
  readiness: Readiness | null;
  due: { today: DueTrap[]; left: DueTrap[]; done: number };
  route: RouteStop[];
  /** Every remediation that is not done, whether the route names it or not; the most urgent first. */
  underWay: ListedRemediation[];
  next: NextToday;
  checklist: ChecklistTick[];
};

function stateOfTrap(state: LearnerState, trap: string): TrapWeakness["state"] {
  const kinds = Object.values(state.remediations).flatMap(({ remediation }) => remediation.traps[trap]?.kind ?? []);
  const order = ["relapsed", "confirmed", "treated", "suspected", "cured", "cleared"] as const;
  return order.find((kind) => kinds.includes(kind)) ?? null;
}

const rates = new WeakMap<LearnerTrap, { of: ReturnType<typeof trapRateOf>; rate: TrapRate | null }>();

/** How often a trap takes the learner; kept with what is folded of it, since there are some sixty of them. */
function rateOf(folded: LearnerTrap, parameters: LearningParameters, trap: string): TrapRate | null {
  const of = trapRateOf(parameters, trap);
  const known = rates.get(folded);
  if (known?.of === of) return known.rate;
  const rate = trapRate(folded.entry, of);
  rates.set(folded, { of, rate });
  return rate;
}

function trapRows({ state, parameters }: FoldedLearner, pack: PackView, now: number): TrapWeakness[] {
  const counts = trapCounts(state);
  return [...pack.traps.values()].map((trap): TrapWeakness => {
    const folded = state.traps[trap.id];
    return {
      id: trap.id,
      name: trap.name,
      short: trap.short,
      parent: trap.parent ?? null,
      lesson: trap.lesson,
      section: trap.section,
      falls: folded?.entry.falls ?? 0,
      decided: folded?.entry.decided ?? 0,
      offered: folded?.offered ?? 0,
      sureFalls: counts[trap.id]?.sureFalls ?? 0,
      rate: folded === undefined ? null : rateOf(folded, parameters, trap.id),
      lessons: folded?.lessons ?? {},
      state: stateOfTrap(state, trap.id),
      dueAt: trapDueAt(state, trap.id, now),
    };
  });
}

/** The types of the latest misses: as proposed from the log, or as the learner corrected them. */
async function countMissTypes(head: LearnerHead): Promise<Record<MissType, number>> {
  const { reader } = await database();
  const corrected = await listMissTypes(
    reader,
    head.misses.map(({ item }) => item),
  );
  const counts: Record<MissType, number> = {
    misconception: 0,
    gap: 0,
    "misread-constraint": 0,
    rushed: 0,
    "changed-away-from-right": 0,
  };
  for (const miss of head.misses) {
    const said = missTypeSchema.safeParse(corrected.get(miss.item));
    counts[missType(miss.facts, said.success ? said.data : null).type] += 1;
  }
  return counts;
}

/** All that the weakness dashboard shows, from the folded rows. */
export async function getWeaknesses(context: Context): Promise<Weaknesses> {
  const { viewer, now } = context;
  const { pack, exam } = await getCurrentExam(viewer);
  const { reader } = await database();
  const folded = await getFoldedLearner(reader, viewer, pack.id);
  const bank = await listBank(reader, pack.id, exam.id);
  const { state, parameters } = folded;
  const mastery = masteryOfLearner(state);
  const ids = pack.chapters.flatMap((chapter) => chapter.lessons.map(({ id }) => id));
  const lessons = ids.map((id): LessonWeakness => {
    const entry = findLessonEntry(pack, id);
    return {
      id,
      title: entry?.title ?? id,
      short: entry?.short ?? id,
      interval: lessonInterval(mastery, id, usualOffset(folded, exam, bank, id), now, parameters.mastery),
      right: lessonOf(state, id, parameters.mastery).mastery.right,
    };
  });
  const traps = trapRows(folded, pack, now);
  const route = routeOf(folded, pack);
  const remediations = listedRemediations(state, pack, now);
  const running = await listRunning(reader, context, { packId: pack.id, examId: exam.id });
  return {
    exam,
    pack,
    answered: state.head.general.answered,
    lessons,
    traps,
    weeks: state.head.weeks,
    changes: state.head.changes,
    confidence: state.head.confidence,
    medianSeconds: usualSeconds(state.head),
    missTypes: await countMissTypes(state.head),
    readiness: readinessFor(folded, exam, bank, now),
    due: dueForToday(state, now),
    route,
    underWay: remediations.filter(({ done }) => !done),
    next: nextToday({ now }, { folded, pack, exam, running, route, remediations }),
    checklist: pack.chapters.flatMap((chapter) =>
      tickChecklist(
        chapter.checklist,
        lessons.map(({ id, interval }) => ({ id, ...interval })),
        traps,
      ),
    ),
  };
}
