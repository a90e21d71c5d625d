import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { findContextFor } from "@/lib/auth/viewer";
import { type ChainState, checkNewLines, listAudit } from "@/lib/usecases/admin/audit-log";

export const metadata: Metadata = { title: "Audit log" };

const FAULTS = {
  missing: "is missing",
  changed: "was changed",
  "names-changed": "names somebody else than it did",
  "cut-off": "and what comes after it were taken away",
} as const;

function Chain({ state, wholeAt }: { state: ChainState; wholeAt: number }) {
  if (state.ok) {
    return (
      <Notice tone="success">
        All {state.at.number} lines of the chain hold: none was changed, taken out or put in later. From the first line
        on they were followed <LocalTime at={wholeAt} />, and since then what was new.
      </Notice>
    );
  }
  return (
    <Notice tone="danger">
      Line {state.fault.number} {FAULTS[state.fault.what]}. Somebody wrote to the database beside this server: compare
      it with a backup.
    </Notice>
  );
}

export default async function AuditPage({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { before } = await searchParams;
  const context = await findContextFor("manageUsers", "/admin/audit");
  const found =
    context === null
      ? null
      : await listAudit(context, { before: typeof before === "string" ? before.slice(0, 40) : null });
  const chain = context === null ? null : await checkNewLines(context);
  if (found === null || chain === null) notFound();
  const last = found.lines.at(-1);
  return (
    <SiteFrame current="/admin/users" width="wide">
      <PageHeader
        eyebrow={
          <Link className="link" href="/admin/users">
            People
          </Link>
        }
        title="Audit log"
        lead="Who did what that others could not do, newest first."
      />
      <div className="grid gap-6">
        <Chain state={chain.state} wholeAt={chain.wholeAt} />
        <Card>
          <Table
            caption="Audit log"
            onPhone="cards"
            rows={found.lines}
            rowKey={({ id }) => id}
            empty={<EmptyState icon="list" title="Nothing yet" text="Roles, links, repairs and the like stand here." />}
            columns={[
              { key: "at", header: "When", cell: ({ at }) => <LocalTime at={at} /> },
              {
                key: "actor",
                header: "Who",
                rowHeader: true,
                cell: ({ actor }) => <span className="[overflow-wrap:anywhere]">{actor ?? "the server"}</span>,
              },
              { key: "action", header: "Did", cell: ({ action }) => action.replaceAll("-", " ") },
              {
                key: "about",
                header: "To",
                cell: ({ about, detail }) => (
                  <>
                    <span className="block [overflow-wrap:anywhere]">{about}</span>
                    {detail === "{}" ? null : (
                      <span className="block text-sm text-ink-2 [overflow-wrap:anywhere]">{detail}</span>
                    )}
                  </>
                ),
              },
            ]}
          />
        </Card>
        {found.more && last !== undefined ? (
          <ButtonLink className="justify-self-start" href={`/admin/audit?before=${last.id}`}>
            Older
          </ButtonLink>
        ) : null}
      </div>
    </SiteFrame>
  );
}
