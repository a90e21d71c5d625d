import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { roomHref } from "@/app/(learner)/_components/room-href";
import { DiagnoseRunner } from "@/components/exam/diagnose-runner";
import { requireContext } from "@/lib/auth/viewer";
import { findDiagnosis } from "@/lib/usecases/diagnose/get-diagnosis";

export const metadata: Metadata = { title: "Diagnosis" };

export default async function DiagnosisPage({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params;
  const found = await findDiagnosis(await requireContext(`/diagnose/${attemptId}`), attemptId);
  if (found === null) notFound();
  if (found.attempt.mode !== "diagnose") redirect(roomHref(found.attempt));
  if (found.open === null) redirect(`/attempts/${attemptId}`);
  return <DiagnoseRunner open={found.open} resultHref={`/attempts/${attemptId}`} exitHref="/home" />;
}
