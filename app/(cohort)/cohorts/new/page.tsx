import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ZoneInput } from "@/app/(cohort)/_components/zone-input";
import { ActionForm, FormInput, FormSelect, FormSubmit } from "@/components/forms/action-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { createCohortAction } from "@/lib/actions/cohorts";
import { findContextFor } from "@/lib/auth/viewer";
import { getCurrentExam, listExams } from "@/lib/usecases/learn/current-exam";

export const metadata: Metadata = { title: "New cohort" };

export default async function NewCohortPage() {
  const context = await findContextFor("leadCohorts", "/cohorts/new");
  if (context === null) notFound();
  const { exam: current } = await getCurrentExam(context.viewer);
  const exams = (await listExams()).map(({ exam: { id, name } }) => ({ id, name }));
  return (
    <SiteFrame current="/cohorts" width="narrow">
      <PageHeader
        eyebrow={
          <Link className="link" href="/cohorts">
            Cohorts
          </Link>
        }
        title="New cohort"
        lead="You lead it. Next you make a code, with which its members join."
      />
      <Card>
        <ActionForm action={createCohortAction} className="grid gap-5">
          <FormInput label="Name" name="name" required maxLength={80} hint="Its members see it." />
          <FormSelect label="Exam" name="exam" defaultValue={current.id} hint="You see what they do for this one.">
            {exams.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </FormSelect>
          <ZoneInput />
          <FormSubmit size="lg">Make the cohort</FormSubmit>
        </ActionForm>
      </Card>
    </SiteFrame>
  );
}
