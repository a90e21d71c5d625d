import type { Context } from "@/lib/core/access/viewer";
import { dueForToday } from "@/lib/core/learning/fold/due-traps";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import { database } from "@/lib/data/database";
import { type HistoryEntry, listHistory } from "@/lib/usecases/attempt/list-history";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";
import { type ListedRemediation, listedRemediations } from "./list-remediations";
import { listRunning } from "./list-running";
import { type NextToday, nextToday } from "./next-today";
import { routeOf } from "./route-of";

export type Today = {
  pack: PackView;
  exam: Exam;
  next: NextToday;
  /** All that are open, the most urgent first. */
  open: ListedRemediation[];
  /** Those that are done. */
  closed: ListedRemediation[];
  due: { today: number; left: number; done: number };
  /** Answers that count so far. */
  answered: number;
  /** The latest attempts. */
  entries: HistoryEntry[];
};

const RECENT = 5;

/** What the home page shows a learner: the one next step, open remediations, what is due, and the latest attempts. */
export async function getToday(context: Context): Promise<Today> {
  const { viewer, now } = context;
  const { pack, exam } = await getCurrentExam(viewer);
  const { reader } = await database();
  const { entries } = await listHistory(context, { before: null, take: RECENT });
  const folded = await getFoldedLearner(reader, viewer, pack.id);
  const { state } = folded;
  const running = await listRunning(reader, context, { packId: pack.id, examId: exam.id });
  const remediations = listedRemediations(state, pack, now);
  const { today, left, done } = dueForToday(state, now);
  const { answered } = state.head.general;
  const route = routeOf(folded, pack);
  return {
    pack,
    exam,
    next: nextToday(context, { folded, pack, exam, running, route, remediations }),
    open: remediations.filter((one) => !one.done),
    closed: remediations.filter((one) => one.done),
    due: { today: today.length, left: left.length, done },
    answered,
    entries,
  };
}
