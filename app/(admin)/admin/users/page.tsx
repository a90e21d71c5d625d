import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SiteFrame } from "@/app/_chrome/site-frame";
import { ActionButton } from "@/components/forms/action-button";
import { ActionForm, FormInput, FormSubmit } from "@/components/forms/action-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Input, Select } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { Table } from "@/components/ui/table";
import { makeLinkAction } from "@/lib/actions/account-links";
import { changeAccessAction, changeRoleAction } from "@/lib/actions/admin";
import { takeAwaySecondFactorAction } from "@/lib/actions/second-factor";
import { findContextFor } from "@/lib/auth/viewer";
import { listPeople } from "@/lib/usecases/admin/list-people";

export const metadata: Metadata = { title: "People" };

const roles = ["learner", "instructor", "lead", "admin"] as const;
type Query = Record<string, string | string[] | undefined>;
const text = (value: string | string[] | undefined): string => (typeof value === "string" ? value.slice(0, 254) : "");

export default async function PeoplePage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams;
  const context = await findContextFor("manageUsers", "/admin/users");
  const search = text(query.search);
  const found = context === null ? null : await listPeople(context, { after: text(query.after) || null, search });
  if (context === null || found === null) notFound();
  const last = found.people.at(-1);
  return (
    <SiteFrame current="/admin/users" width="wide">
      <PageHeader
        title="People"
        lead="Roles say what somebody may create. A change holds from their next click on."
        actions={
          <>
            <ButtonLink href="/admin/operations">Operations</ButtonLink>
            <ButtonLink href="/admin/audit">Audit log</ButtonLink>
            <ButtonLink href="/admin/lti">Learning platforms</ButtonLink>
          </>
        }
      />
      <search className="mb-6 block">
        <form className="flex max-w-narrow flex-wrap items-end gap-3">
          <div className="grow basis-60">
            <Input label="Address or name contains" name="search" type="search" defaultValue={search} />
          </div>
          <Button type="submit">Search</Button>
        </form>
      </search>
      <Card>
        <Table
          caption="People"
          onPhone="cards"
          rows={found.people}
          rowKey={(person) => person.id}
          empty={
            <EmptyState
              icon="user"
              title="Nobody found"
              text="No address or name contains that."
              action={<ButtonLink href="/admin/users">Show all</ButtonLink>}
            />
          }
          columns={[
            {
              key: "person",
              header: "Person",
              rowHeader: true,
              cell: (person) => (
                <>
                  <span className="block font-semibold">{person.name}</span>
                  <span className="block break-all text-sm text-ink-2">
                    {person.email ?? "no address: a learning platform or provider lets them in"}
                  </span>
                </>
              ),
            },
            {
              key: "role",
              header: "Role",
              cell: (person) => (
                <ActionForm action={changeRoleAction} className="flex flex-wrap items-end gap-2">
                  <input type="hidden" name="user" value={person.id} />
                  <Select
                    label={<span className="sr-only">Role of {person.name}</span>}
                    name="role"
                    defaultValue={person.role}
                  >
                    {roles.map((role) => (
                      <option key={role}>{role}</option>
                    ))}
                  </Select>
                  <FormSubmit variant="secondary" aria-label={`Change the role of ${person.name}`}>
                    Change
                  </FormSubmit>
                </ActionForm>
              ),
            },
            {
              key: "access",
              header: "Access",
              cell: (person) =>
                person.id === context.viewer.userId ? (
                  <span className="text-ink-2">you</span>
                ) : (
                  <ActionButton
                    action={changeAccessAction}
                    fields={{ user: person.id, open: person.disabled ? "yes" : "no" }}
                    variant="secondary"
                    aria-label={`${person.disabled ? "Open" : "Close"} the account of ${person.name}`}
                  >
                    {person.disabled ? "Open the account" : "Close the account"}
                  </ActionButton>
                ),
            },
            {
              key: "links",
              header: "Links",
              cell: (person) =>
                person.disabled ? (
                  <span className="text-ink-2">none while closed</span>
                ) : (
                  <details>
                    <summary className="link w-fit cursor-pointer">
                      Hand out a link<span className="sr-only"> to {person.name}</span>
                    </summary>
                    <div className="mt-3 grid gap-4 text-start [overflow-wrap:anywhere]">
                      <ActionButton
                        action={makeLinkAction}
                        fields={{ what: "reset", user: person.id }}
                        variant="secondary"
                      >
                        For a new password
                      </ActionButton>
                      {person.secondFactor && person.id !== context.viewer.userId ? (
                        <ActionButton
                          action={takeAwaySecondFactorAction}
                          fields={{ user: person.id }}
                          variant="secondary"
                        >
                          Take the second factor away
                        </ActionButton>
                      ) : null}
                      <ActionForm action={makeLinkAction} className="grid gap-3">
                        <input type="hidden" name="what" value="address" />
                        <input type="hidden" name="user" value={person.id} />
                        <FormInput
                          label="Address to confirm"
                          name="email"
                          type="email"
                          required
                          maxLength={254}
                          defaultValue={person.email ?? ""}
                          hint="Another one becomes theirs when they use the link."
                        />
                        <FormSubmit variant="secondary" className="justify-self-start">
                          For this address
                        </FormSubmit>
                      </ActionForm>
                    </div>
                  </details>
                ),
            },
          ]}
        />
      </Card>
      {found.more && last !== undefined ? (
        <ButtonLink
          className="mt-4"
          href={`/admin/users?search=${encodeURIComponent(search)}&after=${encodeURIComponent(last.id)}`}
        >
          More
        </ButtonLink>
      ) : null}
    </SiteFrame>
  );
}
