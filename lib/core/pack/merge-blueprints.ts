import type { Blueprint } from "@/lib/core/exam/blueprint";
import type { PackInfo } from "./schema";

/** A blueprint that was written in the app. */
export type StoredBlueprint = { examId: string; blueprint: Blueprint };

/**
 * A pack as its files say it, with the blueprints that were written in the app: one of an id that the files know takes
 * that place, the others follow in their order. Hidden ones are among them.
 */
export function mergeBlueprints(info: PackInfo, stored: readonly StoredBlueprint[]): PackInfo {
  const exams = info.exams.map((exam) => {
    const own = new Map(
      stored.flatMap(({ examId, blueprint }) => (examId === exam.id ? [[blueprint.id, blueprint]] : [])),
    );
    const replaced = exam.blueprints.map((blueprint) => own.get(blueprint.id) ?? blueprint);
    const known = new Set(exam.blueprints.map(({ id }) => id));
    return { ...exam, blueprints: [...replaced, ...[...own.values()].filter(({ id }) => !known.has(id))] };
  });
  return { ...info, exams };
}

/** A pack with the blueprints that learners are offered. */
export const withoutHidden = (info: PackInfo): PackInfo => ({
  ...info,
  exams: info.exams.map((exam) => ({ ...exam, blueprints: exam.blueprints.filter(({ hidden }) => !hidden) })),
});
