import { LocalTime } from "@/components/time/local-time";
import { Card, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import type { RemediationView } from "@/lib/usecases/learning/get-remediation";

type Entry = RemediationView["story"][number];

/** So many of the latest facts are shown at once. */
const SHOWN = 8;

function Entries({ entries, named }: { entries: readonly Entry[]; named: boolean }) {
  return (
    <ol className="grid list-none gap-3.5 p-0">
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the story is history and never changes its order
        <li key={index} className="border-l-2 border-line pl-3.5">
          <p className="text-sm text-ink-2">
            <LocalTime at={entry.at} />
            {named ? ` · ${entry.trapName}` : ""}
          </p>
          <p>{entry.line}</p>
        </li>
      ))}
    </ol>
  );
}

/** What happened in a remediation, the latest first; answers that moved nothing are folded away with their reason. */
export function StoryList({ view }: { view: RemediationView }) {
  const named = view.traps.length > 1;
  const told = view.story.filter(({ kind }) => kind !== "not-counted");
  const notCounted = view.story.filter(({ kind }) => kind === "not-counted");
  const older = told.slice(SHOWN);
  return (
    <Card as="section" aria-labelledby="story">
      <CardHeader id="story" title="What happened" note="latest first" />
      <Entries entries={told.slice(0, SHOWN)} named={named} />
      {older.length + notCounted.length === 0 ? null : (
        <div className="mt-4 border-t border-line pt-1">
          {older.length === 0 ? null : (
            <Disclosure title="Earlier" aside={older.length}>
              <Entries entries={older} named={named} />
            </Disclosure>
          )}
          {notCounted.length === 0 ? null : (
            <Disclosure title="Answers that did not count" aside={notCounted.length}>
              <Entries entries={notCounted} named={named} />
            </Disclosure>
          )}
        </div>
      )}
    </Card>
  );
}
