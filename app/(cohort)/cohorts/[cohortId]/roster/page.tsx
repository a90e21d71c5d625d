import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { RosterForm } from "@/app/(cohort)/_components/roster-form";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { requireContext } from "@/lib/auth/viewer";
import { getCohort } from "@/lib/usecases/cohort/manage-cohort";
import { isMailOn } from "@/lib/usecases/mail/mail-preferences";

export const metadata: Metadata = { title: "Invite from a list" };

export default async function RosterPage({ params }: { params: Promise<{ cohortId: string }> }) {
  const { cohortId } = await params;
  const context = await requireContext(`/cohorts/${cohortId}/roster`);
  const found = await getCohort(context, cohortId);
  if (found === null) notFound();
  return (
    <SiteFrame current="/cohorts">
      <PageHeader
        eyebrow={
          <Link className="link" href={`/cohorts/${cohortId}`}>
            {found.cohort.name}
          </Link>
        }
        title="Invite from a list"
        lead="Everybody on it gets a code of their own, for one person. No account is made: who gets the code joins with the account that they have or make."
      />
      {found.cohort.archivedAt === null ? (
        <RosterForm cohortId={cohortId} cohortName={found.cohort.name} mailOn={isMailOn()} />
      ) : (
        <Notice tone="info" role="note">
          This cohort is archived: nobody can join it. Open it again under its settings to invite anybody.
        </Notice>
      )}
    </SiteFrame>
  );
}
