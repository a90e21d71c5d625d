import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Card } from "@/components/ui/card";
import { Checkbox, RadioCards } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { startPracticeAction } from "@/lib/actions/attempts";
import { requireContext } from "@/lib/auth/viewer";
import type { Kind } from "@/lib/core/question/schema";
import { findRunningDiagnosis } from "@/lib/usecases/diagnose/get-diagnosis";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { DiagnosisCard } from "./_components/diagnosis-card";

export const metadata: Metadata = { title: "Practice" };

const kinds: readonly { value: Kind; label: string }[] = [
  { value: "multiple-choice", label: "Multiple choice" },
  { value: "multiple-response", label: "Multiple response" },
  { value: "ordering", label: "Ordering" },
  { value: "matching", label: "Matching" },
];

export default async function PracticePage() {
  const context = await requireContext("/practice");
  const { pack, exam } = await getCurrentExam(context.viewer);
  const running = await findRunningDiagnosis(context);
  const notInExam = kinds.filter((kind) => !exam.itemTypes.includes(kind.value));
  return (
    <SiteFrame current="/practice" width="narrow">
      <PageHeader eyebrow={exam.code} title="Practice" />
      <DiagnosisCard running={running} />
      <h2 className="mt-9 text-lg">Choose what to practise</h2>
      <p className="mb-3 text-ink-2">One question at a time, with the reasons after each answer. No clock.</p>
      <Card>
        <ActionForm action={startPracticeAction} className="grid gap-7">
          <fieldset className="grid gap-1">
            <legend className="mb-1 font-[550]">Lessons</legend>
            <p className="text-sm text-ink-2">None ticked means all.</p>
            {pack.chapters
              .flatMap((chapter) => chapter.lessons)
              .map((lesson) => (
                <Checkbox
                  key={lesson.id}
                  name="lessons"
                  value={lesson.id}
                  label={
                    <>
                      <span className="num text-ink-2">{lesson.id}</span> {lesson.title}
                    </>
                  }
                />
              ))}
          </fieldset>
          <fieldset className="grid gap-1">
            <legend className="mb-1 font-[550]">Types of question</legend>
            <p className="text-sm text-ink-2">
              None ticked means all.
              {notInExam.length === 0
                ? ""
                : ` The ${exam.code} exam itself has no ${notInExam.map((kind) => kind.label.toLowerCase()).join(" or ")}.`}
            </p>
            <div className="grid sm:grid-cols-2">
              {kinds.map((kind) => (
                <Checkbox key={kind.value} name="types" value={kind.value} label={kind.label} />
              ))}
            </div>
          </fieldset>
          <RadioCards
            legend="How many"
            name="count"
            defaultValue="10"
            columns={3}
            options={[
              { value: "5", label: "5 questions" },
              { value: "10", label: "10 questions" },
              { value: "20", label: "20 questions" },
            ]}
          />
          <RadioCards
            legend="Which"
            name="from"
            defaultValue="unseen"
            columns={2}
            options={[
              {
                value: "unseen",
                label: "New ones first",
                hint: "Questions you have not met, then the ones you met least.",
              },
              { value: "missed", label: "Only missed", hint: "Questions you got wrong the last time." },
            ]}
          />
          <FormSubmit
            size="lg"
            variant={running === null ? "primary" : "secondary"}
            pendingLabel="Choosing questions …"
          >
            Start practice
          </FormSubmit>
        </ActionForm>
      </Card>
    </SiteFrame>
  );
}
