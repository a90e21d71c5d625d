import fc from "fast-check";
import type { Answered, Opened, RemediationEvent } from "@/lib/core/learning/remediation/events";
import { DAY_MS, HOUR_MS } from "@/lib/core/shared/epoch-ms";

export const TRAPS = ["force-real-time", "ignore-rollback"] as const;

export const opened = (at = 0, by: "engine" | "learner" = "engine"): Opened => ({
  kind: "opened",
  at,
  symptom: "all-sounds-plausible",
  traps: [...TRAPS],
  by,
  evidence: by === "engine" ? [{ trap: TRAPS[0], question: "q0", attempt: "a0", at: at - 1 }] : [],
});

/** An answer on an unseen probe of the first trap, in a sitting of its own. */
export const answered = (at: number, over: Partial<Answered> = {}): Answered => ({
  kind: "answered",
  at,
  trap: TRAPS[0],
  question: `q${at}`,
  attempt: `a${at}`,
  mode: "drill",
  outcome: "refused",
  seen: false,
  unseenLeft: true,
  unmarkedInTimedExam: false,
  ...over,
});

export const read = (kind: "fact-read" | "section-read", at: number): RemediationEvent => ({
  kind,
  at,
  trap: TRAPS[0],
});

const trap = fc.constantFrom(...TRAPS);
const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("fact-read" as const, "section-read" as const), trap }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("answered" as const),
      trap,
      question: fc.constantFrom("q1", "q2", "q3", "q4"),
      attempt: fc.constantFrom("a1", "a2", "a3", "a4", "a5"),
      mode: fc.constantFrom("drill", "check", "exam", "practice", "diagnose"),
      // Mostly right, or no sequence would ever reach a cure.
      outcome: fc.constantFrom("refused", "refused", "refused", "refused", "other", "fell"),
      seen: fc.boolean(),
      unseenLeft: fc.boolean(),
      unmarkedInTimedExam: fc.boolean(),
    }),
  },
);

/** A log that begins with an opening; times rise, by some hours up to some days. */
export const eventLog: fc.Arbitrary<RemediationEvent[]> = fc
  .tuple(
    fc.constantFrom("engine" as const, "learner" as const),
    fc.array(fc.tuple(step, fc.constantFrom(1, HOUR_MS, DAY_MS - 1, DAY_MS, 3 * DAY_MS, 7 * DAY_MS)), {
      maxLength: 60,
    }),
  )
  .map(([by, steps]) => {
    let at = 0;
    const log: RemediationEvent[] = [opened(0, by)];
    for (const [event, gap] of steps) {
      at += gap;
      log.push({ ...event, at });
    }
    return log;
  });
