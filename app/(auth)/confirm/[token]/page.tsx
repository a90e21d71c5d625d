import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { confirmAddressAction } from "@/lib/actions/account-links";
import { addressOfLink } from "@/lib/auth/account-links";

export const metadata: Metadata = { title: "Confirm an address", robots: { index: false }, referrer: "no-referrer" };

// Programs that look at the links of a mail before its reader does change nothing: the button does.
export default async function ConfirmAddressPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const address = await addressOfLink(token, Date.now());
  if (address === null) {
    return (
      <SiteFrame current="" width="narrow">
        <EmptyState
          level={1}
          icon="lock"
          title="This link does not work any more"
          text="It works once and for two days, and a newer one takes its place. Your account page says whether your address is confirmed, and sends another."
          action={<ButtonLink href="/account">Go to your account</ButtonLink>}
        />
      </SiteFrame>
    );
  }
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader title="Is this address yours?" lead={<span className="[overflow-wrap:anywhere]">{address}</span>} />
      <Card>
        <ActionForm action={confirmAddressAction} className="grid gap-5">
          <input type="hidden" name="token" value={token} />
          <p className="max-w-reading text-ink-2">
            Confirm it, and you sign in with it, mail goes to it, and it helps you back in if you forget your password.
          </p>
          <FormSubmit size="lg" pendingLabel="One moment …">
            Confirm the address
          </FormSubmit>
        </ActionForm>
      </Card>
    </SiteFrame>
  );
}
