import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BankTabs } from "@/app/(instructor)/_components/bank-tabs";
import { ActionButton } from "@/components/forms/action-button";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { hideBlueprintAction } from "@/lib/actions/blueprints";
import { findContextFor } from "@/lib/auth/viewer";
import { sizeWords } from "@/lib/core/exam/size-words";
import { type ListedBlueprint, listAllBlueprints, type Origin } from "@/lib/usecases/blueprint/blueprints";

export const metadata: Metadata = { title: "Blueprints" };

const ORIGIN: Record<Origin, string> = {
  files: "from the pack",
  changed: "from the pack, changed here",
  app: "written here",
};

const SAID: Readonly<Record<string, string>> = {
  saved: "Saved. New exams are put together by it; those that were sat stay as they were.",
  hidden: "Saved, hidden from learners.",
};

function BlueprintCard({ examId, listed }: { examId: string; listed: ListedBlueprint }) {
  const { blueprint, origin, revision, lacks } = listed;
  const hidden = blueprint.hidden ?? false;
  const fields = { exam: examId, blueprint: blueprint.id, revision: String(revision), hidden: hidden ? "no" : "yes" };
  return (
    <Card as="li" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="text-lg">
          <Link className="link" href={`/blueprints/${examId}/${blueprint.id}`}>
            {blueprint.title}
          </Link>
        </h3>
        {hidden ? <Badge state="neutral">hidden</Badge> : null}
        <span className="text-sm text-ink-2">{ORIGIN[origin]}</span>
      </div>
      <p className="num text-sm text-ink-2">{sizeWords(blueprint)}</p>
      <p className="max-w-reading text-ink-2">{blueprint.summary}</p>
      {lacks.length === 0 ? null : (
        <Notice tone={hidden ? "info" : "warning"} role="note" title="The bank does not fill it">
          <ul className="grid gap-1">
            {lacks.map((lack) => (
              <li key={lack}>{lack}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="flex flex-wrap items-start gap-3">
        <ButtonLink href={`/blueprints/${examId}/${blueprint.id}`}>Change</ButtonLink>
        <ButtonLink href={`/blueprints/new?exam=${examId}&copy=${blueprint.id}`}>Copy</ButtonLink>
        <ActionButton action={hideBlueprintAction} fields={fields} variant="ghost">
          {hidden ? "Show to learners" : "Hide from learners"}
        </ActionButton>
      </div>
    </Card>
  );
}

export default async function BlueprintsPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await findContextFor("writeBank", "/blueprints");
  const list = context === null ? null : await listAllBlueprints(context);
  if (list === null) notFound();
  const { done } = await searchParams;
  const said = typeof done === "string" ? SAID[done] : undefined;
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        title="Blueprints"
        lead="A blueprint says what an exam contains: how many questions of which kind, and how long it takes."
      />
      <BankTabs current="/blueprints" />
      {said === undefined ? null : (
        <Notice tone="success" className="mb-5">
          {said}
        </Notice>
      )}
      <div className="grid gap-10">
        {list.exams.map(({ exam, blueprints }, index) => (
          <section key={exam.id} aria-labelledby={exam.id} className="grid gap-4">
            <div className="flex flex-wrap items-center justify-between gap-3">
              <h2 id={exam.id} className="text-xl">
                {exam.code}
              </h2>
              <ButtonLink variant={index === 0 ? "primary" : "secondary"} href={`/blueprints/new?exam=${exam.id}`}>
                New blueprint for {exam.code}
              </ButtonLink>
            </div>
            <ul className="grid list-none gap-4 p-0">
              {blueprints.map((listed) => (
                <BlueprintCard key={listed.blueprint.id} examId={exam.id} listed={listed} />
              ))}
            </ul>
          </section>
        ))}
      </div>
    </SiteFrame>
  );
}
