import Link from "next/link";
import { Button, ButtonLink } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Input, Select } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { bankAddress, FILTER_FIELDS, without } from "@/lib/core/authoring/bank/bank-query";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { BankList } from "@/lib/usecases/bank/list-questions";
import {
  AGE_WORDS,
  COUNTER_WORDS,
  DRAWS_WORDS,
  FLAG_WORDS,
  filterWords,
  SORT_WORDS,
  STATE_WORDS,
  TYPE_WORDS,
} from "./filter-words";

/** A choice of the filter; the first one narrows nothing. */
function Choice({
  label,
  name,
  value,
  all,
  words,
}: {
  label: string;
  name: string;
  value: string | undefined;
  all?: string;
  words: Readonly<Record<string, string>>;
}) {
  return (
    <Select label={label} name={name} defaultValue={value ?? ""}>
      {all === undefined ? null : <option value="">{all}</option>}
      {Object.entries(words).map(([id, text]) => (
        <option key={id} value={id}>
          {text}
        </option>
      ))}
    </Select>
  );
}

/** The traps of a pack, each with its sub-traps after it. */
function trapsInOrder(pack: PackView): Record<string, string> {
  const traps = [...pack.traps.values()];
  const under = (parent: string) => traps.filter((trap) => trap.parent === parent);
  const tops = traps.filter((trap) => trap.parent === undefined || !pack.traps.has(trap.parent));
  return Object.fromEntries(
    tops.flatMap((top) => [
      [top.id, top.short],
      ...under(top.id).map(({ id, short }): [string, string] => [id, `– ${short}`]),
    ]),
  );
}

/** Search and filters; a plain form, so that the address says what is shown. */
export function BankFilterForm({ list }: { list: BankList }) {
  const { pack, query, lessons } = list;
  const { filter, sort } = query;
  const active = FILTER_FIELDS.filter((field) => filter[field] !== undefined);
  const inside = active.filter((field) => field !== "text");
  // Keyed by the address: a form whose page is shown anew with other fields must not keep the old ones.
  return (
    <search className="mb-5 block" key={bankAddress(query)}>
      <form action="/questions" className="grid gap-3">
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-0 grow basis-72">
            <Input
              label="Search"
              name="text"
              type="search"
              maxLength={200}
              defaultValue={filter.text}
              placeholder="Words of the question, its options or its id"
            />
          </div>
          <div className="grow basis-44 sm:grow-0">
            <Choice label="Lesson" name="lesson" value={filter.lesson} all="Every lesson" words={namesOf(lessons)} />
          </div>
          <div className="grow basis-44 sm:grow-0">
            <Choice label="Sort by" name="sort" value={sort} words={SORT_WORDS} />
          </div>
          <Button type="submit" variant="primary" icon={<Icon name="search" size={18} />}>
            Show
          </Button>
        </div>
        <Disclosure
          title="More filters"
          aside={inside.length === 0 ? undefined : `${inside.length} in use`}
          open={inside.some((field) => field !== "lesson")}
        >
          <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
            <Choice label="Trap" name="trap" value={filter.trap} all="Any trap" words={trapsInOrder(pack)} />
            <Choice label="Type" name="type" value={filter.type} all="Every type" words={TYPE_WORDS} />
            <Choice label="State" name="state" value={filter.state} all="Published" words={STATE_WORDS} />
            <Choice
              label="Exam"
              name="exam"
              value={filter.exam}
              all="Every exam"
              words={Object.fromEntries(pack.info.exams.map(({ id, code }) => [id, code]))}
            />
            <Choice
              label="Difficulty"
              name="difficulty"
              value={filter.difficulty}
              all="Any"
              words={namesOf(["1", "2", "3", "4", "5"])}
            />
            <Choice label="Last verified" name="age" value={filter.age} all="Any time" words={AGE_WORDS} />
            <Input label="Verified since" name="since" type="date" defaultValue={filter.since} />
            <Choice label="Draws of families" name="draws" value={filter.draws} all="With draws" words={DRAWS_WORDS} />
            <Choice label="Counter-cue" name="counter" value={filter.counter} all="With both" words={COUNTER_WORDS} />
            <Choice label="Item analysis" name="flag" value={filter.flag} all="Any finding" words={FLAG_WORDS} />
          </div>
        </Disclosure>
      </form>
      {active.length === 0 ? null : (
        <ul aria-label="Filters in use" className="mt-2 flex list-none flex-wrap items-center gap-2 p-0">
          {active.map((field) => (
            <li key={field}>
              <Link
                href={bankAddress({ filter: without(filter, field), sort })}
                className="inline-flex min-h-11 max-w-full items-center gap-1.5 rounded-pill border border-line-strong bg-surface px-3 text-sm hover:border-ink-2"
              >
                <span className="sr-only">Without </span>
                <span className="min-w-0 [overflow-wrap:anywhere]">{filterWords(filter, field, pack)}</span>
                <Icon name="cross" size={14} className="text-ink-2" />
              </Link>
            </li>
          ))}
          {active.length < 2 ? null : (
            <li>
              <ButtonLink variant="ghost" href={bankAddress({ filter: {}, sort })}>
                Clear all
              </ButtonLink>
            </li>
          )}
        </ul>
      )}
    </search>
  );
}

const namesOf = (ids: readonly string[]): Record<string, string> => Object.fromEntries(ids.map((id) => [id, id]));
