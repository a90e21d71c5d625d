import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { DAY_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";
import { dueForToday, dueTraps, examProbeTraps, REVIEW_CAP } from "./due-traps";
import { foldAnswer, type LearningAnswer } from "./fold-answer";
import { foldReading } from "./fold-reading";
import {
  initialLearner,
  type LearnerState,
  learnerHeadSchema,
  learnerTrapSchema,
  withConfidence,
} from "./learner-state";
import { FIRST_PARAMETERS } from "./learning-parameters";
import { openReported, openRouted, routeLearner } from "./route-learner";

const PACK = { parentOf: (trap: string) => (trap === "steep-longer" ? "steep" : undefined) };
const TRAPS = ["boil", "steep", "steep-longer"];
const SYMPTOM = { id: "bitter", traps: TRAPS, lessons: ["heat"] };
const WHOLE = { attempt: "none", look: "whole" } as const;

const answer = (over: Partial<LearningAnswer> = {}): LearningAnswer => ({
  item: "item",
  question: { id: "question", family: null, lesson: "heat", difficulty: 3, offered: ["boil"] },
  outcome: "wrong",
  evidence: { offered: ["boil"], taken: ["boil"], refused: [] },
  at: DAY_MS,
  attempt: "attempt",
  mode: "practice",
  timed: false,
  spentMs: MINUTE_MS,
  seen: false,
  change: "none",
  counterCue: false,
  parallelRight: false,
  unseenLeft: () => true,
  ...over,
});
const refused = (over: Partial<LearningAnswer> = {}): LearningAnswer =>
  answer({ outcome: "right", evidence: { offered: ["boil"], taken: [], refused: ["boil"] }, ...over });

const fold = (answers: readonly LearningAnswer[], from: LearnerState = initialLearner(FIRST_PARAMETERS.mastery)) =>
  answers.reduce((state, one) => foldAnswer(state, one, FIRST_PARAMETERS, PACK), from);

describe("one answer", () => {
  test("left out says nothing about what the learner knows", () => {
    const before = fold([answer()]);
    expect(fold([answer({ outcome: "unanswered", item: "other" })], before)).toBe(before);
  });

  test("a fall is counted, kept as evidence, and starts the schedule", () => {
    const { head, traps, lessons } = fold([answer()]);
    expect(traps.boil).toMatchObject({ offered: 1, entry: { falls: 1, decided: 1 } });
    expect(traps.boil?.lessons.heat).toEqual({ offered: 1, decided: 1, falls: 1 });
    expect(traps.boil?.card).not.toBeNull();
    expect(head.misses).toMatchObject([{ question: "question", traps: ["boil"], sure: false }]);
    expect(lessons.heat?.mastery).toMatchObject({ answered: 1, right: 0 });
  });

  test("a refusal before any fall starts no schedule, after one it is a review", () => {
    expect(fold([refused()]).traps.boil?.card).toBeNull();
    const after = fold([answer(), refused({ at: 9 * DAY_MS, attempt: "later" })]);
    expect(after.traps.boil?.card).toMatchObject({ reviewedAt: 9 * DAY_MS, reviews: 2 });
  });

  test("another wrong option is offered, and decides nothing", () => {
    const other = answer({ evidence: { offered: ["boil"], taken: [], refused: [] } });
    expect(fold([other]).traps.boil).toMatchObject({ offered: 1, entry: { falls: 0, decided: 0 } });
  });

  test("a sub-trap counts for its parent beside its own", () => {
    const { traps } = fold([answer({ evidence: { offered: ["steep-longer"], taken: ["steep-longer"], refused: [] } })]);
    expect(traps["steep-longer"]?.entry).toMatchObject({ falls: 1, subFalls: 0 });
    expect(traps.steep?.entry).toMatchObject({ falls: 0, subFalls: 1 });
  });

  test("what a trap explains of a fall counts less against the lesson than a plain error does", () => {
    const fell = fold([answer()]).lessons.heat?.gap.residual ?? 0;
    const erred = fold([answer({ evidence: { offered: [], taken: [], refused: [] } })]).lessons.heat?.gap.residual ?? 0;
    expect(erred).toBeLessThan(fell);
    expect(fell).toBeLessThan(0);
  });

  test("weeks and changes are counted where they belong", () => {
    const { head } = fold([
      answer({ change: "right-to-wrong" }),
      refused({ change: "wrong-to-right", at: 2 * DAY_MS }),
      refused({ at: 8 * DAY_MS, spentMs: null }),
    ]);
    expect(head.changes).toEqual({ rightToWrong: 1, wrongToRight: 1, wrongToWrong: 0 });
    expect(head.weeks).toMatchObject([
      { week: 0, answered: 2, right: 1, falls: 1, timed: 2, spentMs: 2 * MINUTE_MS },
      { week: 1, answered: 1, right: 1, falls: 0, timed: 0, spentMs: 0 },
    ]);
  });

  test("how sure somebody was is told of misses that are kept, and counted once it is known", () => {
    const state = withConfidence(fold([answer(), refused({ item: "right one" })]), [
      { item: "item", confidence: "sure", right: false },
      { item: "right one", confidence: "guess", right: true },
    ]);
    expect(state.head.misses).toMatchObject([{ sure: true, facts: { confidence: "sure" } }]);
    expect(state.head.confidence).toMatchObject({ sure: { right: 0, wrong: 1 }, guess: { right: 1, wrong: 0 } });
  });
});

describe("a remediation in the fold", () => {
  const found = [{ symptom: "bitter", probability: 0.9, strength: "strong" as const }];
  const opened = (): LearnerState => {
    const state = fold([
      answer(),
      answer({ item: "two", attempt: "two", question: { ...answer().question, id: "q2" } }),
    ]);
    return openRouted(state, routeLearner(state, [SYMPTOM], found, WHOLE), 2 * DAY_MS);
  };
  const kindOf = (state: LearnerState) => state.remediations.bitter?.remediation.traps.boil?.kind;
  const probes = (mode: LearningAnswer["mode"], day: number, attempt: string, count: number, timed = false) =>
    Array.from({ length: count }, (_, i) =>
      refused({
        mode,
        timed,
        at: day * DAY_MS,
        attempt,
        item: `${attempt}-${i}`,
        question: { ...answer().question, id: `${attempt}-${i}` },
      }),
    );

  test("opens with the traps that were taken, and the answers that show it", () => {
    const { remediation } = opened().remediations.bitter ?? {};
    expect(Object.keys(remediation?.traps ?? {})).toEqual(["boil"]);
    expect(remediation?.traps.boil).toMatchObject({ kind: "suspected", by: "engine", evidence: [{}, {}] });
  });

  test("goes from suspected to cured by a fall, reading, a drill and two checks, and its evidence is cleared", () => {
    const confirmed = fold([answer({ at: 3 * DAY_MS, attempt: "probe", item: "probe", mode: "drill" })], opened());
    expect(kindOf(confirmed)).toBe("confirmed");
    const read = foldReading(
      foldReading(confirmed, "fact-read", ["boil"], 3 * DAY_MS),
      "section-read",
      ["boil"],
      3 * DAY_MS,
    );
    const treated = fold(probes("drill", 3, "drill", 3), read);
    expect(kindOf(treated)).toBe("treated");
    expect(dueTraps(treated, 4 * DAY_MS + 1)).toContainEqual({ trap: "boil", because: "check" });
    expect(examProbeTraps(treated, 4 * DAY_MS + 1)).toEqual(["boil"]);
    const checked = fold(probes("check", 5, "check", 1), treated);
    expect(kindOf(checked)).toBe("treated");
    const cured = fold(probes("exam", 6, "exam", 1, true), checked);
    expect(kindOf(cured)).toBe("cured");
    expect(cured.traps.boil?.entry).toMatchObject({ falls: 3, logLikelihood: [0, 0, 0, 0] });
    expect(cured.head.misses).toEqual([]);
    const relapsed = fold([answer({ at: 40 * DAY_MS, attempt: "late", item: "late" })], cured);
    expect(kindOf(relapsed)).toBe("relapsed");
  });

  test("an untimed exam is no second check before seven days", () => {
    const confirmed = fold([answer({ at: 3 * DAY_MS, attempt: "probe", item: "probe", mode: "drill" })], opened());
    const read = foldReading(
      foldReading(confirmed, "fact-read", ["boil"], 3 * DAY_MS),
      "section-read",
      ["boil"],
      3 * DAY_MS,
    );
    const checked = fold([...probes("drill", 3, "drill", 3), ...probes("check", 5, "check", 1)], read);
    expect(kindOf(fold(probes("exam", 6, "exam", 1, false), checked))).toBe("treated");
  });

  test("a report opens with the traps that caught before, and needs no evidence", () => {
    const state = openReported(fold([answer()]), SYMPTOM, 2 * DAY_MS);
    expect(state.head.reported).toEqual(["bitter"]);
    expect(state.remediations.bitter?.remediation.traps.boil).toMatchObject({ kind: "suspected", by: "learner" });
    expect(openReported(state, SYMPTOM, 3 * DAY_MS).remediations).toEqual(state.remediations);
  });
});

test("any answers give a state that can be stored, and no more checks a day than the cap", () => {
  const anyAnswer = fc
    .record({
      day: fc.nat({ max: 60 }),
      question: fc.nat({ max: 9 }),
      attempt: fc.nat({ max: 30 }),
      trap: fc.constantFrom(...TRAPS),
      what: fc.constantFrom("fell", "refused", "other", "unanswered"),
      mode: fc.constantFrom("exam", "practice", "drill", "check", "diagnose"),
      seen: fc.boolean(),
    })
    .map(({ day, question, attempt, trap, what, mode, seen }) =>
      answer({
        item: `${attempt}-${question}`,
        question: {
          family: null,
          id: `q${question}`,
          lesson: `lesson-${question % 3}`,
          difficulty: 1 + (question % 5),
          offered: [trap],
        },
        outcome: what === "unanswered" ? "unanswered" : what === "refused" ? "right" : "wrong",
        evidence: {
          offered: [trap],
          taken: what === "fell" ? [trap] : [],
          refused: what === "refused" ? [trap] : [],
        },
        at: day * DAY_MS,
        attempt: `attempt-${attempt}`,
        mode,
        timed: mode === "exam",
        seen,
      }),
    );
  fc.assert(
    fc.property(fc.array(anyAnswer, { maxLength: 60 }), (answers) => {
      const ordered = [...answers].sort((a, b) => a.at - b.at);
      const half = fold(ordered.slice(0, 30));
      const found = [{ symptom: "bitter", probability: 0.9, strength: "strong" as const }];
      const state = fold(ordered.slice(30), openRouted(half, routeLearner(half, [SYMPTOM], found, WHOLE), 0));
      expect(learnerHeadSchema.parse(state.head)).toEqual(state.head);
      for (const trap of Object.values(state.traps)) expect(learnerTrapSchema.parse(trap)).toEqual(trap);
      const answered = answers.filter(({ outcome }) => outcome !== "unanswered").length;
      expect(state.head.general.answered).toBe(answered);
      const due = dueForToday(state, 90 * DAY_MS);
      expect(due.today.length).toBeLessThanOrEqual(REVIEW_CAP);
      expect([...due.today, ...due.left]).toEqual(dueTraps(state, 90 * DAY_MS));
    }),
    FIXED_RUNS,
  );
});
