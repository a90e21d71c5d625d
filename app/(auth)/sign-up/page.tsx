import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { SignUpForm } from "@/app/(auth)/_components/sign-up-form";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { registerAction, signUpAction } from "@/lib/actions/account";
import { findViewer } from "@/lib/auth/viewer";
import { safeNextPath } from "@/lib/core/access/next-path";
import { listExams } from "@/lib/usecases/learn/current-exam";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { exam: wish, next: asked } = await searchParams;
  const next = typeof asked === "string" ? safeNextPath(asked, "/home") : "/home";
  const viewer = await findViewer();
  if (viewer !== null && !viewer.isGuest) redirect(next);
  const guest = viewer !== null;
  // A guest has chosen already, and can switch.
  const all = guest ? [] : await listExams();
  const exams = all.map(({ exam: { id, name } }) => ({ id, name }));
  return (
    <SiteFrame current="" width="narrow" disclaimers={guest ? undefined : all.map(({ pack }) => pack.info.disclaimer)}>
      <PageHeader
        title={guest ? "Keep your work" : "Create an account"}
        lead={
          guest
            ? "Everything you did as a guest stays yours: attempts, answers, results."
            : "Practise timed exams, and find out which trap costs you points."
        }
      />
      <Card>
        <SignUpForm
          action={guest ? registerAction : signUpAction}
          label={guest ? "Register and keep my work" : "Create account"}
          next={next}
          signsIn={!guest}
          exams={exams}
          exam={exams.find(({ id }) => id === wish)?.id}
        />
      </Card>
      <p className="mt-6 text-ink-2">
        You have an account?{" "}
        <Link className="link" href={asked === undefined ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`}>
          Sign in
        </Link>
        . What is stored about you stands in the{" "}
        <Link className="link" href="/privacy">
          privacy notice
        </Link>
        .
      </p>
    </SiteFrame>
  );
}
