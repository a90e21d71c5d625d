import type { Metadata } from "next";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { DueList } from "@/app/(learner)/_components/due-list";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { getFeed, listDue } from "@/lib/usecases/assignment/due";
import { CalendarForm } from "./_components/calendar-form";

export const metadata: Metadata = { title: "Due" };

export default async function DuePage() {
  const context = await requireContext("/due");
  const due = await listDue(context);
  const hasFeed = (await getFeed(context)) !== null;
  const isOpen = ({ standing }: (typeof due)[number]) => !["done", "late", "missed"].includes(standing);
  const [open, over] = [due.filter(isOpen), due.filter((one) => !isOpen(one)).reverse()];
  return (
    <SiteFrame current="/home" width="narrow">
      <PageHeader title="Due" lead="What your cohorts have given you to do, the next one first." />
      <div className="grid gap-8">
        {open.length === 0 ? (
          <EmptyState
            icon="check"
            title={due.length === 0 ? "Nothing is assigned to you" : "All done"}
            text={
              due.length === 0
                ? "What the lead of a cohort assigns stands here. Until then you choose yourself."
                : "Nothing is open just now."
            }
            action={<ButtonLink href="/home">To your home page</ButtonLink>}
          />
        ) : (
          <DueList works={open} first />
        )}
        {over.length === 0 ? null : (
          <section aria-labelledby="over" className="grid gap-3">
            <h2 id="over" className="text-lg">
              Done and closed
            </h2>
            <DueList works={over} first={false} />
          </section>
        )}
        <Card as="section" aria-labelledby="calendar">
          <CardHeader
            id="calendar"
            title="In your calendar"
            note={hasFeed ? "A calendar reads it under a secret address" : "It shows there by itself what is due"}
          />
          <CalendarForm has={hasFeed} />
        </Card>
      </div>
    </SiteFrame>
  );
}
