import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/core/shared/epoch-ms";
import { type RemediationEvent, remediationEventSchema } from "./events";
import { advance, open, replay, story } from "./remediation";
import { isDone } from "./state";
import { storyLine } from "./story-line";
import { answered, opened, read, TRAPS } from "./testing/arbitrary-events";

const [TRAP, OTHER] = TRAPS;

const stateAfter = (...events: RemediationEvent[]) => {
  const state = replay([opened(), ...events])?.remediation.traps[TRAP];
  if (state === undefined) throw new Error("no such trap");
  return state;
};
const kindAfter = (...events: RemediationEvent[]) => stateAfter(...events).kind;
const notCounted = (...events: RemediationEvent[]) =>
  story([opened(), ...events]).flatMap((fact) =>
    fact.kind !== "opened" && fact.note.kind === "not-counted" ? [fact.note.why] : [],
  );

const CONFIRMED = [answered(HOUR_MS, { outcome: "fell" })];
const READ = [read("fact-read", 2 * HOUR_MS), read("section-read", 2 * HOUR_MS)];
const drill = (at = 3 * HOUR_MS) => [1, 2, 3].map((n) => answered(at + n, { attempt: "drill", question: `d${n}` }));
const TREATED = [...CONFIRMED, ...READ, ...drill()];
const TREATED_AT = 3 * HOUR_MS + 3;
const CHECK_AT = TREATED_AT + DAY_MS;
const CHECKED = [...TREATED, answered(CHECK_AT, { mode: "check" })];
const CURED_AT = CHECK_AT + 7 * DAY_MS;
const CURED = [...CHECKED, answered(CURED_AT, { mode: "check" })];

describe("from suspected to confirmed", () => {
  test.each([
    { name: "opened only", events: [], kind: "suspected" },
    { name: "a fall", events: CONFIRMED, kind: "confirmed" },
    {
      name: "a fall on a question met before",
      events: [answered(1, { outcome: "fell", seen: true })],
      kind: "confirmed",
    },
    { name: "another wrong option", events: [answered(1, { outcome: "other" })], kind: "suspected" },
    { name: "reading", events: READ, kind: "suspected" },
    { name: "two refusals", events: [answered(1), answered(2)], kind: "suspected" },
    { name: "three refusals", events: [answered(1), answered(2), answered(3)], kind: "cleared" },
    {
      name: "a fall after it was cleared",
      events: [answered(1), answered(2), answered(3), answered(4, { outcome: "fell" })],
      kind: "confirmed",
    },
  ])("$name: $kind", ({ events, kind }) => {
    expect(kindAfter(...events)).toBe(kind);
  });

  test("the engine's evidence is kept, for its trap alone", () => {
    const { remediation } = open(opened(5));
    expect(remediation.traps[TRAP]).toMatchObject({ evidence: [{ question: "q0", attempt: "a0" }] });
    expect(remediation.traps[OTHER]).toMatchObject({ evidence: [] });
  });
});

describe("from confirmed to treated", () => {
  test.each([
    { name: "fact, section, drill", events: TREATED, kind: "treated" },
    { name: "drill first, then reading", events: [...CONFIRMED, ...drill(HOUR_MS + 1), ...READ], kind: "treated" },
    { name: "no fact", events: [...CONFIRMED, READ[1], ...drill()], kind: "confirmed" },
    { name: "no section", events: [...CONFIRMED, READ[0], ...drill()], kind: "confirmed" },
    {
      name: "read before the fall",
      events: [...READ, answered(2.5 * HOUR_MS, { outcome: "fell" }), ...drill()],
      kind: "confirmed",
    },
    { name: "two probes", events: [...CONFIRMED, ...READ, ...drill().slice(1)], kind: "confirmed" },
    {
      name: "a fall between the probes",
      events: [
        ...CONFIRMED,
        ...READ,
        answered(3 * HOUR_MS),
        answered(3 * HOUR_MS, { outcome: "fell" }),
        ...drill().slice(1),
      ],
      kind: "confirmed",
    },
    {
      name: "another wrong option between the probes",
      events: [
        ...CONFIRMED,
        ...READ,
        ...drill().slice(0, 2),
        answered(4 * HOUR_MS, { outcome: "other" }),
        answered(5 * HOUR_MS),
      ],
      kind: "treated",
    },
    {
      name: "probes met before while unseen ones are left",
      events: [...CONFIRMED, ...READ, ...drill().map((probe) => ({ ...probe, seen: true }))],
      kind: "confirmed",
    },
    {
      name: "probes met before when no unseen one is left",
      events: [...CONFIRMED, ...READ, ...drill().map((probe) => ({ ...probe, seen: true, unseenLeft: false }))],
      kind: "treated",
    },
  ])("$name: $kind", ({ events, kind }) => {
    expect(kindAfter(...events.filter((event) => event !== undefined))).toBe(kind);
  });
});

