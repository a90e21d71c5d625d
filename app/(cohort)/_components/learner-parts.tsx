import { modeWord } from "@/app/(learner)/_components/attempt-list";
import { resultInWords } from "@/app/(learner)/_components/result-change";
import { HEAT_LOOK, heatOf } from "@/components/charts/heat";
import { shortDay } from "@/components/time/day-text";
import { Card, CardHeader } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { Table } from "@/components/ui/table";
import type { LearnerPage } from "@/lib/usecases/cohort/learner-page";
import { Moment } from "./moment";

/** How an exam would go now, in a sentence. */
export function readinessSentence({ readiness }: LearnerPage): string {
  if (readiness === null) return "Nothing answered yet.";
  if (readiness.kind === "not-enough-evidence") return "Not enough answers yet to say how an exam would go.";
  const { low, high } = readiness.band;
  return `An exam now would likely show ${Math.round(low)} to ${Math.round(high)}, from ${readiness.answers} answers.`;
}

function outcomeOf({ state, result }: LearnerPage["attempts"][number]): string {
  if (state === "running") return "running";
  if (state === "abandoned" || result === null) return "given up";
  return resultInWords(result);
}

/** How far the traps of a symptom are, in words. */
function progress(states: readonly string[]): string {
  const cured = states.filter((state) => state === "cured").length;
  const relapsed = states.filter((state) => state === "relapsed").length;
  return `${cured} of ${states.length} traps cured${relapsed === 0 ? "" : `, ${relapsed} relapsed`}`;
}

/** What leads see of a learner. `zone`: the cohort's, for paper, where all traps stand and not only the worst. */
export function LearnerParts({ learner, zone }: { learner: LearnerPage; zone?: string }) {
  const { pack, weeks, lessons, traps, attempts, remediations } = learner;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 print:block">
      <Card as="section" aria-labelledby="lessons">
        <CardHeader id="lessons" title="Lessons" note="right of answered, over eight weeks" />
        <dl className="flex flex-wrap gap-x-8 gap-y-3">
          {lessons.map(({ lesson, answered, right }) => (
            <div key={lesson}>
              <dt className="text-sm text-ink-2">Lesson {lesson}</dt>
              <dd
                className={classNames(
                  "num mt-1 inline-block rounded-control border px-3 py-1.5",
                  HEAT_LOOK[heatOf({ decided: answered, falls: answered - right })],
                )}
              >
                {answered === 0 ? "none yet" : `${right} of ${answered}`}
              </dd>
            </div>
          ))}
        </dl>
        <dl className="mt-5 flex flex-wrap gap-x-6 gap-y-2 border-line border-t pt-4 text-sm">
          {weeks.map(({ week, answers, right }) => (
            <div key={week}>
              <dt className="num text-ink-2">week of {shortDay(Date.parse(`${week}T00:00:00Z`))}</dt>
              <dd className="num">{answers === 0 ? "–" : `${right} of ${answers} right`}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card as="section" aria-labelledby="traps" className="long">
        <CardHeader id="traps" title="Traps" note="falls of decided answers, over eight weeks" />
        {traps.length === 0 ? (
          <p className="text-ink-2">None was met yet.</p>
        ) : (
          <ul className="grid list-none gap-2 p-0 print:gap-0">
            {(zone === undefined ? traps.slice(0, 12) : traps).map(({ trap, decided, falls }) => (
              <li key={trap} className="flex flex-wrap items-center justify-between gap-3">
                <span>{pack.traps.get(trap)?.name ?? trap}</span>
                <span
                  className={classNames(
                    "num rounded-control border px-2.5 py-1 text-sm",
                    HEAT_LOOK[heatOf({ decided, falls })],
                  )}
                >
                  {falls} of {decided}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {remediations.length === 0 ? null : (
        <Card as="section" aria-labelledby="work">
          <CardHeader id="work" title="Remediations" />
          <ul className="grid list-none gap-2 p-0 print:gap-0">
            {remediations.map(({ symptom, states }) => (
              <li key={symptom} className="flex flex-wrap justify-between gap-x-6 gap-y-1">
                <span className="font-serif">“{symptom}”</span>
                <span className="num text-ink-2">{progress(states)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card as="section" aria-labelledby="attempts" className="long">
        <CardHeader id="attempts" title="Attempts" />
        <Table
          caption="Attempts since joining"
          onPhone="cards"
          rows={attempts}
          rowKey={({ id }) => id}
          empty={<EmptyState level={3} title="None since joining" />}
          columns={[
            { key: "title", header: "Attempt", rowHeader: true, cell: ({ title }) => title },
            { key: "mode", header: "Kind", cell: ({ mode }) => modeWord[mode] },
            { key: "when", header: "Begun", cell: ({ startedAt }) => <Moment at={startedAt} zone={zone} /> },
            { key: "result", header: "Result", cell: outcomeOf },
          ]}
        />
      </Card>
    </div>
  );
}
