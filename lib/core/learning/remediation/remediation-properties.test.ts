import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { seededRng, shuffled } from "@/lib/core/shared/rng";
import type { RemediationEvent } from "./events";
import { type NextStep, nextStep } from "./next-step";
import { advance, open, replay } from "./remediation";
import { isDone, type Remediation, remediationSchema, type TrapStateKind } from "./state";
import { eventLog, TRAPS } from "./testing/arbitrary-events";

/** Every remediation on the way, with the event that led to it. */
function walk(log: readonly RemediationEvent[]): { event: RemediationEvent; remediation: Remediation }[] {
  const steps: { event: RemediationEvent; remediation: Remediation }[] = [];
  for (const event of log) {
    const before = steps.at(-1)?.remediation;
    if (before !== undefined) steps.push({ event, remediation: advance(before, event).remediation });
    else if (event.kind === "opened") steps.push({ event, remediation: open(event).remediation });
  }
  return steps;
}

const LEGAL: Record<TrapStateKind, readonly TrapStateKind[]> = {
  suspected: ["suspected", "confirmed", "cleared"],
  cleared: ["cleared", "confirmed"],
  confirmed: ["confirmed", "treated"],
  treated: ["treated", "cured", "relapsed"],
  cured: ["cured", "relapsed"],
  relapsed: ["relapsed", "confirmed"],
};

describe("whatever happens", () => {
  test("every state can be stored, and follows from the one before by a legal step", () => {
    fc.assert(
      fc.property(eventLog, (log) => {
        const steps = walk(log);
        steps.forEach(({ remediation }, i) => {
          expect(remediationSchema.parse(JSON.parse(JSON.stringify(remediation)))).toEqual(remediation);
          for (const [trap, { kind }] of Object.entries(remediation.traps)) {
            const before = steps[i - 1]?.remediation.traps[trap];
            if (before !== undefined) expect(LEGAL[before.kind]).toContain(kind);
          }
        });
      }),
      FIXED_RUNS,
    );
  });

  test("replaying the log in any order gives the same state and story", () => {
    fc.assert(
      fc.property(eventLog, fc.string(), (log, seed) => {
        const there = replay(log);
        expect(replay(shuffled(log, seededRng(seed)))).toEqual(there);
        expect(walk(log).at(-1)?.remediation).toEqual(there?.remediation);
      }),
      FIXED_RUNS,
    );
  });

  test("an event touches no other trap", () => {
    fc.assert(
      fc.property(eventLog, (log) => {
        const alone = replay(log.filter((event) => event.kind === "opened" || event.trap === TRAPS[0]));
        expect(replay(log)?.remediation.traps[TRAPS[0]]).toEqual(alone?.remediation.traps[TRAPS[0]]);
      }),
      FIXED_RUNS,
    );
  });
});

/** Drives a log to a cure now and then, so that the properties of cures are about something. */
const curedLog: fc.Arbitrary<RemediationEvent[]> = fc
  .tuple(eventLog, eventLog, fc.nat({ max: 9 }))
  .map(([before, after, leave]) => {
    const steps = walk(before);
    const last = steps.at(-1);
    if (last === undefined) return before;
    const way = wayToCure(last.remediation).slice(0, leave === 0 ? -1 : undefined);
    const start = Math.max(last.event.at, ...way.map(({ at }) => at)) + 1;
    const rest = after.slice(1).map((event) => ({ ...event, at: start + event.at }));
    return [...before, ...way, ...rest];
  });

/** What a diligent learner does about a next step: falls for the confirming probe, and for none after it. */
function doIt(step: NextStep, now: number, n: number): RemediationEvent | null {
  const answer = { kind: "answered", trap: step.trap, question: `n${n}`, seen: false, unseenLeft: true } as const;
  const plain = { ...answer, unmarkedInTimedExam: false, outcome: "refused" } as const;
  switch (step.kind) {
    case "confirm":
      return { ...plain, at: now, attempt: `s${n}`, mode: "drill", outcome: "fell" };
    case "read-fact":
      return { kind: "fact-read", at: now, trap: step.trap };
    case "read-section":
      return { kind: "section-read", at: now, trap: step.trap };
    case "drill":
      return { ...plain, at: now, attempt: `s${n}`, mode: "drill" };
    case "wait":
    case "exam-or-wait":
      return { ...plain, at: step.from, attempt: `s${n}`, mode: "check" };
    case "check":
      return { ...plain, at: now, attempt: `s${n}`, mode: "check" };
    case "nothing":
      return null;
  }
}

