import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LearnerReportSheet } from "@/app/(cohort)/_components/learner-report";
import { requireContext } from "@/lib/auth/viewer";
import { getLearnerReport } from "@/lib/usecases/cohort/report";

export const metadata: Metadata = { title: "Learner report" };

export default async function LearnerReportPage({ params }: { params: Promise<{ cohortId: string; userId: string }> }) {
  const at = await params;
  const href = `/cohorts/${at.cohortId}/learners/${at.userId}`;
  const context = await requireContext(`${href}/report`);
  const report = await getLearnerReport(context, at);
  if (report === null) notFound();
  const { name } = report.member;
  return (
    <LearnerReportSheet
      report={report}
      now={context.now}
      section="/cohorts"
      back={{ href, label: name }}
      note={`${name} sees that you opened a report about them.`}
    />
  );
}
