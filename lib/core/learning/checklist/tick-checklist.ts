import type { Chapter } from "@/lib/core/pack/schema";

/** A point of the exit checklist: ticked by evidence, open, or with too little evidence to say. */
export type ChecklistTick = {
  id: string;
  text: string;
  state: "ticked" | "open" | "no-evidence";
  /** What is behind it, or what is missing, in words. */
  evidence: string;
};

/** So many answers in a point's lessons are needed to say anything. */
const ANSWERS_NEEDED = 8;
/** The lower end of the 80 % range of being right that ticks a point. */
const LOW_NEEDED = 0.6;

type LessonStanding = { id: string; answered: number; low: number };
type TrapStanding = { id: string; short: string; state: string | null };

const OPEN: readonly (string | null)[] = ["suspected", "confirmed", "relapsed"];
const percent = (share: number): string => `${Math.round(share * 100)} %`;

/** A point is ticked when its lessons are likely mastered and none of its traps is open. */
export function tickChecklist(
  points: Chapter["checklist"],
  lessons: readonly LessonStanding[],
  traps: readonly TrapStanding[],
): ChecklistTick[] {
  return points.map(({ id, text, lessons: of, traps: named }) => {
    const its = lessons.filter((lesson) => of.includes(lesson.id));
    const answered = its.reduce((sum, lesson) => sum + lesson.answered, 0);
    const open = traps.filter((trap) => named.includes(trap.id) && OPEN.includes(trap.state));
    const unseen = its.filter((lesson) => lesson.answered === 0);
    if (answered < ANSWERS_NEEDED || unseen.length > 0) {
      const where = of.map((lesson) => `lesson ${lesson}`).join(" and ");
      const evidence =
        answered < ANSWERS_NEEDED
          ? `${answered} of ${ANSWERS_NEEDED} answers in ${where}`
          : `no answer yet in ${unseen.map((lesson) => `lesson ${lesson.id}`).join(" and ")}`;
      return { id, text, state: "no-evidence", evidence };
    }
    if (open.length > 0) {
      return { id, text, state: "open", evidence: `not cured yet: ${open.map((trap) => trap.short).join(", ")}` };
    }
    const low = Math.min(...its.map((lesson) => lesson.low));
    return low >= LOW_NEEDED
      ? { id, text, state: "ticked", evidence: `at least ${percent(low)} right is likely, and no trap is open` }
      : {
          id,
          text,
          state: "open",
          evidence: `at least ${percent(low)} right is likely; ${percent(LOW_NEEDED)} ticks it`,
        };
  });
}
