import type { ReactNode } from "react";
import { roomHref } from "@/app/(learner)/_components/room-href";
import { price, stepLine, stepVerb } from "@/app/(learner)/_components/step-words";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { startChecksAction, startDiagnosisAction, startProbesAction } from "@/lib/actions/learning";
import { formSize } from "@/lib/core/exam/blueprint";
import type { NextToday, Today } from "@/lib/usecases/learning/get-today";

type Part = { title: ReactNode; text: ReactNode; action: ReactNode; other?: ReactNode };

const goOn = (href: string) => (
  <ButtonLink href={href} variant="primary" size="lg">
    Go on with it
  </ButtonLink>
);

function ofRemediation({ remediation, attemptId }: Extract<NextToday, { kind: "remediation" }>): Part {
  const { symptom, standing, next, nextShort, minutes } = remediation;
  const href = `/remediations/${symptom.id}`;
  const probes = next.kind === "confirm" || next.kind === "drill";
  const verb = `${stepVerb(next) ?? "Go on"}${price(minutes)}`;
  return {
    title: stepLine(next, nextShort),
    text: (
      <>
        <span className="font-serif text-[1.0625rem] text-ink">“{symptom.symptom}”</span> {standing}
      </>
    ),
    action:
      attemptId !== null ? (
        goOn(`/practice/${attemptId}`)
      ) : probes ? (
        <ActionButton action={startProbesAction} fields={{ symptom: symptom.id }} size="lg">
          {verb}
        </ActionButton>
      ) : (
        <ButtonLink href={href} variant="primary" size="lg">
          {verb}
        </ButtonLink>
      ),
    other: probes ? <ButtonLink href={href}>See the remediation</ButtonLink> : null,
  };
}

function partOf({ next, due, exam, answered }: Today): Part {
  const [blueprint] = exam.blueprints;
  switch (next.kind) {
    case "running": {
      const { attempt } = next;
      const isExam = attempt.mode === "exam";
      return {
        title: isExam ? "An exam is running" : "A diagnosis is under way",
        text: (
          <>
            {attempt.title}.{" "}
            {attempt.deadline === null ? "It has no time limit." : "Its clock goes on while you are away."} What you
            answered is saved.
          </>
        ),
        action: goOn(roomHref(attempt)),
      };
    }
    case "checks":
      return {
        title: next.count === 1 ? "One check is due today" : `${next.count} checks are due today`,
        text: `One question for each trap, to see whether it still catches you.${due.left === 0 ? "" : ` ${due.left} more ${due.left === 1 ? "is" : "are"} left for tomorrow.`}`,
        action:
          next.attemptId === null ? (
            <ActionButton action={startChecksAction} fields={{}} size="lg">
              Start {next.count === 1 ? "the check" : "the checks"}
              {price(next.minutes)}
            </ActionButton>
          ) : (
            goOn(`/practice/${next.attemptId}`)
          ),
      };
    case "remediation":
      return ofRemediation(next);
    case "diagnosis":
      return {
        title: "Find out why you miss questions",
        text: "A diagnosis of 12 to 15 questions, without a clock. Each one is chosen by your answers so far; at the end you see which trap catches you and what to do about it.",
        action: (
          <ActionButton action={startDiagnosisAction} fields={{}} size="lg">
            Start the diagnosis · 20 min
          </ActionButton>
        ),
        other: <ButtonLink href="/exams">Choose an exam</ButtonLink>,
      };
    case "exam":
      return {
        title: answered === 0 ? "Start with a timed exam" : "Sit the next exam",
        text:
          blueprint === undefined
            ? "Choose an exam."
            : `Nothing else waits for you today. ${formSize(blueprint)} questions in ${Math.round(blueprint.seconds / 60)} minutes show whether what you learnt holds under the clock.`,
        action: (
          <ButtonLink href="/exams" variant="primary" size="lg">
            Choose an exam
          </ButtonLink>
        ),
      };
  }
}

/** The one next step of today. */
export function NextTodayCard({ today }: { today: Today }) {
  const { title, text, action, other } = partOf(today);
  return (
    <Card
      as="section"
      aria-labelledby="today"
      className="flex flex-wrap items-center justify-between gap-x-8 gap-y-5 border-accent"
    >
      <div className="max-w-reading min-w-0 grow basis-80">
        <p className="text-sm font-semibold text-accent">Today</p>
        <h2 id="today" className="mt-1 text-xl tracking-[-0.01em]">
          {title}
        </h2>
        <p className="mt-1.5 text-ink-2">{text}</p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        {action}
        {other}
      </div>
    </Card>
  );
}