/** The events of a learner who does what the next step says until there is nothing more to do. */
function wayToCure(start: Remediation): RemediationEvent[] {
  const events: RemediationEvent[] = [];
  let remediation = start;
  for (let n = 0; n < 40; n += 1) {
    const now = remediation.updatedAt + 1;
    const event = doIt(nextStep(remediation, now), now, n + start.updatedAt);
    if (event === null) break;
    events.push(event);
    remediation = advance(remediation, event).remediation;
  }
  return events;
}

describe("cures", () => {
  test("nobody is stuck: from every state, doing what comes next leads to the end within 30 steps", () => {
    fc.assert(
      fc.property(eventLog, (log) => {
        for (const { remediation } of walk(log).slice(-3)) {
          const way = wayToCure(remediation);
          const end = way.reduce((sofar, event) => advance(sofar, event).remediation, remediation);
          expect(isDone(end)).toBe(true);
          expect(way.length).toBeLessThanOrEqual(30);
          for (const [trap, { kind }] of Object.entries(end.traps)) {
            expect(kind).toBe(remediation.traps[trap]?.kind === "cleared" ? "cleared" : "cured");
          }
        }
      }),
      FIXED_RUNS,
    );
  });

  test("no cure without two refusals in different sittings, a day after the drill, then in an exam or seven days later", () => {
    let cures = 0;
    fc.assert(
      fc.property(curedLog, (log) => {
        const steps = walk(log);
        for (const trap of TRAPS) {
          steps.forEach(({ event, remediation }, i) => {
            if (remediation.traps[trap]?.kind !== "cured" || steps[i - 1]?.remediation.traps[trap]?.kind === "cured")
              return;
            cures += 1;
            // Told from the log alone: what happened to this trap since the last fall.
            const own = log.filter((other) => other.kind === "answered" && other.trap === trap && other.at <= event.at);
            const answers = own.flatMap((other) => (other.kind === "answered" ? [other] : []));
            const since = answers.slice(answers.findLastIndex(({ outcome }) => outcome === "fell") + 1);
            const counting = since.filter(
              ({ outcome, seen, unseenLeft }) => outcome === "refused" && !(seen && unseenLeft),
            );
            const last = counting.at(-1);
            expect(last?.at).toBe(event.at);
            // Three for the drill come before the two.
            const thirdAt = counting[2]?.at ?? Number.NaN;
            const firsts = counting.filter(
              ({ at, attempt }) =>
                at >= thirdAt + DAY_MS &&
                attempt !== last?.attempt &&
                (event.at - at >= 7 * DAY_MS || (last?.mode === "exam" && last.unmarkedInTimedExam)),
            );
            expect(firsts.length).toBeGreaterThan(0);
          });
        }
      }),
      FIXED_RUNS,
    );
    expect(cures).toBeGreaterThan(200);
  });

  test("a fall after a cure always gives relapsed", () => {
    let falls = 0;
    fc.assert(
      fc.property(curedLog, (log) => {
        const steps = walk(log);
        steps.forEach(({ event, remediation }, i) => {
          if (event.kind !== "answered" || event.outcome !== "fell") return;
          if (steps[i - 1]?.remediation.traps[event.trap]?.kind !== "cured") return;
          falls += 1;
          expect(remediation.traps[event.trap]?.kind).toBe("relapsed");
        });
      }),
      FIXED_RUNS,
    );
    expect(falls).toBeGreaterThan(50);
  });

  test("who is never caught is cleared, not cured", () => {
    fc.assert(
      fc.property(eventLog, (log) => {
        const harmless = log.filter((event) => event.kind !== "answered" || event.outcome !== "fell");
        for (const { kind } of Object.values(replay(harmless)?.remediation.traps ?? {})) {
          expect(["suspected", "cleared"]).toContain(kind);
        }
      }),
      FIXED_RUNS,
    );
  });
});
