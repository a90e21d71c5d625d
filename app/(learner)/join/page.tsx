import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { enterCodeAction } from "@/lib/actions/cohorts";
import { requireContext } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "Join a cohort" };

export default async function JoinPage() {
  await requireContext("/join");
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader title="Join a cohort" lead="You see who leads it and what they will see of you before you join." />
      <Card>
        <ActionForm action={enterCodeAction} className="grid gap-5">
          <FormInput
            label="Code"
            name="code"
            required
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            hint="Twelve letters and digits, such as AB12-CD34-EF56."
          />
          <FormSubmit size="lg">Go on</FormSubmit>
        </ActionForm>
      </Card>
    </SiteFrame>
  );
}
