import type { Metadata } from "next";
import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { extraTimeOptions } from "@/app/(learner)/_components/extra-time";
import { MailCards } from "@/app/(learner)/_components/mail-cards";
import { AddressCard } from "@/app/(learner)/account/_components/address-card";
import { OwnData } from "@/app/(learner)/account/_components/own-data";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { AskedButton } from "@/components/forms/asked-button";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Select } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import {
  changePasswordAction,
  endSessionAction,
  signOutEverywhereAction,
  updateProfileAction,
} from "@/lib/actions/account";
import { leaveCohortAction } from "@/lib/actions/cohorts";
import { findOwnAddress } from "@/lib/auth/account-links";
import { proofFor } from "@/lib/auth/prove-identity";
import { getSecondFactor } from "@/lib/auth/second-factor";
import { requireContext } from "@/lib/auth/viewer";
import { listMyCohorts } from "@/lib/usecases/cohort/join";
import { listOwnSessions } from "@/lib/usecases/learn/list-own-sessions";
import { getMailPreferences } from "@/lib/usecases/mail/mail-preferences";

export const metadata: Metadata = { title: "Account" };

/** The browser and system of a user agent, in two words. */
function deviceName(agent: string): string {
  const browser = /(Firefox|Edg|Chrome|Safari)\//.exec(agent)?.[1]?.replace("Edg", "Edge") ?? "Browser";
  const system =
    /(Windows|Android|iPhone|iPad|Mac OS X|Linux)/.exec(agent)?.[1]?.replace(" OS X", "") ?? "unknown system";
  return `${browser} on ${system}`;
}

