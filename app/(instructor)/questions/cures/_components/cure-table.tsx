import Link from "next/link";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { Table } from "@/components/ui/table";
import { type CureRow, LEAST_TREATED } from "@/lib/core/learning/cures/count-cures";
import { CureShare } from "./cure-share";

/** What is counted in a row: a trap, or a section of a lesson. */
export type Counted = { href: string; title: string; note: string; row: CureRow };

type Told = Omit<Counted, "row"> & { row: Extract<CureRow, { kind: "enough" }> };

function Name({ href, title, note }: Omit<Counted, "row">) {
  return (
    <>
      <Link className="link font-semibold" href={href}>
        {title}
      </Link>
      <span className="num mt-0.5 block text-sm font-normal text-ink-2">{note}</span>
    </>
  );
}

/** Those with enough learners as a table; the others by name alone, folded away. */
export function CureTable({
  caption,
  what,
  rows,
}: {
  caption: string;
  what: [string, string];
  rows: readonly Counted[];
}) {
  const told = rows.flatMap(({ row, ...rest }): Told[] => (row.kind === "enough" ? [{ ...rest, row }] : []));
  const few = rows.filter(({ row }) => row.kind === "few");
  const [one, many] = what;
  return (
    <>
      {told.length === 0 ? (
        <EmptyState
          level={3}
          icon="clock"
          title={`Fewer than ${LEAST_TREATED} treated, for every ${one}`}
          text="Nothing is shown until then: it would say little about the lesson, and might point at a person."
        />
      ) : (
        <Card>
          <Table
            caption={caption}
            onPhone="cards"
            rows={told}
            rowKey={({ href }) => href}
            empty={null}
            columns={[
              { key: "name", header: one === "trap" ? "Trap" : "Section", rowHeader: true, cell: Name },
              { key: "treated", header: "Treated", align: "end", cell: ({ row }) => row.treated },
              {
                key: "cured",
                header: "Cured",
                align: "end",
                cell: ({ row }) => <CureShare count={row.cured} interval={row.curedShare} tone="right" />,
              },
              {
                key: "relapsed",
                header: "Fell again",
                align: "end",
                cell: ({ row }) => <CureShare count={row.relapsed} interval={row.relapsedShare} tone="wrong" />,
              },
              { key: "waiting", header: "Checks to come", align: "end", cell: ({ row }) => row.waiting },
            ]}
          />
        </Card>
      )}
      {few.length === 0 ? null : (
        <Disclosure title={`${few.length} ${few.length === 1 ? one : many} with fewer than ${LEAST_TREATED} treated`}>
          <ul className="grid list-none gap-3 p-0">
            {few.map(({ row: _few, ...rest }) => (
              <li key={rest.href}>
                <Name {...rest} />
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}
