import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BlueprintPage } from "@/app/(instructor)/blueprints/_components/blueprint-page";
import { findContextFor } from "@/lib/auth/viewer";
import { openBlueprint } from "@/lib/usecases/blueprint/blueprints";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";

export const metadata: Metadata = { title: "New blueprint" };

export default async function NewBlueprintPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const context = await findContextFor("writeBank", "/blueprints/new");
  if (context === null) notFound();
  const { exam, copy } = await searchParams;
  const examId = typeof exam === "string" ? exam : (await getCurrentExam(context.viewer)).exam.id;
  const copyOf = typeof copy === "string" ? copy : undefined;
  const sheet = await openBlueprint(context, { examId, blueprintId: null, copyOf });
  if (sheet === null) notFound();
  return <BlueprintPage title="New blueprint" sheet={sheet} />;
}
