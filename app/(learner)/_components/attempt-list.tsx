import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardRow } from "@/components/ui/card";
import { durationInWords } from "@/lib/core/shared/duration";
import type { HistoryEntry } from "@/lib/usecases/attempt/list-history";
import { resultInWords } from "./result-change";
import { roomHref } from "./room-href";

type Attempt = HistoryEntry["attempt"];

/** What each kind of attempt is called. */
export const modeWord = {
  exam: "Exam",
  practice: "Practice",
  drill: "Drill",
  check: "Check",
  diagnose: "Diagnosis",
} satisfies Record<Attempt["mode"], string>;

function outcomeText(attempt: Attempt): string {
  if (attempt.state === "running") return attempt.deadline === null ? "Not finished" : "Running";
  if (attempt.result === null) return attempt.state === "finished" ? "Handed in" : "Given up, without a result";
  return resultInWords(attempt.result);
}

const hrefOf = (attempt: Attempt): string =>
  attempt.state === "running" ? roomHref(attempt) : `/attempts/${attempt.id}`;

/** Attempts, newest first, each with its one next step. */
export function AttemptList({ entries }: { entries: readonly HistoryEntry[] }) {
  return (
    <Card padding="none">
      <ul className="list-none p-0">
        {entries.map(({ attempt, examCode, was }) => (
          <CardRow as="li" key={attempt.id} className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <div className="min-w-0 grow basis-64">
              <p className="font-semibold">{attempt.title}</p>
              <p className="text-sm text-ink-2">
                {modeWord[attempt.mode]} · {examCode} · <LocalTime at={attempt.startedAt} />
                {attempt.finishedAt === null ? "" : ` · ${durationInWords(attempt.finishedAt - attempt.startedAt)}`}
              </p>
            </div>
            <p className="num basis-52 text-sm">
              {outcomeText(attempt)}
              {was === null ? null : <span className="block text-ink-2">rescored, was {resultInWords(was)}</span>}
              {attempt.finishReason === "deadline" ? (
                <>
                  {" "}
                  <Badge state="neutral">time was up</Badge>
                </>
              ) : null}
            </p>
            <ButtonLink
              href={hrefOf(attempt)}
              aria-label={`${attempt.state === "running" ? "Go on with" : "Open"} ${attempt.title}`}
            >
              {attempt.state === "running" ? "Go on" : "Open"}
            </ButtonLink>
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}
