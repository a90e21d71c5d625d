import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { PlatformFields } from "@/app/(admin)/admin/lti/_components/platform-fields";
import { ToolAddresses } from "@/app/(admin)/admin/lti/_components/tool-addresses";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { changePlatformAction, closePlatformAction, resendScoresAction } from "@/lib/actions/lti";
import { siteOrigin } from "@/lib/auth/site-origin";
import { findContextFor } from "@/lib/auth/viewer";
import { getPlatform } from "@/lib/usecases/lti/manage-platforms";

export const metadata: Metadata = { title: "Learning platform" };

export default async function PlatformPage({ params }: { params: Promise<{ platformId: string }> }) {
  const { platformId } = await params;
  const context = await findContextFor("manageUsers", `/admin/lti/${platformId}`);
  const sheet = context === null ? null : await getPlatform(context, platformId);
  if (sheet === null) notFound();
  const { platform, scores } = sheet;
  const closed = platform.disabledAt !== null;
  return (
    <SiteFrame current="/admin/users" width="narrow">
      <PageHeader
        eyebrow={
          <Link className="link" href="/admin/lti">
            Learning platforms
          </Link>
        }
        title={<span className="[overflow-wrap:anywhere]">{platform.name}</span>}
      />
      <div className="grid gap-6">
        {closed ? (
          <Notice tone="info" role="note">
            This platform is disabled: nobody comes from it, and no score is sent to it.
          </Notice>
        ) : null}
        <Card as="section" aria-labelledby="scores">
          <CardHeader id="scores" title="Scores" />
          <p className="text-ink-2">
            {scores.sent} sent, {scores.waiting} waiting, {scores.failed} not taken by the platform.
          </p>
          {scores.failed === 0 ? null : (
            <ActionButton
              className="mt-4"
              action={resendScoresAction}
              fields={{ platform: platform.id }}
              variant="secondary"
            >
              Send those again
            </ActionButton>
          )}
        </Card>
        <Card as="section" aria-labelledby="settings">
          <CardHeader id="settings" title="Settings" />
          <ActionForm action={changePlatformAction} className="grid gap-5">
            <input type="hidden" name="platform" value={platform.id} />
            <PlatformFields values={platform} />
            <FormSubmit className="justify-self-start">Save</FormSubmit>
          </ActionForm>
          <div className="mt-6 flex flex-wrap items-center justify-between gap-4 border-line border-t pt-5">
            <p className="max-w-reading text-ink-2">
              {closed
                ? "Open again, its people come in as before, and scores that wait are sent."
                : "Disabled, nobody comes in from it. Accounts, cohorts and results stay."}
            </p>
            <ActionButton
              action={closePlatformAction}
              fields={{ platform: platform.id, closed: closed ? "no" : "yes" }}
              variant="secondary"
            >
              {closed ? "Open again" : "Disable the platform"}
            </ActionButton>
          </div>
        </Card>
        <ToolAddresses origin={siteOrigin()} />
      </div>
    </SiteFrame>
  );
}
