import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { findContextFor } from "@/lib/auth/viewer";
import { type Operations, sizeText, type Warning } from "@/lib/core/running/operations";
import { getOperations } from "@/lib/usecases/admin/operations";

export const metadata: Metadata = { title: "Operations" };

const ENGINES = { sqlite: "SQLite", postgresql: "PostgreSQL" } as const;

function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  if (warnings.length === 0)
    return <Notice tone="success">Nothing needs you: all that is looked at here is well.</Notice>;
  return (
    <ul className="grid gap-3" aria-label="What needs you">
      {warnings.map(({ tone, title, step }) => (
        <li key={title}>
          <Notice tone={tone} title={title} role="note">
            {step}
          </Notice>
        </li>
      ))}
    </ul>
  );
}

type Fact = readonly [string, ReactNode];

function Facts({ title, facts }: { title: string; facts: readonly Fact[] }) {
  return (
    <Card as="section">
      <CardHeader title={title} />
      <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-2">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="num min-w-0 text-end [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

const time = (at: number | null): ReactNode => (at === null ? "never yet" : <LocalTime at={at} />);

function databaseFacts({ database: { engine, bytes, reader, applied, newest, pending }, queue }: Operations): Fact[] {
  return [
    ["Engine", ENGINES[engine]],
    ["Size", sizeText(bytes)],
    ["Replica for reads", reader ? "yes" : "no"],
    ["Migrations", pending.length === 0 ? `all ${applied}` : `${applied}, and ${pending.length} lacking`],
    ["Newest", newest ?? "none"],
    ["Writes that run", queue.running],
    ["Writes that wait", queue.waiting],
  ];
}

function backupFacts({ backups: { nightly, keep, last } }: Operations): Fact[] {
  const made: Fact[] =
    last === null
      ? [["Last", "none in this server’s folder"]]
      : [
          ["Last", <LocalTime key="at" at={last.at} />],
          ["File", last.name],
          ["Size", sizeText(last.bytes)],
          ["Read again", last.checkedRows === null ? "no" : `yes, ${last.checkedRows} rows`],
        ];
  return [["Every night", nightly ? `yes, ${keep} are kept` : "no"], ...made];
}

function sendingFacts({ mail, scores }: Operations): Fact[] {
  return [
    ["Mail is sent", mail.sends ? "yes" : "no"],
    ["Mails that wait", mail.waiting],
    ["Mails given up", mail.failed],
    ["Scores for courses that wait", scores.waiting],
    ["Scores given up", scores.failed],
  ];
}

export default async function OperationsPage() {
  const context = await findContextFor("manageUsers", "/admin/operations");
  const found = context === null ? null : await getOperations(context);
  if (found === null) notFound();
  const { operations, warnings } = found;
  const { packs, disk, media, jobs, leases, now } = operations;
  return (
    <SiteFrame current="/admin/users" width="wide">
      <PageHeader
        eyebrow={
          <Link className="link" href="/admin/users">
            People
          </Link>
        }
        title="Operations"
        lead={`Version ${operations.version}. Queue, tasks and disks are those of the server that answered.`}
        actions={
          <>
            <ButtonLink href="/admin/users">People and roles</ButtonLink>
            <ButtonLink href="/admin/audit">Audit log</ButtonLink>
          </>
        }
      />
      <div className="grid grid-cols-1 gap-6">
        <Warnings warnings={warnings} />
        <div className="grid grid-cols-1 gap-6 md:grid-cols-2">
          <Facts title="Database" facts={databaseFacts(operations)} />
          <Facts title="Backups" facts={backupFacts(operations)} />
          <Facts
            title="Storage"
            facts={[
              ["Free on the data’s disk", `${sizeText(disk.freeBytes)} of ${sizeText(disk.allBytes)}`],
              ["Pictures", `${media.files}, ${sizeText(media.bytes)}`],
              ["They are kept in", media.kept === "s3" ? "an S3 store" : "the data folder"],
            ]}
          />
          <Facts title="Sending" facts={sendingFacts(operations)} />
          <Facts
            title="Now"
            facts={[
              ["Devices seen within a day", now.signedIn],
              ["Attempts under way", now.attempts],
              ["Live sessions", now.liveSessions],
            ]}
          />
          <Facts
            title="Held by a server"
            facts={
              leases.length === 0
                ? [["Leases", "none"]]
                : leases.map(
                    ({ name, until }): Fact => [name.replaceAll("-", " "), <LocalTime key={name} at={until} />],
                  )
            }
          />
        </div>
        <Card>
          <CardHeader title="Content" />
          <Table
            caption="Content packs"
            onPhone="cards"
            rows={packs}
            rowKey={({ id }) => id}
            empty={<EmptyState icon="book" title="No content yet" text="Run: npm run content:load." />}
            columns={[
              { key: "pack", header: "Pack", rowHeader: true, cell: ({ id }) => id },
              { key: "hash", header: "Content version", cell: ({ hash }) => <code>{hash.slice(0, 12)}</code> },
              { key: "at", header: "Loaded", cell: ({ loadedAt }) => <LocalTime at={loadedAt} /> },
            ]}
          />
        </Card>
        <Card>
          <CardHeader title="Tasks of this server" note="done again and again while it runs" />
          <Table
            caption="Tasks of this server"
            onPhone="cards"
            rows={jobs}
            rowKey={({ name }) => name}
            empty={<EmptyState icon="clock" title="No tasks" text="They begin with the server." />}
            columns={[
              { key: "task", header: "Task", rowHeader: true, cell: ({ name }) => name },
              { key: "done", header: "Last done", cell: ({ lastDoneAt }) => time(lastDoneAt) },
              { key: "runs", header: "Runs", align: "end", cell: ({ runs }) => runs },
              { key: "failures", header: "Failures", align: "end", cell: ({ failures }) => failures },
            ]}
          />
        </Card>
      </div>
    </SiteFrame>
  );
}
