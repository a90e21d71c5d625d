import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LearnerReportSheet } from "@/app/(cohort)/_components/learner-report";
import { requireContext } from "@/lib/auth/viewer";
import { getOwnReport } from "@/lib/usecases/cohort/report";

export const metadata: Metadata = { title: "What leads see of me" };

export default async function OwnReportPage({ params }: { params: Promise<{ cohortId: string }> }) {
  const { cohortId } = await params;
  const context = await requireContext(`/account/cohorts/${cohortId}`);
  const report = await getOwnReport(context, cohortId);
  if (report === null) notFound();
  return (
    <LearnerReportSheet
      report={report}
      now={context.now}
      section=""
      back={{ href: "/account", label: "Account" }}
      note="Your leads see of your work what stands here."
    />
  );
}
