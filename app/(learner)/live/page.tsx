import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { enterLiveAction } from "@/lib/actions/live";
import { requireContext } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "Live session" };

export default async function EnterLivePage() {
  await requireContext("/live");
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        title="Live session"
        lead="Your lead shows a code. Others never see what you answer: the room sees counts alone."
      />
      <Card>
        <ActionForm action={enterLiveAction} className="grid gap-5">
          <FormInput
            label="Code"
            name="code"
            required
            maxLength={20}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            hint="Six letters and digits, as they stand on the screen in the room."
            className="num text-lg uppercase"
          />
          <FormSubmit size="lg">Go in</FormSubmit>
        </ActionForm>
      </Card>
    </SiteFrame>
  );
}
