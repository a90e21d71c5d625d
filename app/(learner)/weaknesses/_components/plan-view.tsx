import Link from "next/link";
import { shortDay } from "@/components/time/day-text";
import { Notice } from "@/components/ui/notice";
import type { ExamPlan, PlanTask, PlanWeek } from "@/lib/core/learning/exam-plan/exam-plan";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import type { Weaknesses } from "@/lib/usecases/learning/get-weaknesses";

const traps = (count: number): string => (count === 1 ? "1 trap" : `${count} traps`);

function taskParts(task: PlanTask, seen: Weaknesses): { what: string; about: string | null; href: string } {
  const words = (symptom: string) => {
    const found = seen.underWay.find((work) => work.symptom.id === symptom);
    return found === undefined ? null : `“${found.symptom.symptom}”`;
  };
  switch (task.kind) {
    case "reviews":
      return {
        what: task.count === 1 ? "1 check that is due" : `${task.count} checks that are due`,
        about: null,
        href: "#due",
      };
    case "remediation":
      return { what: `Treat ${traps(task.traps)}`, about: words(task.symptom), href: `/remediations/${task.symptom}` };
    case "checks":
      return {
        what: `Check ${traps(task.traps)} again`,
        about: words(task.symptom),
        href: `/remediations/${task.symptom}`,
      };
    case "lesson": {
      const lesson = seen.lessons.find(({ id }) => id === task.lesson);
      return { what: `Lesson ${task.lesson}`, about: lesson?.short ?? null, href: `/learn/${task.lesson}` };
    }
    case "timed-exam":
      return { what: "A timed exam", about: null, href: "/exams" };
  }
}

function Task({ task, seen }: { task: PlanTask; seen: Weaknesses }) {
  const { what, about, href } = taskParts(task, seen);
  return (
    <li className="flex items-baseline justify-between gap-4">
      <span className="min-w-0">
        <Link className="link inline-flex min-h-8 items-center" href={href}>
          {what}
        </Link>
        {about === null ? null : <span className="text-ink-2"> {about}</span>}
      </span>
      <span className="num shrink-0 text-sm text-ink-2">{task.minutes} min</span>
    </li>
  );
}

function Week({ week, place, seen }: { week: PlanWeek; place: number; seen: Weaknesses }) {
  const lastDay = week.until - DAY_MS;
  return (
    <li className="border-line py-3.5 not-first:border-t sm:grid sm:grid-cols-[12rem_minmax(0,1fr)] sm:gap-x-6">
      <div className="max-sm:mb-1.5 sm:pt-1">
        <h3 className="text-base">Week {place}</h3>
        <p className="num text-sm text-ink-2">
          {week.from === lastDay ? shortDay(week.from) : `${shortDay(week.from)} – ${shortDay(lastDay)}`}
          <br />
          about {week.minutesADay} {week.minutesADay === 1 ? "minute" : "minutes"} a day
        </p>
      </div>
      <ul className="list-none p-0">
        {week.tasks.map((task, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two tasks of a week may be alike, and they never change places
          <Task key={index} task={task} seen={seen} />
        ))}
      </ul>
    </li>
  );
}

/** The weeks up to the exam, with what does not fit into them. */
export function PlanView({ plan, minutesADay, seen }: { plan: ExamPlan; minutesADay: number; seen: Weaknesses }) {
  switch (plan.kind) {
    case "no-date":
    case "past":
      return null;
    case "exam-today":
      return (
        <p className="text-lg">It is today. Nothing new any more: read each constraint, and trust what you checked.</p>
      );
    case "plan":
      return (
        <div className="grid gap-3">
          <p className="num text-ink-2">
            {plan.days === 1 ? "It is tomorrow." : `${plan.days} days from now.`} The plan follows your answers and
            changes with them.
          </p>
          <ol className="list-none p-0">
            {plan.weeks.map((week, index) => (
              <Week key={week.from} week={week} place={index + 1} seen={seen} />
            ))}
          </ol>
          {plan.leftOut.length === 0 ? null : (
            <div className="border-t border-line pt-3">
              <h3 className="text-base">Does not fit before the exam</h3>
              <p className="num mb-1 text-sm text-ink-2">
                at {minutesADay} minutes a day; do it where a day has more room
              </p>
              <ul className="list-none p-0">
                {plan.leftOut.map((task, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two tasks may be alike, and they never change places
                  <Task key={index} task={task} seen={seen} />
                ))}
              </ul>
            </div>
          )}
          {plan.cureNeedsTimedExam ? (
            <Notice tone="info" role="note">
              Time is short for two checks of what you treat now. A timed exam in between counts as the second one.
            </Notice>
          ) : null}
        </div>
      );
  }
}
