import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { AssignmentFields } from "@/app/(cohort)/_components/assignment-fields";
import { CohortHead } from "@/app/(cohort)/_components/cohort-head";
import { workChoices } from "@/app/(cohort)/_components/work-choices";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { addAssignmentAction } from "@/lib/actions/assignments";
import { requireContext } from "@/lib/auth/viewer";
import { wallTimeOf } from "@/lib/core/cohort/wall-time";
import { DAY_MS } from "@/lib/core/shared/epoch-ms";
import { newAssignmentSheet } from "@/lib/usecases/assignment/manage-assignments";

export const metadata: Metadata = { title: "New assignment" };

type Props = { params: Promise<{ cohortId: string }>; searchParams: Promise<Record<string, unknown>> };

export default async function NewAssignmentPage({ params, searchParams }: Props) {
  const { cohortId } = await params;
  const context = await requireContext(`/cohorts/${cohortId}/assignments/new`);
  const found = await newAssignmentSheet(context, cohortId);
  if (found === null) notFound();
  const { cohort } = found;
  const works = workChoices(found.found);
  const { work } = await searchParams;
  const known = works.flatMap(({ options }) => options).find(({ value }) => value === work) ?? works[0]?.options[0];
  const inAWeek = wallTimeOf(context.now + 7 * DAY_MS, cohort.timeZone).slice(0, 10);
  return (
    <SiteFrame current="/cohorts" width="narrow">
      <CohortHead cohort={cohort} current="/assignments" lead="New assignment" />
      {cohort.archivedAt === null ? (
        <Card>
          <ActionForm action={addAssignmentAction} className="grid gap-6">
            <input type="hidden" name="cohort" value={cohort.id} />
            <AssignmentFields
              isNew
              works={works}
              zone={cohort.timeZone}
              start={{
                title: known?.label.slice(0, 120) ?? "",
                work: known?.value ?? "diagnose",
                opens: wallTimeOf(context.now, cohort.timeZone),
                due: `${inAWeek}T18:00`,
                closes: "",
                attempts: "1",
                review: "at-once",
                lateness: "lenient",
              }}
            />
            <FormSubmit size="lg" className="justify-self-start">
              Assign it
            </FormSubmit>
          </ActionForm>
        </Card>
      ) : (
        <Notice tone="info" role="note">
          This cohort is archived: nothing can be assigned. Open it again under its settings.
        </Notice>
      )}
    </SiteFrame>
  );
}
