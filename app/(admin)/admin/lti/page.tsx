import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { siteOrigin } from "@/lib/auth/site-origin";
import { findContextFor } from "@/lib/auth/viewer";
import { listPlatforms } from "@/lib/usecases/lti/manage-platforms";
import { ToolAddresses } from "./_components/tool-addresses";

export const metadata: Metadata = { title: "Learning platforms" };

export default async function PlatformsPage() {
  const context = await findContextFor("manageUsers", "/admin/lti");
  const platforms = context === null ? null : await listPlatforms(context);
  if (platforms === null) notFound();
  return (
    <SiteFrame current="/admin/users">
      <PageHeader
        eyebrow={
          <Link className="link" href="/admin/users">
            People
          </Link>
        }
        title="Learning platforms"
        lead="Courses in Canvas, Moodle and others open exams here, and get their scores back."
        actions={<ButtonLink href="/admin/lti/new">Add a platform</ButtonLink>}
      />
      <div className="grid gap-6">
        <Card>
          <Table
            caption="Learning platforms"
            onPhone="cards"
            rows={platforms}
            rowKey={({ id }) => id}
            empty={
              <EmptyState
                icon="info"
                title="No platform yet"
                text="Enter the addresses below at the platform, then add it here with the ids that it gives you."
                action={
                  <ButtonLink href="/admin/lti/new" variant="primary">
                    Add the first
                  </ButtonLink>
                }
              />
            }
            columns={[
              {
                key: "name",
                header: "Platform",
                rowHeader: true,
                cell: ({ id, name }) => (
                  <Link className="link font-semibold" href={`/admin/lti/${id}`}>
                    {name}
                  </Link>
                ),
              },
              { key: "issuer", header: "Issuer", cell: ({ issuer }) => <span className="break-all">{issuer}</span> },
              { key: "deployments", header: "Deployments", align: "end", cell: (row) => row.deploymentIds.length },
              {
                key: "state",
                header: "State",
                cell: ({ disabledAt }) => (disabledAt === null ? "open" : <Badge state="neutral">disabled</Badge>),
              },
            ]}
          />
        </Card>
        <ToolAddresses origin={siteOrigin()} />
      </div>
    </SiteFrame>
  );
}
