import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Phone } from "@/components/live/phone";
import { requireContext } from "@/lib/auth/viewer";
import { getLive } from "@/lib/usecases/live/get-live";

export const metadata: Metadata = { title: "Live session" };

export default async function LivePage({ params }: { params: Promise<{ sessionId: string }> }) {
  const { sessionId } = await params;
  const view = await getLive(await requireContext(`/live/${sessionId}`), sessionId);
  if (view === null) notFound();
  if (view.as === "lead") redirect(`/cohorts/${view.cohortId}/live/${sessionId}`);
  return <Phone initial={view} />;
}
