import { z } from "zod";
import { type Context, can } from "@/lib/core/access/viewer";
import { emptyItemState } from "@/lib/core/attempt/item-state";
import type { ItemFeedback, RoomQuestion } from "@/lib/core/attempt/room";
import { type BlindSolution, compareBlind } from "@/lib/core/authoring/blind";
import { type Change, changesBetween } from "@/lib/core/authoring/changes";
import type { Finding } from "@/lib/core/authoring/finding";
import { guessable, isWrongPair, pairId, pairOf } from "@/lib/core/authoring/guessable";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Answer } from "@/lib/core/question/answer";
import { PLAIN_ERROR } from "@/lib/core/question/fields";
import { fromTokens, optionOf, type PresentedOrder, promptOf, toTokens } from "@/lib/core/question/present";
import { type PublicQuestion, toPublic } from "@/lib/core/question/public";
import { parseResponse } from "@/lib/core/question/response";
import { keyOf } from "@/lib/core/question/score";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database, type Reader } from "@/lib/data/database";
import { listSteps, recordStep } from "@/lib/data/question-steps";
import { getServedQuestions } from "@/lib/data/question-versions";
import { findNames } from "@/lib/data/users";
import { itemFeedback, roomQuestion } from "@/lib/usecases/attempt/room-views";
import { findOwnDraft } from "./drafts";
import { findHandedIn, type HandedIn, mayReview, orderFor } from "./read-review";
import { movedOn, standingWord } from "./standing";

/** One trap that a wrong option was guessed to offer, beside what its tag says, in a reader's words. */
export type TagWords = { part: string; tagged: string; guessed: string };

/** A question of a draft with its key. */
export type OpenedQuestion = {
  id: string;
  room: RoomQuestion;
  /** The viewer's own answer, or the key where they need not solve it. */
  answer: Answer;
  feedback: ItemFeedback;
  /** What the blind solution came to; null for who did not solve it blind. */
  blind: {
    solved: "agreed" | "changed";
    tags: "agreed" | "changed" | "pending";
    differences: TagWords[];
    /** Pairs in which the viewer saw a trap and that have no tag. */
    untagged: { part: string; guessed: string }[];
    guessed: number;
    asked: number;
  } | null;
  /** What it changes in the published version; null: there is none. */
  changes: Change[] | null;
};

/** What a decision is held against. */
type Standing = {
  /** Questions that were published since the draft began. */
  moved: { id: string; version: number }[];
  standing: string;
  mayWaive: boolean;
};

type Head = {
  draftId: string;
  unitId: string;
  revision: number;
  title: string;
  author: string | null;
  submittedAt: EpochMs | null;
};

/** Why a reviewer gave a draft back. */
export type ReturnNote = { by: string | null; note: string; at: EpochMs };

/** A draft as its review shows it to this viewer. Before they have solved it, nothing of the key is in it. */
export type ReviewSheet = Head &
  (
    | { stage: "writing"; returned: ReturnNote | null }
    | { stage: "faulty"; findings: Finding[]; isAuthor: boolean }
    | ({ stage: "blind"; questions: RoomQuestion[]; traps: { id: string; name: string }[] } & Standing)
    | ({ stage: "open"; questions: OpenedQuestion[]; findings: Finding[]; isAuthor: boolean } & Standing)
  );

const trapName = (pack: PackView) => (id: string) =>
  id === PLAIN_ERROR ? "none, a plain error" : (pack.traps.get(id)?.name ?? id);

async function openedQuestions(db: Reader, handedIn: HandedIn): Promise<OpenedQuestion[]> {
  const { draft, pack, checked, standings, solutions } = handedIn;
  const ready = checked.ready ?? [];
  const published = await getServedQuestions(
    db,
    standings.map(({ versionId }) => versionId),
  );
  const nameOf = trapName(pack);
  return ready.map((entry, index) => {
    const { served, verifiedOn } = entry;
    const { question } = served;
    const order = orderFor(draft, entry);
    const solution = solutions?.[index];
    const value = solution === undefined ? keyOf(question) : solution.answer;
    const state = { ...emptyItemState, answer: { ...emptyItemState.answer, value } };
    const outcome = solution === undefined ? null : compareBlind(question, solution);
    const before = standings.find(({ id }) => id === question.id);
    const old = before === undefined ? undefined : published.get(before.versionId);
    return {
      id: question.id,
      room: roomQuestion(served, order),
      answer: toTokens(order, value),
      feedback: itemFeedback(pack, served, { presented: order, state }, verifiedOn),
      blind:
        outcome === null
          ? null
          : {
              ...outcome,
              differences: outcome.differences.map(({ text, tagged, guessed }) => ({
                part: text,
                tagged: nameOf(tagged),
                guessed: nameOf(guessed),
              })),
              untagged: outcome.untagged.map(({ text, guessed }) => ({ part: text, guessed: nameOf(guessed) })),
            },
      changes: old === undefined ? null : changesBetween(old, served, nameOf),
    };
  });
}

const noteSchema = z.object({ draftId: z.string(), note: z.string() });

