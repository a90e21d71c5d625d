import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { resetPasswordAction } from "@/lib/actions/account-links";
import { resetLinkIsOpen } from "@/lib/auth/account-links";

export const metadata: Metadata = { title: "New password", robots: { index: false }, referrer: "no-referrer" };

export default async function NewPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await resetLinkIsOpen(token, Date.now()))) {
    return (
      <SiteFrame current="" width="narrow">
        <EmptyState
          level={1}
          icon="lock"
          title="This link does not work any more"
          text="It works once and for an hour, and a newer one takes its place. Your password is as it was."
          action={<ButtonLink href="/reset">Ask for a new link</ButtonLink>}
        />
      </SiteFrame>
    );
  }
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader title="Set a new password" lead="All devices that are signed in to your account are signed out." />
      <Card>
        <ActionForm action={resetPasswordAction} className="grid gap-5">
          <input type="hidden" name="token" value={token} />
          <FormInput
            label="New password"
            name="password"
            type="password"
            autoComplete="new-password"
            required
            minLength={10}
            maxLength={200}
            hint="At least 10 characters; a sentence is fine."
          />
          <FormSubmit size="lg" pendingLabel="One moment …">
            Set the password
          </FormSubmit>
        </ActionForm>
      </Card>
    </SiteFrame>
  );
}
