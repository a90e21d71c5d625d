import { z } from "zod";
import { answerRefSchema } from "./events";

/** Unseen probes in a row, without falling, that a drill asks for; and that clear a suspicion. */
export const DRILL_PROBES = 3;

/** A probe that counted; `seen`: it had been met before, because no unseen one was left. */
const countedSchema = answerRefSchema.extend({ seen: z.boolean() });
export type Counted = Readonly<z.infer<typeof countedSchema>>;

/** The work that treats a trap: what was read since the last fall, and the probes passed since then. */
const treatmentShape = {
  factReadAt: z.number().nullable(),
  sectionReadAt: z.number().nullable(),
  /** The latest probes in a row without falling, at most as many as the drill asks for. */
  drill: z.array(countedSchema).max(DRILL_PROBES),
};

const relapses = z.number().int().nonnegative();

/**
 * Where a learner stands with one trap. `since`: when this state was reached.
 * - suspected: evidence or a report, and no confirming probe yet; `refused` are the probes that spoke against it
 * - cleared: the suspicion did not hold: probes were refused and none fallen for. Not the same as cured
 * - confirmed: fallen for since it was suspected; the treatment is under way
 * - treated: fact and section opened, drill passed; checks follow
 * - cured: two checks passed, with the required time between
 * - relapsed: fallen for after the treatment; the next step of a new treatment makes it confirmed again
 */
export const trapStateSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("suspected"),
    since: z.number(),
    by: z.enum(["engine", "learner"]),
    evidence: z.array(answerRefSchema),
    refused: z.array(countedSchema).max(DRILL_PROBES),
  }),
  z.strictObject({ kind: z.literal("cleared"), since: z.number(), refused: z.array(countedSchema) }),
  z.strictObject({
    kind: z.literal("confirmed"),
    since: z.number(),
    fall: answerRefSchema,
    ...treatmentShape,
    relapses,
  }),
  z.strictObject({
    kind: z.literal("treated"),
    since: z.number(),
    /** The sittings of the drill: none of their later answers is a check. */
    drillAttempts: z.array(z.string()),
    firstCheck: countedSchema.nullable(),
    relapses,
  }),
  z.strictObject({
    kind: z.literal("cured"),
    since: z.number(),
    checks: z.tuple([countedSchema, countedSchema.extend({ inTimedExam: z.boolean() })]),
    relapses,
  }),
  z.strictObject({
    kind: z.literal("relapsed"),
    since: z.number(),
    fall: answerRefSchema,
    from: z.enum(["treated", "cured"]),
    relapses,
  }),
]);
export type TrapState = Readonly<z.infer<typeof trapStateSchema>>;
export type TrapStateKind = TrapState["kind"];

/** One learner's work on one symptom, as it is stored. */
export const remediationSchema = z.strictObject({
  symptom: z.string(),
  openedAt: z.number(),
  openedBy: z.enum(["engine", "learner"]),
  /** The latest event that was applied. */
  updatedAt: z.number(),
  traps: z.record(z.string(), trapStateSchema),
});
export type Remediation = Readonly<z.infer<typeof remediationSchema>>;

/** Done while every trap is cured or cleared; a later fall opens it again. */
export function isDone({ traps }: Remediation): boolean {
  return Object.values(traps).every(({ kind }) => kind === "cured" || kind === "cleared");
}
