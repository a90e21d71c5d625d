import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { BankTabs } from "@/app/(instructor)/_components/bank-tabs";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findContextFor } from "@/lib/auth/viewer";
import type { AddressParams } from "@/lib/core/authoring/bank/bank-query";
import { listQuestions } from "@/lib/usecases/bank/list-questions";
import { BankEmpty } from "./_components/bank-empty";
import { BankFilterForm } from "./_components/bank-filter-form";
import { BankTable } from "./_components/bank-table";

export const metadata: Metadata = { title: "Questions" };

export default async function QuestionsPage({ searchParams }: { searchParams: Promise<AddressParams> }) {
  const params = await searchParams;
  const context = await findContextFor("readBank", "/questions");
  const list = context === null ? null : await listQuestions(context, params);
  if (list === null) notFound();
  return (
    <SiteFrame current="/questions" width="wide">
      <PageHeader
        title="Questions"
        actions={
          <>
            <ButtonLink href="/questions/bulk" variant="ghost">
              Last changes
            </ButtonLink>
            <ButtonLink href="/questions/analysis">Item analysis</ButtonLink>
            <ButtonLink href="/questions/cures">Does the lesson cure?</ButtonLink>
          </>
        }
        lead={`The bank of ${list.pack.info.name}. Draws of families are made by code and can be read, but not changed, here.`}
      />
      <BankTabs current="/questions" />
      <BankFilterForm list={list} />
      {list.unreadable.length === 0 ? null : (
        <Notice tone="warning" role="note" className="mb-4">
          Part of the address could not be read and does not narrow the list: {list.unreadable.join(", ")}.
        </Notice>
      )}
      {list.rows.length === 0 ? <BankEmpty list={list} /> : <BankTable list={list} />}
    </SiteFrame>
  );
}
