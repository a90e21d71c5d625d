import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { answerLinkAction } from "@/lib/actions/lti";
import { launchCookies } from "@/lib/auth/launch-cookies";
import { requireContext } from "@/lib/auth/viewer";
import { getLinkQuestion } from "@/lib/usecases/lti/enter-launch";

export const metadata: Metadata = { title: "Link your course account" };

function Late() {
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader title="Link your course account" />
      <EmptyState
        icon="info"
        title="There is nothing to link any more"
        text="This took too long, or was answered already. Go back to your course and open the link again."
        action={<ButtonLink href="/home">To practice</ButtonLink>}
      />
    </SiteFrame>
  );
}

export default async function LinkPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const asked = (await searchParams).ticket;
  const ticket = typeof asked === "string" ? asked.slice(0, 200) : "";
  const context = await requireContext(`/lti/link?ticket=${encodeURIComponent(ticket)}`);
  const question = await getLinkQuestion(context, { ticket, cookieOf: await launchCookies() });
  if (question === null) return <Late />;
  const { platform, name, course } = question;
  const { name: own, email } = context.viewer;
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        title="Link this course account with your Trapline account?"
        lead={`You come from ${course === null ? "" : `“${course}” at `}${platform}${name === null ? "" : ` as ${name}`}, and are signed in here as ${own}${email === null ? "" : ` (${email})`}.`}
      />
      <Card className="grid gap-6">
        <ul className="grid max-w-reading list-disc gap-2 pl-5 text-ink-2">
          <li>Linked, your practice here and your course's exams are in one account.</li>
          <li>From then on, whoever is signed in at {platform} as you comes in here as you.</li>
          <li>Kept apart, the course gets an account of its own, and you are signed in to that one now.</li>
        </ul>
        <div className="flex flex-wrap gap-3">
          <ActionButton action={answerLinkAction} fields={{ ticket, link: "link" }} size="lg">
            Link them
          </ActionButton>
          <ActionButton action={answerLinkAction} fields={{ ticket, link: "separate" }} variant="secondary" size="lg">
            Keep them apart
          </ActionButton>
        </div>
      </Card>
    </SiteFrame>
  );
}
