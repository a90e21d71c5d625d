import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { BlueprintPage } from "@/app/(instructor)/blueprints/_components/blueprint-page";
import { findContextFor } from "@/lib/auth/viewer";
import { openBlueprint } from "@/lib/usecases/blueprint/blueprints";

export const metadata: Metadata = { title: "Blueprint" };

type Params = { params: Promise<{ examId: string; blueprintId: string }> };

export default async function EditBlueprintPage({ params }: Params) {
  const at = await params;
  const context = await findContextFor("writeBank", `/blueprints/${at.examId}/${at.blueprintId}`);
  const sheet = context === null ? null : await openBlueprint(context, at);
  if (sheet === null) notFound();
  return <BlueprintPage title={sheet.fields.title} sheet={sheet} />;
}
