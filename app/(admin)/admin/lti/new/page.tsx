import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { PlatformFields } from "@/app/(admin)/admin/lti/_components/platform-fields";
import { ToolAddresses } from "@/app/(admin)/admin/lti/_components/tool-addresses";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { addPlatformAction } from "@/lib/actions/lti";
import { siteOrigin } from "@/lib/auth/site-origin";
import { findContextFor } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "New learning platform" };

export default async function NewPlatformPage() {
  if ((await findContextFor("manageUsers", "/admin/lti/new")) === null) notFound();
  return (
    <SiteFrame current="/admin/users" width="narrow">
      <PageHeader
        eyebrow={
          <Link className="link" href="/admin/lti">
            Learning platforms
          </Link>
        }
        title="New learning platform"
        lead="The platform shows all of this once the tool is entered there."
      />
      <div className="grid gap-6">
        <ToolAddresses origin={siteOrigin()} />
        <Card>
          <ActionForm action={addPlatformAction} className="grid gap-5">
            <PlatformFields />
            <FormSubmit size="lg">Add the platform</FormSubmit>
          </ActionForm>
        </Card>
      </div>
    </SiteFrame>
  );
}
