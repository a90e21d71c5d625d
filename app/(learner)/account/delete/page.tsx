import type { Metadata } from "next";
import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { deleteAccountAction } from "@/lib/actions/privacy";
import { proofFor } from "@/lib/auth/prove-identity";
import { requireContext } from "@/lib/auth/viewer";
import { can } from "@/lib/core/access/viewer";
import { DELETE_WORD, FORMER_AUTHOR } from "@/lib/core/privacy/departed";

export const metadata: Metadata = { title: "Delete my account" };

const GOES = [
  "your name, your address, your password and your sessions: you are signed out everywhere at once",
  "your attempts, with every answer, and what was worked out from them: lessons, traps, remediations, schedule",
  "your exam dates, disputes, notices and memberships: no lead sees anything of yours any more",
  "the log of who opened your page",
];
const STAYS = [
  "sums without a name in the statistics of questions: how many were right, not who",
  "backups of whoever runs this installation, for as long as they keep them",
];
const STAYS_OF_AUTHORS = [
  `questions, reviews, pictures and repairs that you made, as the work of ${FORMER_AUTHOR}`,
  "acts in the log of changes, without who it was",
];

function Points({ points }: { points: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-5 text-ink-2">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

export default async function DeleteAccountPage() {
  const context = await requireContext("/account/delete");
  const { viewer } = context;
  const proof = await proofFor(context);
  const made = can(viewer, "writeBank") || can(viewer, "leadCohorts");
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        eyebrow={
          <Link className="link" href="/account">
            Account
          </Link>
        }
        title="Delete my account"
        lead="This cannot be undone, by you or by anybody else."
      />
      <div className="grid gap-6">
        <Card className="grid gap-6">
          <section aria-labelledby="goes">
            <CardHeader id="goes" title="What goes" />
            <Points points={GOES} />
          </section>
          <section aria-labelledby="stays">
            <CardHeader id="stays" title="What stays" />
            <Points points={made ? [...STAYS, ...STAYS_OF_AUTHORS] : STAYS} />
          </section>
          <p className="max-w-reading text-ink-2">
            An exam that you are in the middle of ends with it and counts for nothing. If you want to keep something,{" "}
            <a className="link" href="/api/v1/me/export" download>
              download your data
            </a>{" "}
            first.
          </p>
        </Card>
        <Card as="section" aria-labelledby="sure">
          <CardHeader id="sure" title="Delete it" />
          {proof === "sign-in" ? (
            <Notice tone="info">Sign out and in again, then come back within a quarter of an hour.</Notice>
          ) : (
            <ActionForm action={deleteAccountAction} className="grid gap-5">
              {proof === "password" ? (
                <>
                  <input type="hidden" autoComplete="username" value={viewer.email ?? ""} readOnly />
                  <FormInput
                    label="Your password"
                    name="proof"
                    type="password"
                    autoComplete="current-password"
                    maxLength={200}
                    required
                  />
                </>
              ) : (
                <FormInput
                  label={`Type “${DELETE_WORD}”`}
                  name="proof"
                  autoComplete="off"
                  autoCapitalize="none"
                  maxLength={20}
                  required
                />
              )}
              <div className="flex flex-wrap gap-4">
                <FormSubmit variant="danger">Delete my account for good</FormSubmit>
                <ButtonLink href="/account">Keep it</ButtonLink>
              </div>
            </ActionForm>
          )}
        </Card>
      </div>
    </SiteFrame>
  );
}
