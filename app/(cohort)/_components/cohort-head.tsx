import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";

/** The parts of a cohort that its leads see. */
const parts = (cohortId: string) => [
  { href: `/cohorts/${cohortId}/board`, label: "Board" },
  { href: `/cohorts/${cohortId}`, label: "People" },
  { href: `/cohorts/${cohortId}/assignments`, label: "Assignments" },
];

/** The head of every page of a cohort: its name, and the way between its parts. */
export function CohortHead({
  cohort,
  current,
  lead,
  actions,
}: {
  cohort: { id: string; name: string };
  /** The part that is shown: `""` is the first, `/assignments` another. */
  current: string;
  lead?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <>
      <PageHeader
        eyebrow={
          <Link className="link" href="/cohorts">
            Cohorts
          </Link>
        }
        title={<span className="[overflow-wrap:anywhere]">{cohort.name}</span>}
        lead={lead}
        actions={actions}
      />
      <TabsNav label="Parts of the cohort" items={parts(cohort.id)} current={`/cohorts/${cohort.id}${current}`} />
    </>
  );
}
