import { expect, test } from "vitest";
import type { AttemptMode, AttemptPlan } from "@/lib/core/attempt/plan";
import type { AttemptReport, TrapFinding } from "@/lib/usecases/attempt/get-result";
import type { RouteAfter, RouteView } from "@/lib/usecases/learning/get-route";
import { resultHeadline } from "./result-headline";

type What = TrapFinding["answers"][number]["what"];

const finding = (id: string, whats: readonly What[]): TrapFinding => ({
  id,
  name: id,
  short: id,
  refutedBy: "",
  lesson: "3.1",
  section: "s",
  falls: whats.filter((what) => what === "fell").length,
  decided: whats.filter((what) => what !== "no-evidence").length,
  offered: whats.length,
  answers: whats.map((what, index) => ({ place: index + 1, itemId: `i${index}`, what })),
});

function reportOf(mode: AttemptMode, plan: AttemptPlan, whats: readonly What[], scored = whats.length): AttemptReport {
  const attempt = {
    id: "a",
    userId: "u",
    packId: "p",
    examId: "e",
    mode,
    title: "",
    plan,
    state: "finished",
    startedAt: 0,
    deadline: null,
    limitMs: null,
    extraTime: "none",
    finishedAt: 1,
    finishReason: "learner",
    revision: 1,
    result: null,
    assignmentId: null,
    reviewAt: null,
  } as const;
  const result = { right: 0, scored, unanswered: 0, pilots: 0, band: null, lessons: [], traps: [] };
  const traps = whats.length === 0 ? [] : [finding("trap", whats)];
  return {
    attempt,
    result,
    exam: null,
    usedMs: 1,
    lessons: [],
    traps,
    pilotPlaces: [],
    metBefore: 0,
    droppedPlaces: [],
    revisions: [],
  };
}

const stop = (strength: RouteView["strength"]): RouteView => ({
  symptom: "s",
  words: "It blurs.",
  firstFix: "",
  strength,
  traps: [],
  next: null,
  here: [],
  elsewhere: 0,
});
const found = (...stops: RouteView[]): RouteAfter => ({ kind: "found", stops, answered: 12 });

const drill: AttemptPlan = { kind: "drill", symptom: "s", traps: ["trap"], unseen: {} };

test.each<{ mode: "drill" | "check"; whats: What[]; says: string }>([
  { mode: "drill", whats: [], says: "Nothing was answered, so there is nothing to tell" },
  { mode: "drill", whats: ["refused", "refused", "refused"], says: "None of the three probes caught you" },
  { mode: "drill", whats: ["fell", "refused", "no-evidence"], says: "The trap caught you in one of three probes" },
  { mode: "drill", whats: ["fell"], says: "The trap caught you" },
  { mode: "drill", whats: ["refused", "no-evidence"], says: "Not caught; one of two probes decided nothing" },
  { mode: "drill", whats: ["no-evidence"], says: "The probe decided nothing: you took neither the key nor the trap" },
  { mode: "check", whats: ["refused"], says: "The check did not catch you" },
  { mode: "check", whats: ["refused", "refused"], says: "None of the two checks caught you" },
  { mode: "check", whats: ["fell", "fell"], says: "The trap caught you in two of two checks" },
])("$mode: $says", ({ mode, whats, says }) => {
  expect(resultHeadline(reportOf(mode, drill, whats), found())).toBe(says);
});

test.each<{ route: RouteAfter; says: string }>([
  { route: found(), says: "No symptom stands out" },
  { route: found(stop("strong")), says: "What stands out: “It blurs.”" },
  { route: found(stop("some")), says: "It may be this: “It blurs.”" },
  { route: found(stop("strong"), stop("some"), stop("weak")), says: "Three things stand out" },
  { route: { kind: "waits", attemptId: "b" }, says: "Your newer diagnosis is still open" },
])("diagnosis: $says", ({ route, says }) => {
  const report = reportOf("diagnose", { kind: "diagnose", least: 12, most: 15 }, ["fell"]);
  expect(resultHeadline(report, route)).toBe(says);
});
