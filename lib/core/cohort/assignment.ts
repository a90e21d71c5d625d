import { z } from "zod";
import { type ExtraTime, limitWithExtraMs } from "@/lib/core/attempt/accommodation";
import { slugSchema } from "@/lib/core/question/fields";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";

/** What is to be done. */
export const assignedWorkSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("exam"), blueprint: slugSchema }),
  z.strictObject({ kind: z.literal("drill"), trap: slugSchema }),
  z.strictObject({ kind: z.literal("lesson"), lesson: slugSchema }),
  z.strictObject({ kind: z.literal("diagnose") }),
]);
export type AssignedWork = z.infer<typeof assignedWorkSchema>;

/**
 * `strict`: at the due time work ends, for those in the middle of it too. `lenient`: it may come later, until the
 * assignment closes, and is called late.
 */
export const latenessSchema = z.enum(["strict", "lenient"]);
export type Lateness = z.infer<typeof latenessSchema>;

/** When learners may read result and review of what they handed in. */
export const reviewOpeningSchema = z.enum(["at-once", "after-due", "after-close"]);
export type ReviewOpening = z.infer<typeof reviewOpeningSchema>;

/** The rules of an assignment. `closesAt` null: it stays open. `attempts` null: any number. */
export type AssignmentRules = {
  work: AssignedWork;
  opensAt: EpochMs;
  dueAt: EpochMs;
  closesAt: EpochMs | null;
  attempts: number | null;
  review: ReviewOpening;
  lateness: Lateness;
};

/** What a lead allows one learner beyond the rules; null leaves a rule as it is. */
export type Allowance = {
  extraTime: ExtraTime;
  dueAt: EpochMs | null;
  closesAt: EpochMs | null;
  attempts: number | null;
};

/** The rules as they hold for one learner. `endsAt`: nothing that comes later counts; null: no end. */
export type OwnRules = Omit<AssignmentRules, "work"> & { extraTime: ExtraTime; endsAt: EpochMs | null };

/**
 * The rules for one learner. What is allowed for this assignment goes before what is allowed in the whole cohort; a later
 * due time moves the close, which is never before it.
 */
export function ownRules(rules: AssignmentRules, standing: Allowance | null, own: Allowance | null): OwnRules {
  const { work: _work, ...rest } = rules;
  const dueAt = own?.dueAt ?? rules.dueAt;
  const asked = own?.closesAt ?? rules.closesAt;
  const closesAt = asked === null ? null : Math.max(asked, dueAt);
  return {
    ...rest,
    dueAt,
    closesAt,
    attempts: rules.attempts === null ? null : Math.max(rules.attempts, own?.attempts ?? 0),
    extraTime: own !== null && own.extraTime !== "none" ? own.extraTime : (standing?.extraTime ?? "none"),
    endsAt: rules.lateness === "strict" ? dueAt : closesAt,
  };
}

/** Why a learner cannot begin; `attempts`: they have had all of theirs. */
export type NotNow = "not-open" | "over" | "attempts";

/** Whether a learner may begin now, who has begun so many times. */
export function mayBegin(rules: OwnRules, begun: number, now: EpochMs): NotNow | null {
  if (now < rules.opensAt) return "not-open";
  if (rules.endsAt !== null && now >= rules.endsAt) return "over";
  return rules.attempts !== null && begun >= rules.attempts ? "attempts" : null;
}

/**
 * When the clock of an exam stops that began at a moment and takes so many ms without extra time: with the learner's
 * extra time in it, and at the end of the assignment at the latest. Null: never.
 */
export function clockEnd(rules: OwnRules, startedAt: EpochMs, baseMs: number): EpochMs | null {
  const limitMs = limitWithExtraMs(baseMs, rules.extraTime);
  const ends = [...(limitMs === null ? [] : [startedAt + limitMs]), ...(rules.endsAt === null ? [] : [rules.endsAt])];
  return ends.length === 0 ? null : Math.min(...ends);
}

/** When result and review of a piece of work open; null: at once. */
export function reviewOpensAt(rules: OwnRules): EpochMs | null {
  switch (rules.review) {
    case "at-once":
      return null;
    case "after-due":
      return rules.dueAt;
    case "after-close":
      return rules.closesAt ?? rules.dueAt;
  }
}

/** How far a learner has come; `done` is in time, `late` is done after the due time, `missed` can no more be done. */
export type Standing = "to-come" | "open" | "begun" | "done" | "late" | "overdue" | "missed";

/** How a learner stands, who has begun, or has done it at a moment. */
export function standingOf(rules: OwnRules, work: { begun: number; doneAt: EpochMs | null }, now: EpochMs): Standing {
  if (work.doneAt !== null) return work.doneAt <= rules.dueAt ? "done" : "late";
  if (now < rules.opensAt) return "to-come";
  if (rules.endsAt !== null && now >= rules.endsAt) return "missed";
  if (now >= rules.dueAt) return "overdue";
  return work.begun > 0 ? "begun" : "open";
}
