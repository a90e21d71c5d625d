import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";
import type { Outcome } from "@/lib/core/question/score";
import type { RichText } from "@/lib/core/rich-text/rich-text";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Confidence, Highlight } from "./events";

// What the exam room and the practice runner are given. All ids of options and prompts are this learner's tokens.
// No zod in here: the browser uses this file's types.

/** The learner's own marks and answer on one item. */
export type RoomItemState = {
  answer: Answer;
  /** How often an answer was stored; what the next answer builds on. */
  revision: number;
  flagged: boolean;
  struck: string[];
  highlights: Highlight[];
  confidence: Confidence | null;
};

export type RoomQuestion = {
  question: PublicQuestion;
  stem: RichText;
  /** `position`: which question of the case it is, from 1. */
  scenario: { title: string; text: RichText; position: number; of: number } | null;
};

/** `section`: the title of the part of the exam that it stands in; null where there are none. */
export type RoomItem = RoomQuestion & { id: string; section: string | null; state: RoomItemState };

export type AttemptPhase = "running" | "finished" | "abandoned";

export type Room = {
  attemptId: string;
  mode: "exam" | "practice" | "drill" | "check" | "diagnose";
  title: string;
  examCode: string;
  phase: AttemptPhase;
  /** The server's clock when this was made. */
  serverNow: EpochMs;
  startedAt: EpochMs;
  deadline: EpochMs | null;
  limitMs: number | null;
  /** Begun for an assignment, whose lead may set the clock while it runs. */
  assigned: boolean;
  /** Counts every write to the attempt: a copy with a smaller one is older. */
  revision: number;
  items: RoomItem[];
};

/** The one question of a diagnosis that is open: the room holds it and no other. */
export type OpenQuestion = {
  room: Room;
  /** Its place in the diagnosis, from 1. */
  number: number;
  /** The diagnosis has so many questions at least and at most. */
  least: number;
  most: number;
};

/** What `POST …/items/:itemId/next` answers: no feedback, and the next question unless the diagnosis has ended. */
export type NextQuestion = { ended: true } | { ended: false; open: OpenQuestion };

/** What `GET /api/v1/attempts/:id` answers: enough to catch up without loading the questions again. */
export type RoomSync = Pick<Room, "phase" | "serverNow" | "deadline" | "revision"> & {
  items: { id: string; state: RoomItemState }[];
};

/**
 * Why an option, place or pair is right or wrong. `option`: an option, or an ordering item at its place; `decoy`: an
 * item that belongs to no step; `inversion`: two items placed the wrong way round; `pair`: a prompt with its right
 * response; `wrong-pair`: a prompt with the wrong response that was chosen.
 */
export type Reason = {
  kind: "option" | "decoy" | "inversion" | "pair" | "wrong-pair";
  /** Tokens: one option; or a prompt and an option; or the two items. */
  refs: string[];
  /** Belongs to the right answer. */
  right: boolean;
  /** Is in the learner's answer. */
  chosen: boolean;
  why: RichText;
  trap: { id: string; name: string } | null;
};

export type Source = { id: string; says: string; titles: string[]; address: string | null; verifiedOn: string };

/** Feedback on one item: only ever sent when the learner may see it. */
export type ItemFeedback = {
  outcome: Outcome;
  key: Exclude<Answer, null>;
  reasons: Reason[];
  trapsTaken: { id: string; name: string; short: string; refutedBy: string; lesson: string; section: string }[];
  sources: Source[];
  lesson: { id: string; title: string };
  difficulty: number;
  verifiedOn: string;
  counterCue: boolean;
  /** What was ruled about the question since it was served, why, and the answers that are right beside `key`. */
  ruling: { kind: "accept" | "drop"; because: string; alsoRight: Answer[] } | null;
};
