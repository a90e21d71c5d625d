import type { Change } from "@/lib/core/authoring/changes";
import type { WordRun } from "@/lib/core/authoring/word-runs";

const GONE = "mr-0.5 rounded-[3px] bg-wrong-soft text-wrong decoration-1";
const NEW = "rounded-[3px] bg-right-soft text-right underline decoration-1 underline-offset-2";

/** Long stretches that stayed are cut in the middle: what changed is what is read. */
function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  const KEPT = 160;
  if (text.length <= 2 * KEPT + 20) return text;
  const head = text.slice(0, KEPT);
  const tail = text.slice(-KEPT);
  if (isFirst) return `… ${tail}`;
  return isLast ? `${head} …` : `${head} … ${tail}`;
}

function Words({ runs }: { runs: readonly WordRun[] }) {
  return (
    <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">
      {runs.map(({ kind, text }, index) => {
        const key = `${index} ${kind}`;
        if (kind === "removed") {
          return (
            <del key={key} className={GONE}>
              {text}
            </del>
          );
        }
        if (kind === "added") {
          return (
            <ins key={key} className={NEW}>
              {text}
            </ins>
          );
        }
        return <span key={key}>{shortened(text, index === 0, index === runs.length - 1)}</span>;
      })}
    </p>
  );
}

/** What differs between two versions: words struck out and added, and sentences. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p className="text-ink-2">Nothing differs.</p>;
  return (
    <ul className="grid gap-4">
      {changes.map((change) =>
        change.kind === "said" ? (
          <li key={change.text} className="[overflow-wrap:anywhere]">
            {change.text}
          </li>
        ) : (
          <li key={change.place} className="grid gap-1">
            <p className="text-sm font-[550] text-ink-2 [overflow-wrap:anywhere]">{change.place}</p>
            <Words runs={change.runs} />
          </li>
        ),
      )}
    </ul>
  );
}
