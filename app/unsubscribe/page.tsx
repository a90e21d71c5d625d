import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { unsubscribeAction } from "@/lib/actions/mail";
import { MAIL_KIND_WORDS } from "@/lib/core/mail/mail-kind";
import { readWayOut } from "@/lib/usecases/mail/unsubscribe";

export const metadata: Metadata = { title: "Unsubscribe", referrer: "no-referrer", robots: { index: false } };

/** Changes nothing by itself: programs that follow every link of a mail would else unsubscribe its reader. */
export default async function UnsubscribePage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { token } = await searchParams;
  const way = typeof token === "string" ? await readWayOut(token) : null;
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        title="Unsubscribe"
        lead={
          way === null
            ? "This link is not complete. Open it from the mail again, or change your mail on the account page."
            : way.of === "account"
              ? `You will get no more ${MAIL_KIND_WORDS[way.kind]}. What they say still stands in your notices.`
              : "This address will get no more invitations from here. A code that you have still lets you in."
        }
      />
      <Card className="flex flex-wrap gap-3">
        {way === null || typeof token !== "string" ? (
          <ButtonLink href="/account">To the account page</ButtonLink>
        ) : (
          <ActionButton action={unsubscribeAction} fields={{ token }}>
            Unsubscribe
          </ActionButton>
        )}
      </Card>
    </SiteFrame>
  );
}
