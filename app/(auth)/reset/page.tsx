import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { askForResetAction } from "@/lib/actions/account-links";
import { isMailOn } from "@/lib/usecases/mail/mail-preferences";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgottenPasswordPage() {
  if (!isMailOn()) {
    return (
      <SiteFrame current="" width="narrow">
        <EmptyState
          level={1}
          icon="lock"
          title="Ask an admin for a link"
          text="This server sends no mail. Whoever runs it can hand you a link by which you set a new password."
          action={<ButtonLink href="/sign-in">Sign in</ButtonLink>}
        />
      </SiteFrame>
    );
  }
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        title="Forgotten password"
        lead="You get a link by mail. With it you set a new password; your work stays as it is."
      />
      <Card>
        <ActionForm action={askForResetAction} className="grid gap-5">
          <FormInput label="E-mail" name="email" type="email" autoComplete="username" required maxLength={254} />
          <FormSubmit size="lg" pendingLabel="One moment …">
            Send the link
          </FormSubmit>
        </ActionForm>
      </Card>
    </SiteFrame>
  );
}
