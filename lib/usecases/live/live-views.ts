import { emptyItemState } from "@/lib/core/attempt/item-state";
import type { ItemFeedback, RoomQuestion } from "@/lib/core/attempt/room";
import type { LeadLiveView, LearnerLiveView, LiveExplanation, LiveResult } from "@/lib/core/live/live-view";
import { tallyRoom, tallyTraps } from "@/lib/core/live/tally";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Answer, ResponseValue } from "@/lib/core/question/answer";
import { toTokens } from "@/lib/core/question/present";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { Reader } from "@/lib/data/database";
import { findLivePulse, listLiveAnswers } from "@/lib/data/live-answers";
import { type LiveQuestionRow, type LiveSessionRow, unscopedFindSession } from "@/lib/data/live-sessions";
import { unscopedListUnderExam } from "@/lib/data/meetings";
import { findPackView } from "@/lib/data/packs";
import { findVerifiedOn, getServedQuestions } from "@/lib/data/question-versions";
import { type EffectiveRuling, findRulings } from "@/lib/data/rulings";
import { itemFeedback, roomQuestion } from "@/lib/usecases/attempt/room-views";

/** All that the views of one moment of a session are made of: read once, for however many look at it. */
export type LiveScene = {
  session: LiveSessionRow;
  here: number;
  answered: number;
  row: LiveQuestionRow | null;
  question: RoomQuestion | null;
  answers: ReadonlyMap<string, ResponseValue>;
  result: LiveResult | null;
  tally: Pick<LiveExplanation, "right" | "traps">;
  /** The feedback on an answer in authored ids; null before the explanation. */
  feedbackOn: ((answer: Answer) => ItemFeedback) | null;
  /** Who may not be told why: the question is in their running exam. */
  underExam: ReadonlySet<string>;
};

/** The feedback on each answer, worked out once for all who gave the same one. */
function feedbackMaker(
  pack: PackView,
  served: ServedQuestion,
  row: LiveQuestionRow,
  verifiedOn: string,
  ruled: EffectiveRuling | null,
): (answer: Answer) => ItemFeedback {
  const made = new Map<string, ItemFeedback>();
  return (value) => {
    const key = JSON.stringify(value);
    const known = made.get(key);
    if (known !== undefined) return known;
    const state = { ...emptyItemState, answer: { ...emptyItemState.answer, value } };
    const feedback = itemFeedback(pack, served, { presented: row.presented, state }, verifiedOn, ruled);
    made.set(key, feedback);
    return feedback;
  };
}

const nothing = { right: null, traps: null };

/** Reads what there is to see of a session now; null where there is none. Holds more than anybody may see. */
export async function loadScene(db: Reader, sessionId: string): Promise<LiveScene | null> {
  const session = await unscopedFindSession(db, sessionId);
  const pulse = await findLivePulse(db, sessionId);
  if (session === null || pulse === null) return null;
  const { here, answered } = pulse;
  const shown = session.state !== "lobby" && session.state !== "ended";
  const row = shown ? (session.questions[session.position] ?? null) : null;
  const bare: LiveScene = {
    ...{ session, here, answered, row, question: null, answers: new Map(), result: null, tally: nothing },
    ...{ feedbackOn: null, underExam: new Set() },
  };
  if (row === null) return bare;
  const served = (await getServedQuestions(db, [row.versionId])).get(row.versionId);
  if (served === undefined) return bare;
  const answers = await listLiveAnswers(db, row.id);
  const asked = { ...bare, question: roomQuestion(served, row.presented), answers };
  if (session.state === "open") return asked;
  const given = [...answers.values()];
  const result = tallyRoom(served.question, row.presented, given);
  const pack = await findPackView(db, session.packId);
  if (session.state === "closed" || pack === null) return { ...asked, result };
  const ruled = (await findRulings(db, [row.versionId])).get(row.versionId) ?? null;
  const verified = (await findVerifiedOn(db, [row.versionId])).get(row.versionId) ?? served.question.verifiedOn;
  const tally = tallyTraps(served.question, ruled?.ruling ?? null, given);
  return {
    ...asked,
    result,
    tally: {
      right: tally?.right ?? null,
      traps: tally?.traps.map(({ trap, count }) => ({ id: trap, name: nameOf(pack, trap), count })) ?? null,
    },
    feedbackOn: feedbackMaker(pack, served, row, verified, ruled),
    underExam: await unscopedListUnderExam(db, row.questionId),
  };
}

const nameOf = (pack: PackView, trap: string): string => pack.traps.get(trap)?.name ?? trap;

function shownTo(scene: LiveScene, userId: string, answer: Answer) {
  const { session, question, result, feedbackOn, tally } = scene;
  const withheld = feedbackOn !== null && scene.underExam.has(userId);
  return {
    sessionId: session.id,
    cohortId: session.cohortId,
    cohort: session.cohort,
    state: session.state,
    revision: session.revision,
    number: session.position + 1,
    of: session.questions.length,
    question,
    result,
    explanation: feedbackOn === null || withheld ? null : { feedback: feedbackOn(answer), ...tally },
    withheld,
  };
}

/** What a learner sees: until it is explained nothing that tells the key, and of answers their own and the counts. */
export function learnerView(scene: LiveScene, userId: string): LearnerLiveView {
  const own = scene.answers.get(userId) ?? null;
  const tokens = scene.row === null ? null : toTokens(scene.row.presented, own);
  return { as: "learner", ...shownTo(scene, userId, own), own: tokens };
}

/** What the projector shows: counts, and nobody's own answer. */
export function leadView(scene: LiveScene, userId: string): LeadLiveView {
  const { session, here, answered } = scene;
  return { as: "lead", ...shownTo(scene, userId, null), code: session.code, here, answered };
}
