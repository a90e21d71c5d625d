import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { encode } from "uqr";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import {
  beginSecondFactorAction,
  confirmSecondFactorAction,
  endSecondFactorAction,
  renewRecoveriesAction,
} from "@/lib/actions/second-factor";
import { proofFor } from "@/lib/auth/prove-identity";
import { type Enrolment, getSecondFactor } from "@/lib/auth/second-factor";
import { requireArrival } from "@/lib/auth/viewer";

export const metadata: Metadata = { title: "Second factor" };

/** The address of an enrolment as a picture that apps scan; dark on light in either theme, as scanners need it. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: "M", border: 3 });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg
      role="img"
      aria-label="QR code for your app; the key below says the same"
      viewBox={`0 0 ${size} ${size}`}
      className="w-48 rounded-control"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join("")} fill="#000" />
    </svg>
  );
}

function CodeInput({ hint }: { hint: string }) {
  return (
    <FormInput
      label="Code"
      name="code"
      required
      maxLength={40}
      inputMode="text"
      autoComplete="one-time-code"
      spellCheck={false}
      hint={hint}
      className="num"
    />
  );
}

function Begun({ enrolment }: { enrolment: Enrolment }) {
  return (
    <Card as="section" aria-labelledby="scan">
      <CardHeader id="scan" title="Give it to your app" note="Any app for one-time codes does" />
      <div className="grid gap-5">
        <QrCode text={enrolment.uri} />
        <p className="max-w-reading text-ink-2">
          Scan the picture, or type this key:{" "}
          <code className="num text-ink [overflow-wrap:anywhere]">
            {enrolment.key.replaceAll(/(.{4})/g, "$1 ").trim()}
          </code>
        </p>
        <ActionForm action={confirmSecondFactorAction} className="grid gap-5">
          <CodeInput hint="The six digits that the app shows now." />
          <FormSubmit className="justify-self-start">Turn it on</FormSubmit>
        </ActionForm>
      </div>
    </Card>
  );
}

function On({ recoveries }: { recoveries: number }) {
  return (
    <>
      <Notice tone="success">
        It is on. {recoveries} recovery {recoveries === 1 ? "code is" : "codes are"} left.
      </Notice>
      <Card as="section" aria-labelledby="renew">
        <CardHeader id="renew" title="New recovery codes" note="The old ones stop working" />
        <ActionForm action={renewRecoveriesAction} className="grid gap-5">
          <CodeInput hint="From your app, or a recovery code." />
          <FormSubmit className="justify-self-start" variant="secondary">
            Make new ones
          </FormSubmit>
        </ActionForm>
      </Card>
      <Card as="section" aria-labelledby="off">
        <CardHeader id="off" title="Turn it off" note="Your password alone opens your account then" />
        <ActionForm action={endSecondFactorAction} className="grid gap-5">
          <CodeInput hint="From your app, or a recovery code." />
          <FormSubmit className="justify-self-start" variant="danger">
            Turn it off
          </FormSubmit>
        </ActionForm>
      </Card>
    </>
  );
}

export default async function SecondFactorPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await requireArrival("/account/second-factor");
  // Who comes in by another site proves it there, with what that site asks for.
  if ((await proofFor(context)) !== "password") notFound();
  const state = await getSecondFactor(context);
  const { off, owed } = await searchParams;
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        eyebrow={
          context.owes ? (
            "Before you go on"
          ) : (
            <Link className="link" href="/account">
              Account
            </Link>
          )
        }
        title="Second factor"
        lead="A code from an app on your phone beside your password, so that a stolen password opens nothing."
      />
      <div className="grid gap-6">
        {context.owes ? (
          <Notice tone="info">
            Your role needs a second factor on this site. Everything else is open to you once it is on.
          </Notice>
        ) : null}
        {off === "1" && state.kind === "off" ? <Notice tone="success">It is off.</Notice> : null}
        {state.kind === "off" ? (
          <Card className="grid gap-5">
            <p className="max-w-reading">
              You need an app for one-time codes. Setting it up takes a minute, and you get recovery codes for the day
              when your phone is not there.
            </p>
            <ActionButton action={beginSecondFactorAction} fields={{}} variant="primary">
              Set it up
            </ActionButton>
          </Card>
        ) : null}
        {state.kind === "begun" ? <Begun enrolment={state.enrolment} /> : null}
        {state.kind === "on" ? <On recoveries={state.recoveries} /> : null}
        {(context.owes && state.kind === "begun") || (owed === "1" && state.kind === "on") ? (
          <ButtonLink className="justify-self-start" href="/home">
            It is on, and I keep the codes: go on
          </ButtonLink>
        ) : null}
      </div>
    </SiteFrame>
  );
}
