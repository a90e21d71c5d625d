import Link from "next/link";
import { LocalTime } from "@/components/time/local-time";
import { changeInWords } from "@/lib/core/authoring/bulk/bulk-change";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { BulkPreview } from "@/lib/usecases/bank/bulk";
import { STATE_WORDS } from "./state-words";

/** The last changes of many questions, each with the way to undo it. */
export function RecentChanges({ recent, pack }: { recent: BulkPreview["recent"]; pack: PackView }) {
  if (recent.length === 0) return null;
  return (
    <section aria-labelledby="recent" className="mt-10">
      <h2 id="recent" className="mb-3 text-lg">
        Last changes
      </h2>
      <ul className="grid list-none gap-2 p-0">
        {recent.map(({ id, change, state, actor, createdAt, reason }) => (
          <li key={id} className="grid gap-0.5 border-b border-line pb-2 last:border-b-0">
            <Link className="link font-semibold" href={`/questions/bulk?change=${id}`}>
              {changeInWords(change, pack)}
            </Link>
            <span className="text-sm text-ink-2 [overflow-wrap:anywhere]">
              <LocalTime at={createdAt} /> by {actor ?? "somebody who is gone"}, {STATE_WORDS[state]}. {reason}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
