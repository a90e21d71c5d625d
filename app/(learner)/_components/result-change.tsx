import { LocalTime } from "@/components/time/local-time";
import { Notice } from "@/components/ui/notice";
import type { AttemptResult } from "@/lib/core/exam/result";
import type { AttemptReport } from "@/lib/usecases/attempt/get-result";

/** A result in a few words: the count, and the likely score where there is one. */
export const resultInWords = ({ right, scored, band }: AttemptResult): string =>
  band === null ? `${right} of ${scored} right` : `${right} of ${scored} right, likely ${band.low}–${band.high}`;

/** How repairs changed a result: what it was, what it is, and why; the old one stays to be seen. */
export function ResultChanges({ revisions }: { revisions: AttemptReport["revisions"] }) {
  if (revisions.length === 0) return null;
  return (
    <Notice tone="info" role="note" title="This result was rescored">
      <ul className="mt-1 grid list-none gap-2 p-0">
        {revisions.map((revision) => (
          <li key={`${revision.at}-${revision.undone}`}>
            <span className="num">
              Was {resultInWords(revision.was)}; now {resultInWords(revision.now)}
            </span>
            {revision.undone ? ", because a repair was taken back: " : ", because: "}
            {revision.because}{" "}
            <span className="text-sm whitespace-nowrap text-ink-2">
              <LocalTime at={revision.at} />
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
