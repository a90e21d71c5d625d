import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { dayInWords } from "@/components/question/day";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { RadioCards } from "@/components/ui/field";
import { chooseExamDayAction, tellExamOutcomeAction } from "@/lib/actions/learning";
import type { Exam } from "@/lib/core/pack/schema";
import type { ExamDay } from "@/lib/usecases/learning/exam-day";
import type { Weaknesses } from "@/lib/usecases/learning/get-weaknesses";
import { PlanView } from "./plan-view";

type Told = ExamDay["dates"][number];

function DayForm({ day, submit }: { day: string | null; submit: string }) {
  return (
    <ActionForm action={chooseExamDayAction} className="flex flex-wrap items-end gap-3">
      <div className="basis-52">
        <FormInput type="date" name="day" label="Day of your exam" defaultValue={day ?? ""} required />
      </div>
      <FormSubmit variant="secondary">{submit}</FormSubmit>
    </ActionForm>
  );
}

function RemoveDay() {
  return (
    <ActionForm action={chooseExamDayAction}>
      <input type="hidden" name="day" value="" />
      <FormSubmit variant="ghost">Take the day away</FormSubmit>
    </ActionForm>
  );
}

function OutcomeForm({ date, exam }: { date: Told; exam: Exam }) {
  return (
    <ActionForm action={tellExamOutcomeAction} className="grid max-w-reading gap-4">
      <input type="hidden" name="id" value={date.id} />
      <RadioCards
        legend={`How did it go on ${dayInWords(date.day)}?`}
        name="outcome"
        required
        columns={2}
        options={[
          { value: "passed", label: "Passed" },
          { value: "failed", label: "Not this time" },
        ]}
      />
      <div className="max-w-52">
        <FormInput
          type="number"
          name="score"
          label="Score"
          optional
          inputMode="numeric"
          min={exam.scale.min}
          max={exam.scale.max}
        />
      </div>
      <div>
        <FormSubmit variant="secondary">Tell how it went</FormSubmit>
      </div>
      <p className="text-sm text-ink-2">
        We keep the outcome beside the readiness that you were shown. Once 100 learners have told theirs, readiness is
        set right by them for everybody; nobody sees who told what.
      </p>
    </ActionForm>
  );
}

const toldWords = ({ outcome, score }: Told): string =>
  `${outcome === "passed" ? "passed" : "not passed"}${score === null ? "" : `, ${score}`}`;

/** The day of the real exam: entering it, the plan that leads up to it, and how it went. */
export function ExamDaySection({ day, seen }: { day: ExamDay; seen: Weaknesses }) {
  const { next, passed, plan, dates } = day;
  const told = dates.filter(({ outcome }) => outcome !== null);
  return (
    <Card as="section" aria-labelledby="exam-day-title" id="exam-day" className="scroll-mt-6">
      <CardHeader
        id="exam-day-title"
        title="Your exam day"
        note={next === null ? undefined : <span className="num">{dayInWords(next.day)}</span>}
      />
      {passed !== null ? (
        <div className="grid gap-4">
          <OutcomeForm date={passed} exam={seen.exam} />
          <Disclosure title="It was on another day, or is still to come">
            <div className="grid gap-2">
              <DayForm day={passed.day} submit="Change the day" />
              <RemoveDay />
            </div>
          </Disclosure>
        </div>
      ) : next === null ? (
        <div className="grid gap-4">
          <p className="max-w-reading text-ink-2">
            Enter when you sit the real exam, and a small plan leads up to it: what to treat, which lessons, when to sit
            a timed exam. Afterwards you can tell how it went.
          </p>
          <DayForm day={null} submit="Make a plan" />
        </div>
      ) : (
        <>
          <PlanView plan={plan} minutesADay={day.minutesADay} seen={seen} />
          <Disclosure title="Change or take away the day" className="mt-3">
            <div className="grid gap-2">
              <DayForm day={next.day} submit="Change the day" />
              <RemoveDay />
            </div>
          </Disclosure>
        </>
      )}
      {told.length === 0 ? null : (
        <p className="num mt-4 border-t border-line pt-3 text-sm text-ink-2">
          Told so far: {told.map((date) => `${dayInWords(date.day)} ${toldWords(date)}`).join("; ")}. It counts towards
          setting readiness right once 100 learners have told theirs.
        </p>
      )}
    </Card>
  );
}
