import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { roomHref } from "@/app/(learner)/_components/room-href";
import { startedFromHref } from "@/app/(learner)/_components/started-from-href";
import { PracticeRunner } from "@/components/exam/practice-runner";
import { requireContext } from "@/lib/auth/viewer";
import { getRoom } from "@/lib/usecases/attempt/get-room";

export const metadata: Metadata = { title: "Practice" };

export default async function PracticeRunPage({ params }: { params: Promise<{ attemptId: string }> }) {
  const { attemptId } = await params;
  const open = await getRoom(await requireContext(`/practice/${attemptId}`), attemptId);
  if (open === null) notFound();
  if (open.room.mode === "exam" || open.room.mode === "diagnose") redirect(roomHref(open.attempt));
  if (open.room.phase !== "running") redirect(`/attempts/${attemptId}`);
  return (
    <PracticeRunner
      room={open.room}
      feedback={open.feedback}
      resultHref={`/attempts/${attemptId}`}
      exitHref={startedFromHref(open.attempt)}
    />
  );
}
