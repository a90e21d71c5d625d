import Link from "next/link";
import { ScoreBand } from "@/components/charts/score-band";
import { Card, CardHeader } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import type { Readiness } from "@/lib/core/learning/readiness/readiness";
import { questionMinutes } from "@/lib/core/learning/remediation/step-minutes";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import { chanceInWords } from "@/lib/core/shared/plain-numbers";
import type { Weaknesses } from "@/lib/usecases/learning/get-weaknesses";

type Missing = Extract<Readiness, { kind: "not-enough-evidence" }>;

function missingWords({ reason, answers, answersMissing, lessonsUnseen }: Missing): string[] {
  const unseen = lessonsUnseen.map((lesson) => `no answer yet in lesson ${lesson}`);
  switch (reason) {
    case "too-few-answers":
      return [
        `${answersMissing} more scored ${answersMissing === 1 ? "answer" : "answers"} (${answers} so far)`,
        ...unseen,
      ];
    case "ability-unsure":
      return ["your answers point in different directions, and a few more will tell", ...unseen];
    case "lessons-unseen":
      return unseen;
  }
}

/** The chance of passing as a band on the exam's scale, or what is missing to say one. */
export function ReadinessCard({ readiness, exam }: { readiness: Readiness | null; exam: Exam }) {
  if (readiness === null) return null;
  const only = "It speaks of the lessons of this domain only; the real exam also asks about the others.";
  return (
    <Card as="section" aria-labelledby="readiness" className="lg:col-span-2">
      <CardHeader id="readiness" title="Readiness" note="what your next exam would show" />
      {readiness.kind === "not-enough-evidence" ? (
        <>
          <p className="text-lg font-semibold">Not enough evidence yet</p>
          <p className="mt-1 text-ink-2">Missing:</p>
          <ul className="num mt-1 grid list-disc gap-1 pl-5 text-ink-2">
            {missingWords(readiness).map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
          <p className="mt-4 text-sm text-ink-2">{only}</p>
        </>
      ) : (
        <>
          <ScoreBand
            label="Likely score"
            min={exam.scale.min}
            max={exam.scale.max}
            pass={exam.scale.pass}
            low={readiness.band.low}
            high={readiness.band.high}
            note={
              <>
                likely range ({"80\u00a0%"}), from {readiness.answers} answers.
                <br />
                The chance of reaching {exam.scale.pass} is{" "}
                <span className="whitespace-nowrap">{chanceInWords(readiness.chance)}</span>.
              </>
            }
          />
          <p className="mt-4 text-sm text-ink-2">
            {only}{" "}
            {readiness.recalibrated
              ? "The chance is set right by how real exams went for others."
              : "It is an estimate from your answers alone; how real exams went is not in it yet."}
          </p>
        </>
      )}
    </Card>
  );
}

/** What is due today, capped, and what was left for tomorrow. */
export function ReviewsCard({ due, pack }: { due: Weaknesses["due"]; pack: PackView }) {
  const { today, left, done } = due;
  return (
    <Card as="section" aria-labelledby="due" className="flex flex-col">
      <CardHeader id="due" title="Checks today" />
      {today.length === 0 ? (
        <p className="text-lg font-semibold">Nothing is due</p>
      ) : (
        <p className="num text-4xl font-bold tracking-[-0.03em]">{today.length}</p>
      )}
      <p className="num mt-1 text-sm text-ink-2">
        {today.length === 0
          ? "A trap that caught you is asked again after a while, when it could have come back."
          : `${today.length === 1 ? "trap" : "traps"} to be asked again, about ${questionMinutes(today.length)} minutes`}
        {done === 0 ? "" : `. ${done} done since yesterday`}
        {left.length === 0 ? "" : `. ${left.length} left for tomorrow: a day has eight at most`}
        {today.length === 0 && done + left.length === 0 ? "" : "."}
      </p>
      {today.length === 0 ? null : (
        <ul className="mt-2 list-none p-0">
          {today.map(({ trap, because }) => (
            <li key={trap} className="flex items-center gap-2">
              <Icon name="clock" size={16} className="shrink-0 text-ink-2" />
              <span className="flex min-w-0 flex-wrap items-center gap-x-2">
                <Link className="link flex min-h-11 items-center" href={`/learn/traps/${trap}`}>
                  {pack.traps.get(trap)?.short ?? trap}
                </Link>
                {because === "check" ? (
                  <span className="text-sm whitespace-nowrap text-ink-2">after treatment</span>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
