import type { ReactNode } from "react";
import { price } from "@/app/(learner)/_components/step-words";
import { ActionButton } from "@/components/forms/action-button";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { readFactAction, readSectionAction, startChecksAction, startProbesAction } from "@/lib/actions/learning";
import type { RemediationView } from "@/lib/usecases/learning/get-remediation";
import { DecidingFact } from "./deciding-fact";

type Part = { title: ReactNode; text: ReactNode; more?: ReactNode; action: ReactNode };

const SEEN_ONLY =
  "You have met every question of the bank on this trap, so questions you met before come again and count.";

const sittingLink = (sitting: string) => (
  <ButtonLink href={`/practice/${sitting}`} variant="primary" size="lg">
    Go on with it
  </ButtonLink>
);

/** What comes next, why, and the button that begins it. Total over the kinds of step. */
function partOf({ symptom, sitting, checks, traps }: RemediationView): Part {
  const [first] = traps;
  const { trap, next, minutes, sectionTitle } = first;
  const name = `“${trap.short}”`;
  switch (next.kind) {
    case "confirm":
      return {
        title: sitting === null ? "Make sure that it is so" : "Finish the questions you began",
        text: (
          <>
            {next.because === "report"
              ? `You say that this is you; we believe it once ${name} has caught you in a question.`
              : `Some of your answers point at ${name}, which is not enough to be sure.`}{" "}
            {next.more === 1 ? "One more question tells" : `One to ${next.more === 2 ? "two" : "three"} questions tell`}
            . If none catches you, there is nothing to treat.
          </>
        ),
        more: next.seenOnly ? SEEN_ONLY : null,
        action:
          sitting === null ? (
            <ActionButton action={startProbesAction} fields={{ symptom: symptom.id }} size="lg">
              {next.more === 1 ? "One question to make sure" : "One to three questions to make sure"}
              {price(minutes)}
            </ActionButton>
          ) : (
            sittingLink(sitting)
          ),
      };
    case "read-fact":
      return {
        title: <>Read what decides {name}</>,
        text:
          next.because === "fell-again"
            ? "It has caught you again after the treatment, so the treatment begins anew, with the fact that decides."
            : "It caught you. This is the fact that decides; the next step is the lesson's section on it.",
        more: <DecidingFact trap={trap} level={3} wide />,
        action: (
          <ActionButton action={readFactAction} fields={{ trap: trap.id, symptom: symptom.id }} size="lg">
            I have read it{price(minutes)}
          </ActionButton>
        ),
      };
    case "read-section":
      return {
        title: (
          <>
            Read “{sectionTitle}” in lesson {trap.lesson}
          </>
        ),
        text: `The section behind the fact: why ${name} fails, and when it would be right. A link there leads back here; the drill comes next.`,
        action: (
          <ActionButton action={readSectionAction} fields={{ lesson: trap.lesson, section: trap.section }} size="lg">
            Open the section{price(minutes)}
          </ActionButton>
        ),
      };
    case "drill":
      return {
        title:
          sitting === null ? (
            <>
              Drill {name}: {next.more} more of {next.of}
            </>
          ) : (
            "Finish the drill you began"
          ),
        text: `${next.of} probes in a row without falling for it end the treatment. Falling starts the row anew; what you read stays read.`,
        more: next.seenOnly ? SEEN_ONLY : null,
        action:
          sitting === null ? (
            <ActionButton action={startProbesAction} fields={{ symptom: symptom.id }} size="lg">
              {next.more} more of {next.of} probes without falling{price(minutes)}
            </ActionButton>
          ) : (
            sittingLink(sitting)
          ),
      };
    case "check": {
      const others = checks.today - 1;
      if (checks.leftForTomorrow) {
        return {
          title: "Checked tomorrow",
          text: `The ${next.round === 1 ? "first" : "second"} check of ${name} is due, but you have done as many checks today as a day holds. Nothing is lost by a day.`,
          action: <ButtonLink href="/home">See today</ButtonLink>,
        };
      }
      return {
        title: `The ${next.round === 1 ? "first" : "second"} check of ${name} is due`,
        text: `One question, without notes. ${next.round === 1 ? "If the trap does not catch you, the treatment has held for more than a day." : "If the trap does not catch you again, it is cured."}${others > 0 ? ` ${others === 1 ? "One other check is" : `${others} other checks are`} due today and come along.` : ""}`,
        more: next.seenOnly ? SEEN_ONLY : null,
        action: (
          <ActionButton action={startChecksAction} fields={{}} size="lg">
            Start {checks.today > 1 ? `today's ${checks.today} checks` : "the check"}
            {price(minutes)}
          </ActionButton>
        ),
      };
    }
    case "wait":
      return {
        title: (
          <>
            Wait for the first check, from <LocalTime at={next.from} />
          </>
        ),
        text: `${name} is treated. Waiting is the point: what you still know after a day, you have learnt; right after the drill you would only remember it.`,
        action: <ButtonLink href="/home">See what else is for today</ButtonLink>,
      };
    case "exam-or-wait":
      return {
        title: (
          <>
            Sit a timed exam, or come back on <LocalTime at={next.from} />
          </>
        ),
        text: `${name} passed its first check. The second counts inside a timed exam, where nothing tells you what is being checked, or a week after the first.`,
        action: (
          <ButtonLink href="/exams" variant="primary" size="lg">
            Choose an exam
          </ButtonLink>
        ),
      };
    case "nothing": {
      const cured = traps.some(({ state }) => state.kind === "cured");
      return {
        title: cured ? "Nothing left to do here" : "Nothing to treat",
        text: `${cured ? "It was treated and has held." : "No probe caught you."} Should a trap of it catch you, in whatever you answer, this opens again by itself.`,
        action: <ButtonLink href="/home">See what else is for today</ButtonLink>,
      };
    }
  }
}

/** The one next step of a remediation, with its price. */
export function NextStepCard({ view }: { view: RemediationView }) {
  const { title, text, more, action } = partOf(view);
  return (
    <Card as="section" aria-labelledby="next" className="grid gap-5 border-accent">
      <div>
        <p className="text-sm font-semibold text-accent">Next step</p>
        <h2 id="next" className="mt-1 text-xl tracking-[-0.01em]">
          {title}
        </h2>
        <p className="mt-2 max-w-reading text-ink-2">{text}</p>
        {typeof more === "string" ? <p className="mt-2 max-w-reading">{more}</p> : null}
      </div>
      {typeof more === "string" ? null : more}
      <div>{action}</div>
    </Card>
  );
}
