import { LocalTime } from "@/components/time/local-time";
import type { HistoryEntry } from "@/lib/usecases/authoring/history";

/** What was done, as a sentence continues after the name of who did it. */
const DONE = {
  created: () => "began it",
  imported: () => "imported it",
  edited: () => "changed it",
  submitted: () => "handed it in for review",
  withdrawn: () => "took it back from review",
  returned: () => "returned it to its author",
  solved: () => "solved it blind",
  waived: () => "waived the review",
  published: (version) =>
    version === null ? "published its file; this question stayed as it was" : `published version ${version}`,
  retired: () => "retired it",
  revived: () => "brought it back",
  restored: (version) =>
    version === null ? "began a draft with an older version" : `began a draft with version ${version}`,
  "put-back": (version) => (version === null ? "brought it back" : `put back version ${version}`),
  discarded: () => "discarded the draft",
} satisfies Record<HistoryEntry["kind"], (version: number | null) => string>;

const BY_FILE: Partial<Record<HistoryEntry["kind"], (version: number | null) => string>> = {
  published: (version) => (version === null ? "Its file was loaded" : `Version ${version} was loaded from its file`),
  retired: () => "Retired: its file was gone",
};

function sentence({ kind, byFile, actor, version, author }: HistoryEntry): string {
  const loaded = byFile ? BY_FILE[kind] : undefined;
  if (loaded !== undefined) return `${loaded(version)}.`;
  const by = author === null ? "" : `, written by ${author}`;
  return `${actor ?? "Somebody who is gone"} ${DONE[kind](version)}${by}.`;
}

/** The life of a question, the newest step first. */
export function EntryList({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <ol className="grid gap-3.5">
      {entries.map((entry) => (
        <li key={entry.id} className="grid gap-x-5 gap-y-0.5 sm:grid-cols-[11.5rem_minmax(0,1fr)]">
          <span className="text-sm text-ink-2 sm:pt-0.5">
            <LocalTime at={entry.at} />
          </span>
          <div className="min-w-0">
            <p>{sentence(entry)}</p>
            {entry.note === null ? null : (
              <p className="mt-1 border-l-2 border-line-strong pl-3 text-ink-2 [overflow-wrap:anywhere]">
                {entry.note}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
