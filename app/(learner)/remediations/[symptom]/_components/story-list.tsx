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

/** What happened in a remediation, the latest first. */
export function StoryList({ view }: { view: RemediationView }) {
  const { story, traps } = view;
  const named = traps.length > 1;
  const older = story.slice(SHOWN);
  return (
    <Card as="section" aria-labelledby="story">
      <CardHeader id="story" title="What happened" note="latest first" />
      <Entries entries={story.slice(0, SHOWN)} named={named} />
      {older.length === 0 ? null : (
        <Disclosure title={`${older.length} earlier`} className="mt-2">
          <Entries entries={older} named={named} />
        </Disclosure>
      )}
    </Card>
  );
}
