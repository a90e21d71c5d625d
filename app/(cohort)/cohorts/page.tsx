import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardRow } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { can } from "@/lib/core/access/viewer";
import { listCohorts } from "@/lib/usecases/cohort/manage-cohort";
import { listExams } from "@/lib/usecases/learn/current-exam";

export const metadata: Metadata = { title: "Cohorts" };

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? "" : "s"}`;

export default async function CohortsPage() {
  const context = await requireContext("/cohorts");
  const cohorts = await listCohorts(context);
  if (cohorts === null) notFound();
  const names = new Map((await listExams()).map(({ exam }) => [exam.id, exam.name]));
  const mayMake = can(context.viewer, "leadCohorts");
  return (
    <SiteFrame current="/cohorts">
      <PageHeader
        title="Cohorts"
        lead="The groups that you see through to their exam."
        actions={
          mayMake && cohorts.length > 0 ? (
            <ButtonLink href="/cohorts/new" variant="primary">
              New cohort
            </ButtonLink>
          ) : undefined
        }
      />
      {cohorts.length === 0 ? (
        <EmptyState
          icon="user"
          title="No cohort yet"
          text="Make one, then give its members a code. They see what you will see of them before they join."
          action={
            <ButtonLink href="/cohorts/new" variant="primary">
              New cohort
            </ButtonLink>
          }
        />
      ) : (
        <Card as="section" padding="none" aria-label="Your cohorts">
          <ul className="list-none p-0">
            {cohorts.map(({ id, name, examId, learners, leads, archivedAt }) => (
              <CardRow as="li" key={id} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
                <div className="min-w-0">
                  <Link className="link font-semibold [overflow-wrap:anywhere]" href={`/cohorts/${id}`}>
                    {name}
                  </Link>
                  <p className="text-sm text-ink-2">{names.get(examId) ?? examId}</p>
                </div>
                <p className="text-sm text-ink-2">
                  {archivedAt === null ? null : <Badge state="neutral">archived</Badge>} {count(learners, "learner")},{" "}
                  {count(leads, "lead")}
                </p>
              </CardRow>
            ))}
          </ul>
        </Card>
      )}
    </SiteFrame>
  );
}
