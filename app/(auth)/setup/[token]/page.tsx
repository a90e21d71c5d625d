import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { SignUpForm } from "@/app/(auth)/_components/sign-up-form";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { createFirstAdminAction } from "@/lib/actions/account";
import { firstAdminLinkIsOpen } from "@/lib/auth/accounts";

export const metadata: Metadata = { title: "First admin", robots: { index: false }, referrer: "no-referrer" };

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await firstAdminLinkIsOpen(token, Date.now()))) {
    return (
      <SiteFrame current="" width="narrow">
        <EmptyState
          level={1}
          icon="lock"
          title="This link does not work any more"
          text="It makes the first admin, once and within a day. As long as there is no admin, starting the server with --no-demo prints a new one."
          action={<ButtonLink href="/sign-in">Sign in</ButtonLink>}
        />
      </SiteFrame>
    );
  }
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        title="Make the first admin"
        lead="This account gives out roles to everybody else. The link works once."
      />
      <Card>
        <SignUpForm
          action={createFirstAdminAction}
          label="Create the admin"
          next="/admin/users"
          signsIn
          token={token}
        />
      </Card>
    </SiteFrame>
  );
}
