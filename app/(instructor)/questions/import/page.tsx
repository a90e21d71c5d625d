import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BankTabs } from "@/app/(instructor)/_components/bank-tabs";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import { importBounds } from "@/lib/usecases/exchange/import-file";
import { ImportForm } from "./_components/import-form";

export const metadata: Metadata = { title: "Import questions" };

export default async function ImportPage() {
  const context = await findContextFor("writeBank", "/questions/import");
  if (context === null) notFound();
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        title="Import questions"
        lead="You first see what a file will come to, question by question. Nothing is made until you say so, and nothing that exists is overwritten."
      />
      <BankTabs current="/questions/import" />
      <Card className="max-w-reading">
        <ImportForm limitBytes={importBounds.bytes} formats={importBounds.formats} />
      </Card>
    </SiteFrame>
  );
}
