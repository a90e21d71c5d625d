import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Card, CardHeader } from "@/components/ui/card";
import { type RadioCardOption, RadioCards, Select } from "@/components/ui/field";
import { startStudySetAction } from "@/lib/actions/learning";
import type { StudySet } from "@/lib/core/learning/study-set/study-set";
import type { LessonWeakness, TrapWeakness } from "@/lib/usecases/learning/get-weaknesses";

/** What the set is narrowed to; null is any. */
export type StudySetWish = { trap: string | null; lesson: string | null };

const sets = [
  { value: "missed", label: "Missed", hint: "Wrong or unanswered the last time" },
  { value: "unseen", label: "Unseen", hint: "Never met" },
  { value: "flagged", label: "Flagged", hint: "You marked them for review" },
  { value: "slow", label: "Slow", hint: "They took you far longer than usual" },
  { value: "trap", label: "All of them", hint: "Whatever came of them" },
] as const satisfies readonly RadioCardOption<StudySet>[];

/** Builds practice from what was missed, flagged, slow or unseen, in a lesson, with a trap, or over all. */
export function StudySetForm({
  traps,
  lessons,
  wish,
}: {
  traps: readonly Pick<TrapWeakness, "id" | "short">[];
  lessons: readonly Pick<LessonWeakness, "id" | "short">[];
  wish: StudySetWish;
}) {
  const { trap, lesson } = wish;
  return (
    <Card
      as="section"
      aria-labelledby="study-set-title"
      id="study-set"
      tabIndex={-1}
      className="scroll-mt-6 outline-none"
    >
      <CardHeader
        id="study-set-title"
        title="Build a study set"
        note="up to ten questions, with the reasons after each; a cell of the table fills this in"
      />
      {/* A new key with each wish: fields that are not controlled keep what they first were. */}
      <ActionForm key={`${trap}/${lesson}`} action={startStudySetAction} className="grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          {/* Who picks a cell asks for this form: the keyboard goes along. */}
          <Select label="Trap" name="trap" defaultValue={trap ?? ""} autoFocus={trap !== null || lesson !== null}>
            <option value="">Any</option>
            {traps.map(({ id, short }) => (
              <option key={id} value={id}>
                {short}
              </option>
            ))}
          </Select>
          <Select label="Lesson" name="lesson" defaultValue={lesson ?? ""}>
            <option value="">Any</option>
            {lessons.map(({ id, short }) => (
              <option key={id} value={id}>
                {id} {short}
              </option>
            ))}
          </Select>
        </div>
        <RadioCards
          legend="Which of their questions"
          name="set"
          options={sets}
          defaultValue={trap === null ? "missed" : "trap"}
          columns={3}
        />
        <div>
          <FormSubmit variant="secondary">Start practice</FormSubmit>
        </div>
      </ActionForm>
    </Card>
  );
}
