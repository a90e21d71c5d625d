import type { Metadata } from "next";
import Link from "next/link";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { requireContext } from "@/lib/auth/viewer";
import { ACCESS_WORDS } from "@/lib/core/privacy/access";
import { FORMER_LEAD } from "@/lib/core/privacy/departed";
import { listAccesses } from "@/lib/usecases/privacy/list-accesses";

export const metadata: Metadata = { title: "Who opened your page" };

export default async function AccessPage() {
  const context = await requireContext("/account/access");
  const { rows, more } = await listAccesses(context);
  return (
    <SiteFrame current="" width="narrow">
      <PageHeader
        eyebrow={
          <Link className="link" href="/account">
            Account
          </Link>
        }
        title="Who opened your page"
        lead="Each time a lead of a cohort opens something about you by name, it is written down here. Only you see this."
      />
      {rows.length === 0 ? (
        <EmptyState
          icon="info"
          title="Nobody opened your page"
          text="Only leads of a cohort that you joined can, and you find it here when they do."
          action={<ButtonLink href="/account">Back to your account</ButtonLink>}
        />
      ) : (
        <Card>
          <Table
            caption="Who opened what, and when"
            onPhone="cards"
            rows={rows}
            rowKey={({ id }) => id}
            empty={null}
            columns={[
              { key: "lead", header: "Lead", rowHeader: true, cell: ({ lead }) => lead ?? FORMER_LEAD },
              { key: "cohort", header: "Cohort", cell: ({ cohort }) => cohort },
              { key: "what", header: "Opened", cell: ({ what }) => ACCESS_WORDS[what] },
              { key: "at", header: "When", cell: ({ at }) => <LocalTime at={at} /> },
            ]}
          />
          {more ? (
            <p className="mt-5 text-ink-2">
              These are the newest {rows.length}. All of them are in the download of your data.
            </p>
          ) : null}
        </Card>
      )}
    </SiteFrame>
  );
}
