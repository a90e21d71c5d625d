import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { type ExamPlan, examPlan, type PlanInput } from "./exam-plan";

const TODAY = 20_000 * DAY_MS;
const input = (over: Partial<PlanInput> = {}): PlanInput => ({
  today: TODAY,
  examDay: TODAY + 21 * DAY_MS,
  readiness: "open",
  dueReviews: 3,
  remediations: [{ symptom: "plausible", trapsToTreat: 2, trapsToCheck: 1 }],
  lessons: [
    { lesson: "3.1", minutes: 40 },
    { lesson: "3.2", minutes: 40 },
  ],
  examMinutes: 28,
  minutesADayAtMost: 60,
  ...over,
});
const planned = (over: Partial<PlanInput> = {}): Extract<ExamPlan, { kind: "plan" }> => {
  const plan = examPlan(input(over));
  if (plan.kind !== "plan") throw new Error(plan.kind);
  return plan;
};

test.each([
  { name: "no date", examDay: null, kind: "no-date" },
  { name: "yesterday", examDay: TODAY - DAY_MS, kind: "past" },
  { name: "today", examDay: TODAY, kind: "exam-today" },
  { name: "tomorrow", examDay: TODAY + DAY_MS, kind: "plan" },
])("$name: $kind", ({ examDay, kind }) => {
  expect(examPlan(input({ examDay })).kind).toBe(kind);
});

describe("a plan", () => {
  test("of three weeks: what is due and wrong first, lessons next, none in the last week", () => {
    const { weeks, leftOut, days } = planned();
    expect(days).toBe(21);
    expect(weeks.map(({ tasks }) => tasks.map(({ kind }) => kind))).toEqual([
      ["reviews", "checks", "timed-exam", "remediation", "lesson"],
      ["checks", "timed-exam", "lesson"],
      ["timed-exam"],
    ]);
    expect(leftOut).toEqual([]);
  });

  test("minutes are told by the day, rounded up", () => {
    const [first] = planned().weeks;
    expect(first).toMatchObject({
      from: TODAY,
      until: TODAY + 7 * DAY_MS,
      minutes: 5 + 2 + 28 + 30 + 40,
      minutesADay: 15,
    });
  });

  test("what does not fit is said", () => {
    const { weeks, leftOut } = planned({ examDay: TODAY + 2 * DAY_MS, minutesADayAtMost: 40 });
    expect(weeks).toHaveLength(1);
    expect(weeks[0]?.minutes).toBeLessThanOrEqual(80);
    expect(leftOut).toEqual([
      { kind: "lesson", lesson: "3.1", minutes: 40 },
      { kind: "lesson", lesson: "3.2", minutes: 40 },
    ]);
  });

  test("who is above the pass mark is given no lessons", () => {
    const kinds = planned({ readiness: "above" }).weeks.flatMap(({ tasks }) => tasks.map(({ kind }) => kind));
    expect(kinds).not.toContain("lesson");
  });

  test.each([
    { days: 8, needs: true },
    { days: 9, needs: false },
  ])("with $days days left a cure needs a timed exam: $needs", ({ days, needs }) => {
    expect(planned({ examDay: TODAY + days * DAY_MS }).cureNeedsTimedExam).toBe(needs);
  });

  test("without open traps no cure needs anything", () => {
    expect(planned({ examDay: TODAY + DAY_MS, remediations: [] }).cureNeedsTimedExam).toBe(false);
  });
});

test("weeks follow each other up to the exam, keep to the minutes, and every piece of work is in one or left out", () => {
  const some = fc.record({
    examDay: fc.integer({ min: 1, max: 120 }).map((days) => TODAY + days * DAY_MS),
    dueReviews: fc.nat({ max: 40 }),
    minutesADayAtMost: fc.integer({ min: 5, max: 120 }),
    lessons: fc
      .array(fc.integer({ min: 5, max: 90 }))
      .map((all) => all.map((minutes, i) => ({ lesson: `${i}`, minutes }))),
    readiness: fc.constantFrom("unknown", "below", "open"),
  });
  fc.assert(
    fc.property(some, (over) => {
      const { weeks, leftOut } = planned(over);
      expect(weeks[0]?.from).toBe(TODAY);
      expect(weeks.at(-1)?.until).toBe(over.examDay);
      weeks.forEach((week, i) => {
        if (i > 0) expect(week.from).toBe(weeks[i - 1]?.until);
        expect(week.minutesADay).toBeLessThanOrEqual(over.minutesADayAtMost);
      });
      const lessons = [...weeks.flatMap(({ tasks }) => tasks), ...leftOut].flatMap((task) =>
        task.kind === "lesson" ? [task.lesson] : [],
      );
      const all = [...weeks.flatMap(({ tasks }) => tasks), ...leftOut].map(({ kind }) => kind);
      expect(all.filter((kind) => kind === "timed-exam")).toHaveLength(weeks.length);
      expect(all.filter((kind) => kind === "reviews")).toHaveLength(over.dueReviews > 0 ? 1 : 0);
      expect([...lessons].sort()).toEqual(over.lessons.map(({ lesson }) => lesson).sort());
    }),
    FIXED_RUNS,
  );
});
