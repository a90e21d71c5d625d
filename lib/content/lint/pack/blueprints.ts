import { problemsOf, type Rule } from "@/lib/content/lint/rule";
import type { PackContent } from "@/lib/content/read-pack";
import { assembleForm, type Candidate } from "@/lib/core/exam/assemble-form";
import { shortfallWords } from "@/lib/core/exam/quota-words";
import type { Exam } from "@/lib/core/pack/schema";
import { offeredTraps } from "@/lib/core/question/score";
import { seededRng } from "@/lib/core/shared/rng";

const SEEDS = 20;

/** The questions that the exam may show, as the form assembly sees them; a sub-trap counts for its parent as well. */
export function candidatesOf(pack: PackContent, exam: Exam): Candidate[] {
  const parents = new Map(pack.traps.map(({ id, parent }) => [id, parent]));
  return pack.questions
    .filter(({ question }) => question.exams.includes(exam.id) && exam.itemTypes.includes(question.type))
    .filter(({ context }) => exam.hasCases || context === null)
    .map(({ question, context, draw }) => {
      const traps = offeredTraps(question).flatMap((trap) => [trap, parents.get(trap) ?? trap]);
      return {
        id: question.id,
        lesson: question.lesson,
        type: question.type,
        traps: [...new Set(traps)],
        counterCue: question.counterCue,
        difficulty: question.difficulty,
        exams: question.exams,
        family: draw?.family ?? null,
        caseId: context?.id ?? null,
        caseIndex: context?.position ?? null,
        seen: 0,
        familySeen: 0,
      };
    });
}

/** Every blueprint can be filled from the bank, whatever the draw, and holds nothing that its exam does not know. */
export const blueprints: Rule = (pack) => {
  const report = problemsOf(pack, "blueprints");
  return pack.info.exams.flatMap((exam, examIndex) => {
    const bank = candidatesOf(pack, exam);
    return exam.blueprints.flatMap((blueprint, index) => {
      if (blueprint.hidden) return [];
      const forms = Array.from({ length: SEEDS }, (_, seed) =>
        assembleForm(blueprint, bank, seededRng(`${blueprint.id}/${seed}`)),
      );
      const failed = forms.flatMap((form) => (form.ok ? [] : [form.error]));
      const [first] = failed;
      if (first === undefined) return [];
      const path = ["exams", examIndex, "blueprints", index];
      const reach = `${failed.length} of ${SEEDS} draws give no form of ${blueprint.id}`;
      const message = `${reach}: the bank gives ${first.map((short) => shortfallWords(short)).join(", ") || "none"}`;
      return [report.error(message, { kind: "pack", id: pack.info.id, path })];
    });
  });
};
