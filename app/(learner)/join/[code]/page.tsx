import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { joinAction } from "@/lib/actions/cohorts";
import { requireContext } from "@/lib/auth/viewer";
import { SIGHT } from "@/lib/core/cohort/sight";
import { type JoinRefusal, readInvite } from "@/lib/usecases/cohort/join";
import { listExams } from "@/lib/usecases/learn/current-exam";

export const metadata: Metadata = { title: "Join a cohort" };

const REFUSALS: Record<JoinRefusal, string> = {
  unknown: "There is no such code, or it does not hold any more. Look at it again, or ask for another one.",
  full: "All places of this code are taken. Ask for another one.",
  wait: "There were too many wrong codes. Wait a quarter of an hour, then try again.",
  guest: "Register first: a guest cannot join.",
  "not-a-lead": "It is for a lead, and your account is not one. Ask an admin for the role, then open it again.",
};

function Refused({ why }: { why: string }) {
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader title="Join a cohort" />
      <EmptyState
        icon="search"
        title="This code does not let you in"
        text={why}
        action={
          <ButtonLink href="/join" variant="primary">
            Enter another code
          </ButtonLink>
        }
      />
    </SiteFrame>
  );
}

function AlreadyIn({ name, as }: { name: string; as: "lead" | "learner" }) {
  const [href, where] = as === "lead" ? ["/cohorts", "To your cohorts"] : ["/due", "What is due"];
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader title={<span className="[overflow-wrap:anywhere]">You are in “{name}” already</span>} />
      <EmptyState
        icon="check"
        title="There is nothing left to do"
        text={as === "lead" ? "You lead it. The code took up no place." : "The code took up no place."}
        action={
          <ButtonLink href={href} variant="primary">
            {where}
          </ButtonLink>
        }
      />
    </SiteFrame>
  );
}

function Points({ points }: { points: readonly string[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-5 text-ink-2">
      {points.map((point) => (
        <li key={point}>{point}</li>
      ))}
    </ul>
  );
}

export default async function JoinCodePage({ params }: { params: Promise<{ code: string }> }) {
  const code = decodeURIComponent((await params).code).slice(0, 40);
  const context = await requireContext(`/join/${encodeURIComponent(code)}`);
  const read = await readInvite(context, code);
  if (!read.ok) return <Refused why={REFUSALS[read.error]} />;
  const { cohort, role, full, already } = read.value;
  if (already !== null) return <AlreadyIn name={cohort.name} as={already} />;
  if (full) return <Refused why={REFUSALS.full} />;
  const exam = (await listExams()).find((one) => one.exam.id === cohort.examId)?.exam;
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        title={<span className="[overflow-wrap:anywhere]">Join “{cohort.name}”?</span>}
        lead={`${exam?.name ?? cohort.examId}. Led by ${cohort.leads.join(", ")}.`}
      />
      <Card className="grid gap-6">
        {role === "lead" ? (
          <p className="max-w-reading">
            You are asked to lead it: you see the work of its learners, invite and remove people.
          </p>
        ) : (
          <>
            <section aria-labelledby="seen">
              <CardHeader id="seen" title="Its leads will see" />
              <Points points={SIGHT.seen} />
            </section>
            <section aria-labelledby="unseen">
              <CardHeader id="unseen" title="They will not see" />
              <Points points={SIGHT.unseen} />
            </section>
            <section aria-labelledby="told">
              <CardHeader id="told" title="What you can rely on" />
              <Points points={SIGHT.told} />
            </section>
            <p className="max-w-reading text-ink-2">
              You can leave at any time, in your account. Your work stays yours.
            </p>
          </>
        )}
        {context.viewer.isGuest ? (
          <div className="flex flex-wrap items-center gap-4">
            <ButtonLink href={`/sign-up?next=${encodeURIComponent(`/join/${code}`)}`} variant="primary">
              Register, then join
            </ButtonLink>
            <p className="text-ink-2">A guest cannot join; your work so far goes along.</p>
          </div>
        ) : (
          <ActionForm action={joinAction} className="flex flex-wrap items-center gap-4">
            <input type="hidden" name="code" value={code} />
            <FormSubmit size="lg">{role === "lead" ? "Lead this cohort" : "Join this cohort"}</FormSubmit>
            <ButtonLink href="/home">Not now</ButtonLink>
          </ActionForm>
        )}
      </Card>
    </SiteFrame>
  );
}
