import type { ReactNode } from "react";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import {
  reportSymptomAction,
  startChecksAction,
  startDiagnosisAction,
  startProbesAction,
} from "@/lib/actions/learning";
import type { NextToday } from "@/lib/usecases/learning/next-today";
import { roomHref } from "./room-href";
import { price, pricedVerb, stepLine } from "./step-words";

type Part = { title: ReactNode; text: ReactNode; action: ReactNode; other?: ReactNode };

const goOn = (href: string) => (
  <ButtonLink href={href} variant="primary" size="lg">
    Go on with it
  </ButtonLink>
);

const symptomWords = (words: string) => <span className="font-serif text-[1.0625rem] text-ink">“{words}”</span>;

function ofRemediation({ remediation, next, attemptId }: Extract<NextToday, { kind: "remediation" }>): Part {
  const { symptom, standing } = remediation;
  const href = `/remediations/${symptom.id}`;
  // Its own first step may be a check that is left for tomorrow: then the page says what else there is.
  const probes = ["confirm", "drill"].includes(next.step.kind) && next.step.trap === remediation.next.step.trap;
  return {
    title: stepLine(next.step, next.short),
    text: (
      <>
        {symptomWords(symptom.symptom)} {standing}
      </>
    ),
    action:
      attemptId !== null ? (
        goOn(`/practice/${attemptId}`)
      ) : probes ? (
        <ActionButton action={startProbesAction} fields={{ symptom: symptom.id }} size="lg">
          {pricedVerb(next)}
        </ActionButton>
      ) : (
        <ButtonLink href={href} variant="primary" size="lg">
          {pricedVerb(next)}
        </ButtonLink>
      ),
    other: probes ? <ButtonLink href={href}>See the remediation</ButtonLink> : null,
  };
}

function partOf(next: NextToday, answered: number): Part {
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
        text: `One question for each trap, to see whether it still catches you.${next.left === 0 ? "" : ` ${next.left} more ${next.left === 1 ? "is" : "are"} left for tomorrow.`}`,
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
    case "begin":
      return {
        title: "Your answers point at something",
        text: (
          <>
            {symptomWords(next.words)} {next.firstFix}
          </>
        ),
        action: (
          <ActionButton action={reportSymptomAction} fields={{ symptom: next.symptom }} size="lg">
            Begin with it
          </ActionButton>
        ),
        other: <ButtonLink href={`/learn/symptoms/${next.symptom}`}>See what it is</ButtonLink>,
      };
    case "diagnosis":
      return {
        title: answered === 0 ? "Find out why you miss questions" : "A diagnosis says more",
        text: "12 to 15 questions, without a clock. Each one is chosen by your answers so far; at the end you see which trap catches you and what to do about it.",
        action: (
          <ActionButton action={startDiagnosisAction} fields={{}} size="lg">
            Start the diagnosis{price(20)}
          </ActionButton>
        ),
        other: <ButtonLink href="/exams">Choose an exam</ButtonLink>,
      };
    case "exam":
      return {
        title: "Sit the next exam",
        text: `Nothing else waits for you today. ${next.questions} questions in ${next.minutes} minutes show whether what you learnt holds under the clock.`,
        action: (
          <ButtonLink href="/exams" variant="primary" size="lg">
            Choose an exam
          </ButtonLink>
        ),
      };
  }
}

/** The one next step of today, the same on every screen. */
export function NextTodayCard({ next, answered }: { next: NextToday; answered: number }) {
  const { title, text, action, other } = partOf(next, answered);
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
