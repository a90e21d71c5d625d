import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { GuestButton, ProviderButton } from "@/app/(auth)/_components/other-ways";
import { SignInForm } from "@/app/(auth)/_components/sign-in-form";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { oauthProviders } from "@/lib/auth/options";
import { findViewer, leadToSecondFactor } from "@/lib/auth/viewer";
import { safeNextPath } from "@/lib/core/access/next-path";

export const metadata: Metadata = { title: "Sign in" };

const errors: Record<string, string> = {
  "unverified-address":
    "That account has no confirmed address, or there is an account with its address here already. Sign in with your password.",
  OAuthCallback: "The other site did not complete the sign-in. Try again, or use your password.",
};

type Query = Record<string, string | string[] | undefined>;

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const next = safeNextPath(query.next, "/home");
  await leadToSecondFactor();
  const viewer = await findViewer();
  if (viewer !== null && !viewer.isGuest) redirect(next);
  const error = typeof query.error === "string" ? errors[query.error] : undefined;
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        title="Sign in"
        lead={
          viewer?.isGuest
            ? "What you did as a guest goes along to the account you sign in to."
            : query.next === undefined
              ? "Your attempts, lessons and traps are where you left them."
              : "Sign in to go on to the page that you asked for. What you have done is saved, and answers that were not sent yet are kept on this device."
        }
      />
      <div className="grid gap-6">
        {query["signed-out"] === "everywhere" ? (
          <Notice tone="success">You are signed out on every device.</Notice>
        ) : null}
        {query["signed-out"] === "deleted" ? (
          <Notice tone="success">
            Your account is deleted, and you are signed out. Nobody can sign in to it any more.
          </Notice>
        ) : null}
        {query.reset === "1" ? (
          <Notice tone="success">Your new password is set. Sign in with it; all devices were signed out.</Notice>
        ) : null}
        {error === undefined ? null : <Notice tone="danger">{error}</Notice>}
        <Card>
          <SignInForm next={next} />
          <p className="mt-5">
            <Link className="link" href="/reset">
              Forgotten your password?
            </Link>
          </p>
        </Card>
        {oauthProviders().length === 0 ? null : (
          <div className="grid gap-3">
            {oauthProviders().map((provider) => (
              <ProviderButton key={provider.id} id={provider.id} name={provider.name} next={next} />
            ))}
          </div>
        )}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          {viewer === null ? <GuestButton next={next} /> : null}
          <p className="text-ink-2">
            No account yet?{" "}
            <Link
              className="link"
              href={query.next === undefined ? "/sign-up" : `/sign-up?next=${encodeURIComponent(next)}`}
            >
              Create one
            </Link>
          </p>
        </div>
      </div>
    </SiteFrame>
  );
}
