import type { Context } from "@/lib/core/access/viewer";
import { chooseToday, type TodayStep } from "@/lib/core/learning/fold/choose-today";
import { dueForToday } from "@/lib/core/learning/fold/due-traps";
import { questionMinutes } from "@/lib/core/learning/remediation/step-minutes";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import { type AttemptRow, listAttempts } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { type HistoryEntry, listHistory } from "@/lib/usecases/attempt/list-history";
import { isOverdue } from "@/lib/usecases/attempt/settle-attempt";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";
import { type ListedRemediation, listedRemediations } from "./list-remediations";
import { asRunning } from "./list-running";

/** The one next step of today, with what its words need. */
export type NextToday =
  | { kind: "running"; attempt: AttemptRow }
  | { kind: "remediation"; remediation: ListedRemediation; attemptId: string | null }
  | (Extract<TodayStep, { kind: "checks" }> & { minutes: number })
  | { kind: "diagnosis" }
  | { kind: "exam" };

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
const RUNNING = 20;

/** What the home page shows a learner: the one next step, open remediations, what is due, and the latest attempts. */
export async function getToday(context: Context): Promise<Today> {
  const { viewer, now } = context;
  const { pack, exam } = await getCurrentExam(viewer);
  const { reader } = await database();
  const { entries } = await listHistory(context, { before: null, take: RECENT });
  const { state } = await getFoldedLearner(reader, viewer, pack.id);
  const notEnded = await listAttempts(reader, viewer, { take: RUNNING, state: "running" });
  const running = notEnded.filter((attempt) => !isOverdue(attempt, now));
  const remediations = listedRemediations(state, pack, now);
  const { today, left, done } = dueForToday(state, now);
  const { answered } = state.head.general;
  const step = chooseToday({ running: running.map(asRunning), checks: today.length, remediations, answered });
  return {
    pack,
    exam,
    next: nextOf(step, running, remediations),
    open: remediations.filter((one) => !one.done),
    closed: remediations.filter((one) => one.done),
    due: { today: today.length, left: left.length, done },
    answered,
    entries,
  };
}

function nextOf(
  step: TodayStep,
  running: readonly AttemptRow[],
  remediations: readonly ListedRemediation[],
): NextToday {
  switch (step.kind) {
    case "running": {
      const attempt = running.find(({ id }) => id === step.attemptId);
      return attempt === undefined ? { kind: "exam" } : { kind: "running", attempt };
    }
    case "remediation": {
      const remediation = remediations.find(({ symptom }) => symptom.id === step.symptom);
      return remediation === undefined
        ? { kind: "exam" }
        : { kind: "remediation", remediation, attemptId: step.attemptId };
    }
    case "checks":
      return { ...step, minutes: questionMinutes(step.count) };
    case "diagnosis":
    case "exam":
      return step;
  }
}
