import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { roomHref } from "@/app/(learner)/_components/room-href";
import { ExamRoom } from "@/components/exam/exam-room";
import { requireContext } from "@/lib/auth/viewer";
import { sentRoom } from "@/lib/core/attempt/sent-room";
import { getRoom } from "@/lib/usecases/attempt/get-room";

// Nobody finds an exam by a search: it says nothing about the site.
export const metadata: Metadata = { title: "Exam", description: null };

export default async function ExamPage({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params;
  const open = await getRoom(await requireContext(`/exam/${attemptId}`), attemptId);
  if (open === null) notFound();
  if (open.room.mode !== "exam") redirect(roomHref(open.attempt));
  if (open.room.phase !== "running") redirect(`/attempts/${attemptId}`);
  return <ExamRoom sent={sentRoom(open.room)} resultHref={`/attempts/${attemptId}`} exitHref="/home" />;
}
