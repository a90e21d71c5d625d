import type { Context } from "@/lib/core/access/viewer";
import { usualSeconds } from "@/lib/core/learning/fold/learner-state";
import { isInSet, isSlow, type StudySet } from "@/lib/core/learning/study-set/study-set";
import { trapFamily } from "@/lib/core/pack/pack-view";
import type { Result } from "@/lib/core/shared/result";
import { database } from "@/lib/data/database";
import { listLastMeetings } from "@/lib/data/meetings";
import { type PracticeRefusal, startChosen } from "@/lib/usecases/attempt/start-practice";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "./fold-learner";

const SET_SIZE = 10;

const titles = {
  missed: "What you missed",
  flagged: "What you flagged",
  slow: "What took you long",
  unseen: "What you have not seen",
  trap: "One trap",
} satisfies Record<StudySet, string>;

/** Starts practice over a study set of the viewer's, in one lesson, with one trap, or over all. */
export async function startStudySet(
  context: Context,
  input: { set: StudySet; lesson?: string | undefined; trap?: string | undefined },
): Promise<Result<{ attemptId: string }, PracticeRefusal>> {
  const { viewer } = context;
  const { pack, exam } = await getCurrentExam(viewer);
  const { reader } = await database();
  const { state } = await getFoldedLearner(reader, viewer, pack.id);
  const median = usualSeconds(state.head);
  const last = await listLastMeetings(reader, viewer, pack.id);
  const traps = input.trap === undefined ? null : trapFamily(pack, input.trap);
  return startChosen(
    context,
    pack,
    exam.id,
    {
      mode: "practice",
      title: titles[input.set],
      plan: { kind: "set", set: input.set, lesson: input.lesson ?? null, trap: input.trap ?? null },
      count: SET_SIZE,
    },
    (question) => {
      if (input.lesson !== undefined && question.lesson !== input.lesson) return false;
      if (traps !== null && !question.traps.some((trap) => traps.includes(trap))) return false;
      const met = last.get(question.id);
      return isInSet(
        input.set,
        met === undefined
          ? undefined
          : { outcome: met.outcome, flagged: met.flagged, slow: isSlow(met.spentMs, median) },
      );
    },
  );
}