export default async function AccountPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await requireContext("/account");
  const { viewer } = context;
  const sessions = await listOwnSessions(context);
  const cohorts = await listMyCohorts(context);
  const mail = await getMailPreferences(context);
  const address = await findOwnAddress(context);
  const proof = await proofFor(context);
  const secondFactor = await getSecondFactor(context);
  const { joined, left } = await searchParams;
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        title="Account"
        lead={
          viewer.email ??
          (viewer.isGuest
            ? "You are a guest: your work is kept in this browser's session."
            : "You come in from your course.")
        }
      />
      <div className="grid gap-6">
        {left === "1" ? (
          <Notice tone="success">
            You have left. Its leads see nothing of yours any more; your work is still here.
          </Notice>
        ) : null}
        {joined === "1" && cohorts.length > 0 ? (
          <Notice tone="success">You have joined. Your cohorts stand below, with the way out of each.</Notice>
        ) : null}
        {viewer.isGuest ? (
          <Card className="flex flex-wrap items-center justify-between gap-4">
            <p className="max-w-reading">Register to keep your attempts and results for good.</p>
            <ButtonLink href="/sign-up" variant="primary">
              Keep my work
            </ButtonLink>
          </Card>
        ) : null}
        <Card as="section" aria-labelledby="profile">
          <CardHeader id="profile" title="You" />
          <ActionForm action={updateProfileAction} className="grid gap-5">
            <FormInput
              label="Name"
              name="name"
              defaultValue={viewer.name}
              required
              maxLength={80}
              autoComplete="name"
            />
            <Select
              label="Extra time in exams"
              name="extraTime"
              defaultValue={viewer.extraTime}
              hint="Chosen for you when you start an exam; you can still change it there."
            >
              {extraTimeOptions().map((option) => (
                <option key={option.value} value={option.value}>
                  {option.label}
                </option>
              ))}
            </Select>
            <FormSubmit className="justify-self-start">Save</FormSubmit>
          </ActionForm>
        </Card>
        {address === null ? null : <AddressCard address={address} proof={proof} mailOn={mail?.mailOn ?? false} />}
        {proof !== "password" ? null : (
          <Card as="section" aria-labelledby="password">
            <CardHeader id="password" title="Password" note="Changing it signs out all your other devices" />
            <ActionForm action={changePasswordAction} className="grid gap-5">
              <input type="hidden" autoComplete="username" value={viewer.email ?? ""} readOnly />
              <FormInput
                label="Current password"
                name="current"
                type="password"
                autoComplete="current-password"
                required
              />
              <FormInput
                label="New password"
                name="next"
                type="password"
                autoComplete="new-password"
                minLength={10}
                maxLength={200}
                required
                hint="At least 10 characters; a sentence is fine."
              />
              <FormSubmit className="justify-self-start" variant="secondary">
                Change password
              </FormSubmit>
            </ActionForm>
          </Card>
        )}
        {proof !== "password" ? null : (
          <Card as="section" aria-labelledby="second-factor">
            <CardHeader
              id="second-factor"
              title="Second factor"
              note="A code from your phone beside your password"
              action={
                <ButtonLink href="/account/second-factor">
                  {secondFactor.kind === "on" ? "It is on" : "Set it up"}
                </ButtonLink>
              }
            />
          </Card>
        )}
        {mail === null ? null : <MailCards mail={mail} isGuest={viewer.isGuest} />}
        {cohorts.length === 0 ? null : (
          <Card as="section" aria-labelledby="cohorts">
            <CardHeader id="cohorts" title="Your cohorts" note="Their leads see your work in the exam they are for" />
            <ul className="grid list-none gap-4 p-0">
              {cohorts.map(({ cohort, role, joinedAt, leads }) => (
                <li key={cohort.id} className="flex flex-wrap items-center justify-between gap-3">
                  <div className="min-w-0">
                    <p className="[overflow-wrap:anywhere]">
                      {role === "lead" ? (
                        <Link className="link" href={`/cohorts/${cohort.id}`}>
                          {cohort.name}
                        </Link>
                      ) : (
                        cohort.name
                      )}
                    </p>
                    <p className="text-sm text-ink-2">
                      {role === "lead" ? "You lead it" : `Led by ${leads.join(", ")}`}, since{" "}
                      <LocalTime at={joinedAt} />
                    </p>
                  </div>
                  <div className="flex flex-wrap items-center gap-2">
                    {role === "lead" ? null : (
                      <ButtonLink
                        href={`/account/cohorts/${cohort.id}`}
                        aria-label={`What leads of ${cohort.name} see of me`}
                      >
                        What leads see
                      </ButtonLink>
                    )}
                    <AskedButton
                      action={leaveCohortAction}
                      fields={{ cohort: cohort.id }}
                      variant="secondary"
                      aria-label={`Leave ${cohort.name}`}
                      question={`Leave ${cohort.name}?`}
                      consequence={
                        role === "lead"
                          ? "You see nothing of it any more. Another lead can invite you again."
                          : "Its leads see nothing of yours any more, and what they assigned leaves your list. Your work stays yours; lists that they saved before stay with them. To come back you need a code."
                      }
                      confirmLabel="Leave"
                    >
                      Leave
                    </AskedButton>
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card as="section" aria-labelledby="devices">
          <CardHeader id="devices" title="Signed-in devices" />
          <ul className="mb-5 grid list-none gap-3 p-0">
            {sessions.map((session) => (
              <li key={session.idHash} className="flex flex-wrap items-center justify-between gap-3">
                <div>
                  <p>
                    {deviceName(session.device)}
                    {session.current ? <span className="text-ink-2"> · this one</span> : null}
                  </p>
                  <p className="text-sm text-ink-2">
                    last seen <LocalTime at={session.seenAt} />
                  </p>
                </div>
                {session.current ? null : (
                  <ActionButton
                    action={endSessionAction}
                    fields={{ session: session.idHash }}
                    variant="secondary"
                    aria-label={`Sign out ${deviceName(session.device)}`}
                  >
                    Sign out
                  </ActionButton>
                )}
              </li>
            ))}
          </ul>
          <ActionButton action={signOutEverywhereAction} fields={{}} variant="danger">
            Sign out everywhere
          </ActionButton>
        </Card>
        <OwnData />
      </div>
    </SiteFrame>
  );
}
