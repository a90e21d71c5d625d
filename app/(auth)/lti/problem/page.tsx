import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { LoginRefusal } from "@/lib/usecases/lti/begin-login";
import type { EntranceRefusal } from "@/lib/usecases/lti/enter-launch";
import type { LaunchRefusal } from "@/lib/usecases/lti/receive-launch";

export const metadata: Metadata = { title: "From your course" };

const AGAIN = "Go back to your course and open the link again. Nothing of yours is lost.";
const SETUP = "Tell whoever runs your course: the link is not set up as this site needs it. Nothing of yours is lost.";

const WORDS: Record<LoginRefusal | LaunchRefusal | EntranceRefusal | "platform", string> = {
  "unknown-platform": `This site does not know your learning platform, or has closed it. ${SETUP}`,
  "unknown-deployment": `This site knows your learning platform, but not this installation of it. ${SETUP}`,
  busy: `Very many people come from your course at this moment. Wait a minute. ${AGAIN}`,
  elsewhere: `The link leads to another site than this one. ${SETUP}`,
  malformed: `What your learning platform sent could not be read. ${SETUP}`,
  token: `What your learning platform sent could not be checked, or came too late. ${AGAIN}`,
  "platform-silent": `Your learning platform does not answer this site right now. ${AGAIN}`,
  platform: `Your learning platform did not sign you in. ${AGAIN}`,
  state: `This took too long, or the page was loaded twice. ${AGAIN}`,
  ticket: `This took too long, was used already, or began in another browser. ${AGAIN} If it does not open in a tab of its own, ask for it to be set so.`,
  closed: "This account is closed. Ask whoever runs this site.",
  admin: "This account may administer this site: it is opened by its password alone. Sign in, then go on from here.",
  taken: `Your account belongs to another person of this learning platform. ${AGAIN}`,
};
const isKnown = (why: unknown): why is keyof typeof WORDS => typeof why === "string" && Object.hasOwn(WORDS, why);

export default async function LaunchProblemPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { why } = await searchParams;
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader title="From your course" />
      <EmptyState
        icon="warning"
        title="The link did not open"
        text={isKnown(why) ? WORDS[why] : AGAIN}
        action={<ButtonLink href="/">To the start page</ButtonLink>}
      />
    </SiteFrame>
  );
}
