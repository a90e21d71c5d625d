import { z } from "zod";

/** An answer as evidence: which question, in which sitting, when. */
export const answerRefSchema = z.strictObject({ question: z.string(), attempt: z.string(), at: z.number() });
export type AnswerRef = Readonly<z.infer<typeof answerRefSchema>>;

const probeModeSchema = z.enum(["drill", "check", "exam", "practice", "diagnose"]);

const openedSchema = z.strictObject({
  kind: z.literal("opened"),
  at: z.number(),
  symptom: z.string(),
  traps: z.array(z.string()).min(1),
  /** `engine`: found in answers, which are the evidence. `learner`: told by the learner; a prior, not a proof. */
  by: z.enum(["engine", "learner"]),
  evidence: z.array(answerRefSchema.extend({ trap: z.string() })),
});

const readSchema = z.strictObject({ kind: z.enum(["fact-read", "section-read"]), at: z.number(), trap: z.string() });

const answeredSchema = z.strictObject({
  kind: z.literal("answered"),
  at: z.number(),
  trap: z.string(),
  question: z.string(),
  /** The sitting: answers of one attempt are never two reviews. */
  attempt: z.string(),
  mode: probeModeSchema,
  /** `fell`: the trap was taken. `refused`: the right answer was given. `other`: another wrong option, no evidence. */
  outcome: z.enum(["fell", "refused", "other"]),
  /** The learner had met this question before. */
  seen: z.boolean(),
  /** Whether the bank still had a question with this trap that the learner had never met, when this one was served. */
  unseenLeft: z.boolean(),
  /** Inside a timed exam, where nothing told the learner that this question checks a trap. */
  unmarkedInTimedExam: z.boolean(),
});
export type Answered = Readonly<z.infer<typeof answeredSchema>>;

/**
 * What moves a remediation. Times are when it happened, not when the server heard of it. Pilots and unanswered
 * questions are no events.
 */
export const remediationEventSchema = z.discriminatedUnion("kind", [openedSchema, readSchema, answeredSchema]);
export type RemediationEvent = Readonly<z.infer<typeof remediationEventSchema>>;
export type Opened = Readonly<z.infer<typeof openedSchema>>;
