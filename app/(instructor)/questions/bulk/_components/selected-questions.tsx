import Link from "next/link";
import { filterWords } from "@/app/(instructor)/questions/_components/filter-words";
import { ButtonLink } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Icon } from "@/components/ui/icon";
import { FILTER_FIELDS } from "@/lib/core/authoring/bank/bank-query";
import type { BulkSelection } from "@/lib/core/authoring/bulk/selection";
import type { PackView } from "@/lib/core/pack/pack-view";

const SHOWN = 200;
/** Ids that an address holds with room to spare; more are exported by lesson and type. */
const MOST_EXPORTED = 150;

/** Where these questions are exported: those in service, or retired ones where all of them are. */
const exportAddress = (rows: readonly { id: string; state: string }[]): string => {
  const state = rows.length > 0 && rows.every((row) => row.state === "retired") ? "retired" : "published";
  return `/questions/export?${new URLSearchParams({ state, ids: rows.map(({ id }) => id).join(",") })}`;
};

/** Which questions are meant: the filter in words, and their ids. */
export function SelectedQuestions({
  selection,
  rows,
  pack,
}: {
  selection: BulkSelection;
  rows: readonly { id: string; state: string }[];
  pack: PackView;
}) {
  const parts =
    selection.kind === "ids"
      ? []
      : FILTER_FIELDS.filter((field) => selection.filter[field] !== undefined).map((field) =>
          filterWords(selection.filter, field, pack),
        );
  const words =
    selection.kind === "ids"
      ? "Those that were ticked"
      : `All that match${parts.length === 0 ? ": every published question" : `: ${parts.join(", ")}`}`;
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
      <Disclosure title={words} className="min-w-0 grow basis-80">
        <ul className="grid max-h-72 list-none gap-1 overflow-y-auto p-0 text-sm">
          {rows.slice(0, SHOWN).map(({ id }) => (
            <li key={id} className="[overflow-wrap:anywhere]">
              <Link className="link" href={`/questions/${id}`}>
                {id}
              </Link>
            </li>
          ))}
          {rows.length > SHOWN ? <li className="text-ink-2">and {rows.length - SHOWN} more</li> : null}
        </ul>
      </Disclosure>
      {rows.length > MOST_EXPORTED ? null : (
        <ButtonLink href={exportAddress(rows)} icon={<Icon name="download" size={18} />}>
          Export these
        </ButtonLink>
      )}
    </div>
  );
}
