import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Projector } from "@/components/live/projector";
import { requireContext } from "@/lib/auth/viewer";
import { getLive } from "@/lib/usecases/live/get-live";

export const metadata: Metadata = { title: "Live session" };

export default async function ProjectorPage({ params }: { params: Promise<{ cohortId: string; sessionId: string }> }) {
  const { cohortId, sessionId } = await params;
  const context = await requireContext(`/cohorts/${cohortId}/live/${sessionId}`);
  const view = await getLive(context, sessionId);
  if (view === null || view.as !== "lead" || view.cohortId !== cohortId) notFound();
  return <Projector initial={view} cohortHref={`/cohorts/${cohortId}`} />;
}