describe("from treated to cured", () => {
  const exam = (at: number, over = {}) => answered(at, { mode: "exam", unmarkedInTimedExam: true, ...over });
  test.each([
    { name: "a day later: first check", events: CHECKED, kind: "treated", why: [] },
    { name: "and seven more days", events: CURED, kind: "cured", why: [] },
    { name: "and a timed exam at once", events: [...CHECKED, exam(CHECK_AT + 1)], kind: "cured", why: [] },
    {
      name: "first and second check in timed exams",
      events: [...TREATED, exam(CHECK_AT), exam(CHECK_AT + 1)],
      kind: "cured",
      why: [],
    },
    {
      name: "a millisecond less than a day",
      events: [...TREATED, answered(CHECK_AT - 1)],
      kind: "treated",
      why: ["less-than-a-day"],
    },
    {
      name: "a millisecond less than seven days",
      events: [...CHECKED, answered(CURED_AT - 1)],
      kind: "treated",
      why: ["neither-timed-exam-nor-seven-days"],
    },
    {
      name: "an exam question that was marked as a check",
      events: [...CHECKED, exam(CHECK_AT + 1, { unmarkedInTimedExam: false })],
      kind: "treated",
      why: ["neither-timed-exam-nor-seven-days"],
    },
    {
      name: "practice cannot pass for a timed exam",
      events: [...CHECKED, exam(CHECK_AT + 1, { mode: "practice" })],
      kind: "treated",
      why: ["neither-timed-exam-nor-seven-days"],
    },
    {
      name: "two answers of one exam",
      events: [...TREATED, exam(CHECK_AT, { attempt: "exam" }), exam(CHECK_AT + 1, { attempt: "exam" })],
      kind: "treated",
      why: ["same-sitting-as-first-check"],
    },
    {
      name: "one sitting that lasts for eight days",
      events: [...TREATED, answered(CHECK_AT, { attempt: "long" }), answered(CURED_AT, { attempt: "long" })],
      kind: "treated",
      why: ["same-sitting-as-first-check"],
    },
    {
      name: "a drill that lasts for a day",
      events: [...TREATED, answered(CHECK_AT, { attempt: "drill" })],
      kind: "treated",
      why: ["sitting-of-the-drill"],
    },
    {
      name: "another wrong option",
      events: [...CHECKED, answered(CURED_AT, { outcome: "other" })],
      kind: "treated",
      why: ["another-wrong-option"],
    },
    {
      name: "a question met before while unseen ones are left",
      events: [...CHECKED, answered(CURED_AT, { seen: true })],
      kind: "treated",
      why: ["seen-before-with-unseen-left"],
    },
  ])("$name: $kind", ({ events, kind, why }) => {
    expect(kindAfter(...events)).toBe(kind);
    expect(notCounted(...events)).toEqual(why);
  });

  test("silence is never a cure", () => {
    const elsewhere = answered(CURED_AT + 900 * DAY_MS, { trap: OTHER });
    expect(kindAfter(...CHECKED, elsewhere)).toBe("treated");
  });
});

describe("a fall later on", () => {
  const fall = (at: number) => answered(at, { outcome: "fell" });
  test.each([
    { name: "after the treatment", events: TREATED, from: "treated" },
    { name: "after the first check", events: CHECKED, from: "treated" },
    { name: "after the cure", events: CURED, from: "cured" },
  ])("$name: relapsed", ({ events, from }) => {
    expect(stateAfter(...events, fall(CURED_AT + 1))).toMatchObject({ kind: "relapsed", from, relapses: 1 });
  });

  test("the first step of the new treatment confirms it again, and everything is asked anew", () => {
    const at = CURED_AT + HOUR_MS;
    const again = stateAfter(...CURED, fall(at), read("fact-read", at + 1));
    expect(again).toMatchObject({ kind: "confirmed", factReadAt: at + 1, sectionReadAt: null, drill: [], relapses: 1 });
  });

  test("in the sitting that cured it opens it again", () => {
    const second = answered(CURED_AT, { mode: "exam", attempt: "exam" });
    expect(kindAfter(...CHECKED, second)).toBe("cured");
    expect(kindAfter(...CHECKED, second, answered(CURED_AT + 1, { attempt: "exam", outcome: "fell" }))).toBe(
      "relapsed",
    );
  });
});

