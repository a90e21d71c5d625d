import Link from "next/link";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { bankAddress, without } from "@/lib/core/authoring/bank/bank-query";
import type { BankList } from "@/lib/usecases/bank/list-questions";
import { filterWords } from "./filter-words";

/** What stands in place of the table: which part of the filter to let go, and what that brings. */
export function BankEmpty({ list: { query, relax, total, pack } }: { list: BankList }) {
  const { filter, sort } = query;
  if (total > 0) {
    return (
      <EmptyState
        icon="search"
        title="Nothing more here"
        text={`${total} questions match, but none past this place: something has changed since.`}
        action={<ButtonLink href={bankAddress(query)}>From the beginning</ButtonLink>}
      />
    );
  }
  return (
    <EmptyState
      icon="search"
      title="No question matches"
      text={
        relax.length === 0 ? (
          "No single part of the filter is to blame: together they leave nothing."
        ) : (
          <>
            <p>What would be there without one part of the filter:</p>
            <ul className="mt-2 grid gap-1">
              {relax.map(({ field, total: found }) => (
                <li key={field}>
                  <Link className="link" href={bankAddress({ filter: without(filter, field), sort })}>
                    Without {filterWords(filter, field, pack)}
                  </Link>
                  : <span className="num">{found}</span> {found === 1 ? "question" : "questions"}
                </li>
              ))}
            </ul>
          </>
        )
      }
      action={<ButtonLink href="/questions">Show all published</ButtonLink>}
    />
  );
}
