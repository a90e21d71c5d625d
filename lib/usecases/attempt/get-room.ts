import type { Context } from "@/lib/core/access/viewer";
import type { ItemFeedback, Room, RoomSync } from "@/lib/core/attempt/room";
import { findExam, type PackView } from "@/lib/core/pack/pack-view";
import { type AttemptItemRow, type AttemptRow, listItems } from "@/lib/data/attempts";
import { database, type Reader } from "@/lib/data/database";
import { listQuestionsUnderExam } from "@/lib/data/meetings";
import { findPackView } from "@/lib/data/packs";
import { findVerifiedOn, getServedQuestions } from "@/lib/data/question-versions";
import { itemFeedback, roomItem, roomItemState } from "./room-views";
import { syncHead } from "./save-events";
import { touchAttempt } from "./settle-attempt";

async function feedbackOfChecked(
  reader: Reader,
  context: Context,
  pack: PackView | null,
  items: readonly AttemptItemRow[],
): Promise<Record<string, ItemFeedback>> {
  const checked = items.filter((item) => item.checkedAt !== null);
  if (pack === null || checked.length === 0) return {};
  const underExam = await listQuestionsUnderExam(reader, context.viewer, context.now);
  const open = checked.filter((item) => !underExam.has(item.questionId));
  const versions = open.map((item) => item.versionId);
  const served = await getServedQuestions(reader, versions);
  const verified = await findVerifiedOn(reader, versions);
  return Object.fromEntries(
    open.flatMap((item) => {
      const question = served.get(item.versionId);
      return question === undefined
        ? []
        : [[item.id, itemFeedback(pack, question, item, verified.get(item.versionId) ?? question.question.verifiedOn)]];
    }),
  );
}

export type OpenRoom = { attempt: AttemptRow; room: Room; feedback: Record<string, ItemFeedback> };

/**
 * The room of the viewer's attempt: questions without keys, the learner's own marks, the server's clock, and in
 * practice the feedback on what was checked. Finishes the attempt first when its time is over; the caller sends
 * learners of a closed attempt to its result. Null when it is missing or somebody else's.
 */
export async function getRoom(context: Context, attemptId: string): Promise<OpenRoom | null> {
  const { viewer, now } = context;
  const attempt = await touchAttempt(viewer, attemptId, now);
  if (attempt === null) return null;
  const { reader } = await database();
  const items = await listItems(reader, attempt.id);
  const served = await getServedQuestions(
    reader,
    items.map((item) => item.versionId),
  );
  const pack = await findPackView(reader, attempt.packId);
  const exam = pack === null ? undefined : findExam(pack, attempt.examId);
  return {
    attempt,
    feedback:
      attempt.mode === "exam" || attempt.mode === "diagnose"
        ? {}
        : await feedbackOfChecked(reader, context, pack, items),
    room: {
      attemptId: attempt.id,
      mode: attempt.mode,
      title: attempt.title,
      examCode: exam?.code ?? attempt.examId,
      phase: attempt.state,
      serverNow: now,
      startedAt: attempt.startedAt,
      deadline: attempt.deadline,
      limitMs: attempt.limitMs,
      assigned: attempt.assignmentId !== null,
      revision: attempt.revision,
      items: items.flatMap((item) => {
        const question = served.get(item.versionId);
        return question === undefined ? [] : [roomItem(item, question, attempt.plan)];
      }),
    },
  };
}

/** How the attempt stands now, for a browser that holds its questions already. */
export async function getRoomSync({ viewer, now }: Context, attemptId: string): Promise<RoomSync | null> {
  const attempt = await touchAttempt(viewer, attemptId, now);
  if (attempt === null) return null;
  const { reader } = await database();
  const items = await listItems(reader, attempt.id);
  return {
    ...syncHead(attempt, now),
    items: items.map((item) => ({ id: item.id, state: roomItemState(item.state, item.presented) })),
  };
}