describe("the log", () => {
  test("an event out of order throws, and replay puts it in its place", () => {
    const before = open(opened()).remediation;
    const later = advance(before, answered(2)).remediation;
    expect(() => advance(later, answered(1))).toThrow("comes after");
    expect(replay([opened(), ...[...CURED].reverse()])?.remediation.traps[TRAP]?.kind).toBe("cured");
  });

  test("without an opening there is no remediation, and what came before it is passed over", () => {
    expect(replay(CURED)).toBeNull();
    expect(replay([answered(-5, { outcome: "fell" }), opened()])?.remediation.traps[TRAP]?.kind).toBe("suspected");
  });

  test("a trap of another symptom is passed over", () => {
    expect(kindAfter(answered(1, { trap: "another", outcome: "fell" }))).toBe("suspected");
  });

  test("opening again adds evidence and new traps, and takes nothing back", () => {
    const again: RemediationEvent = {
      kind: "opened",
      at: 2 * HOUR_MS,
      symptom: "all-sounds-plausible",
      traps: [...TRAPS, "new-trap"],
      by: "engine",
      evidence: [{ trap: OTHER, question: "q9", attempt: "a9", at: HOUR_MS }],
    };
    const traps = replay([opened(0, "learner"), ...CONFIRMED, again])?.remediation.traps;
    expect(traps?.[TRAP]?.kind).toBe("confirmed");
    expect(traps?.[OTHER]).toMatchObject({ kind: "suspected", by: "learner", evidence: [{ question: "q9" }] });
    expect(traps?.["new-trap"]?.kind).toBe("suspected");
  });

  test("another symptom's opening throws", () => {
    const { remediation } = open(opened());
    expect(() => advance(remediation, { ...opened(1), symptom: "another" })).toThrow("is not");
  });

  test("done is when every trap is cured or cleared", () => {
    const cleared = [1, 2, 3].map((n) => answered(CURED_AT + n, { trap: OTHER }));
    const done = (...events: RemediationEvent[]) => {
      const after = replay([opened(), ...events]);
      return after !== null && isDone(after.remediation);
    };
    expect(done(...CURED)).toBe(false);
    expect(done(...CURED, ...cleared)).toBe(true);
  });

  test("events are stored strictly", () => {
    for (const event of [opened(), ...CURED]) expect(remediationEventSchema.parse(event)).toEqual(event);
    expect(remediationEventSchema.safeParse({ ...answered(1), mode: "silence" }).success).toBe(false);
  });
});

test("the story tells everything that happened, dated and in words", () => {
  const fell = answered(CURED_AT + HOUR_MS, { outcome: "fell" });
  const lines = story([opened(), ...CURED, fell]).filter(({ trap }) => trap === TRAP);
  expect(lines.map((fact) => [fact.at, storyLine(fact)])).toEqual([
    [0, "Suspected from 1 answer."],
    [HOUR_MS, "You fell for it: confirmed."],
    [2 * HOUR_MS, "You read the deciding fact."],
    [2 * HOUR_MS, "You read the lesson's section."],
    [3 * HOUR_MS + 1, "A probe did not catch you: 1 of the last 3."],
    [3 * HOUR_MS + 2, "A probe did not catch you: 2 of the last 3."],
    [TREATED_AT, "A probe did not catch you: 3 of the last 3."],
    [TREATED_AT, "Fact, section and drill are done: treated, to be checked later."],
    [CHECK_AT, "First check passed."],
    [CURED_AT, "Second check passed: cured."],
    [CURED_AT + HOUR_MS, "You fell for it after it was cured: it is open again."],
  ]);
});

test("a question met before is said to be one where it counts", () => {
  const probe = answered(3 * HOUR_MS, { seen: true, unseenLeft: false });
  const lines = story([opened(), ...CONFIRMED, probe]).map(storyLine);
  expect(lines.at(-1)).toBe("A probe did not catch you (met before: no unseen question was left): 1 of the last 3.");
});
