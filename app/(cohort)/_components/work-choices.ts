import type { AssignedWork } from "@/lib/core/cohort/assignment";
import { listPackLessons } from "@/lib/core/pack/pack-view";
import type { CurrentExam } from "@/lib/usecases/learn/current-exam";
import type { WorkChoice } from "./assignment-fields";

/** What a lead can assign in an exam, in groups. */
export function workChoices({ pack, exam }: CurrentExam): WorkChoice[] {
  return [
    {
      group: "Exams",
      options: exam.blueprints.map(({ id, title }) => ({ value: `exam:${id}`, label: title })),
    },
    { group: "Find out", options: [{ value: "diagnose", label: "Diagnosis" }] },
    {
      group: "Drills on a trap",
      options: [...pack.traps.values()].map(({ id, name }) => ({ value: `drill:${id}`, label: name })),
    },
    {
      group: "Lessons",
      options: listPackLessons(pack).map(({ id, title }) => ({ value: `lesson:${id}`, label: `${id} ${title}` })),
    },
  ];
}

/** Work as the form names it. */
export function workValue(work: AssignedWork): string {
  switch (work.kind) {
    case "exam":
      return `exam:${work.blueprint}`;
    case "drill":
      return `drill:${work.trap}`;
    case "lesson":
      return `lesson:${work.lesson}`;
    case "diagnose":
      return "diagnose";
  }
}