/** Why a draft came back from its last review; null where it did not, or is not theirs to see. */
export async function findReturnNote(context: Context, draftId: string): Promise<ReturnNote | null> {
  const { reader } = await database();
  const draft = await findOwnDraft(reader, context, draftId);
  if (draft === null) return null;
  const steps = await listSteps(reader, draft.unitId);
  const last = steps.find(({ kind }) => kind === "submitted" || kind === "withdrawn" || kind === "returned");
  const told = noteSchema.safeParse(last?.detail);
  if (last?.kind !== "returned" || !told.success || told.data.draftId !== draftId) return null;
  return { by: last.actor, note: told.data.note, at: last.at };
}

/** The review of a draft, for those who write the bank; null for everybody else, and where there is no such draft. */
export async function getReview(context: Context, draftId: string): Promise<ReviewSheet | null> {
  const { viewer } = context;
  const { reader } = await database();
  const draft = await findOwnDraft(reader, context, draftId);
  if (draft === null) return null;
  const names = await findNames(reader, [draft.submittedBy ?? draft.editedBy]);
  const head: Head = {
    draftId,
    unitId: draft.unitId,
    revision: draft.revision,
    title: draft.file.inCase?.title ?? draft.unitId,
    author: names.get(draft.submittedBy ?? draft.editedBy) ?? null,
    submittedAt: draft.submittedAt,
  };
  const handedIn = await findHandedIn(reader, context, draftId);
  if (handedIn === null) return { ...head, stage: "writing", returned: await findReturnNote(context, draftId) };
  const { pack, checked, standings, isAuthor, solutions } = handedIn;
  const { ready, findings } = checked;
  // The rules, or what they rest on, changed while it waited. A finding may tell the key, so it waits for the solution.
  if (ready === null) return { ...head, stage: "faulty", findings: isAuthor ? findings : [], isAuthor };
  const held: Standing = {
    moved: movedOn(draft, standings).map(({ id, version }) => ({ id, version })),
    standing: standingWord(standings),
    mayWaive: can(viewer, "waiveReview"),
  };
  if (mayReview(handedIn, viewer) && solutions === null) {
    const traps = [...pack.traps.values()].map(({ id, name }) => ({ id, name }));
    return {
      ...head,
      ...held,
      stage: "blind",
      questions: ready.map((entry) => roomQuestion(entry.served, orderFor(draft, entry))),
      traps: traps.sort((a, b) => (a.name < b.name ? -1 : 1)),
    };
  }
  return {
    ...head,
    ...held,
    stage: "open",
    questions: await openedQuestions(reader, handedIn),
    findings,
    isAuthor,
  };
}

/** `own`: they wrote it themselves; `incomplete`: a question is not answered, or an answer does not fit. */
export type SolveRefusal = "missing" | "changed" | "own" | "incomplete";

/** The part or pair that a guess is about, in authored ids; null where nothing can be guessed there. */
function guessedAt(question: PublicQuestion, answer: Answer, order: PresentedOrder, token: string): string | null {
  const ends = pairOf(token);
  if (ends === null) {
    const id = optionOf(order, token);
    return guessable(question, answer).some((part) => part.id === id) ? id : null;
  }
  const [first, second] = ends;
  const pair: [string, string] = [
    question.type === "matching" ? promptOf(order, first) : optionOf(order, first),
    optionOf(order, second),
  ];
  return isWrongPair(question, answer, pair) ? pairId(...pair) : null;
}

/** Keeps what a reviewer made of a draft before they see its key. The first solution stays. */
export async function solveDraft(
  context: Context,
  input: { draftId: string; revision: number; solutions: readonly BlindSolution[] },
): Promise<Result<null, SolveRefusal>> {
  const { viewer, now } = context;
  const db = await database();
  return db.transaction(async (tx): Promise<Result<null, SolveRefusal>> => {
    const handedIn = await findHandedIn(tx, context, input.draftId);
    if (handedIn === null) return fail("missing");
    const { draft, pack, checked } = handedIn;
    if (!mayReview(handedIn, viewer)) return fail("own");
    if (draft.revision !== input.revision || checked.ready === null) return fail("changed");
    if (handedIn.solutions !== null) return ok(null);
    const solutions = checked.ready.flatMap((entry, index): BlindSolution[] => {
      const told = input.solutions[index];
      if (told === undefined) return [];
      const order = orderFor(draft, entry);
      const open = toPublic(entry.served.question);
      const answer = parseResponse(open, fromTokens(order, told.answer));
      if (!answer.ok || answer.value === null) return [];
      const isKnown = (trap: string): boolean => trap === PLAIN_ERROR || pack.traps.has(trap);
      const tags = Object.entries(told.tags).flatMap(([token, trap]) => {
        const id = isKnown(trap) ? guessedAt(open, answer.value, order, token) : null;
        return id === null ? [] : [[id, trap] as const];
      });
      return [{ answer: answer.value, tags: Object.fromEntries(tags) }];
    });
    if (solutions.length !== checked.ready.length || input.solutions.length !== solutions.length)
      return fail("incomplete");
    const { id: draftId, packId, unitId, revision } = draft;
    const detail = { draftId, revision, solutions };
    await recordStep(tx, { packId, unitId, kind: "solved", actorId: viewer.userId, detail }, now);
    return ok(null);
  });
}
