import Link from "next/link";
import { price } from "@/app/(learner)/_components/step-words";
import { type EvidenceOutcome, EvidenceRow } from "@/components/charts/evidence-row";
import { ActionButton } from "@/components/forms/action-button";
import { Card, CardRow } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { EmptyState } from "@/components/ui/empty-state";
import { startTrapDrillAction } from "@/lib/actions/attempts";
import { DRILL_SIZE } from "@/lib/core/attempt/plan";
import { questionMinutes } from "@/lib/core/learning/remediation/step-minutes";
import type { TrapFinding } from "@/lib/usecases/attempt/get-result";

const outcomes = {
  fell: "fell",
  refused: "avoided",
  "no-evidence": "undecided",
} satisfies Record<TrapFinding["answers"][number]["what"], EvidenceOutcome>;

function Finding({ trap, first, reviewHref }: { trap: TrapFinding; first: boolean; reviewHref: string }) {
  return (
    <CardRow as="li" className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="min-w-0 grow basis-80">
        <h3 className="text-[1rem]">
          <Link className="hover:underline" href={`/learn/traps/${trap.id}`}>
            {trap.name}
          </Link>
        </h3>
        <p className="num mt-1 text-ink-2">
          {trap.decided === 1
            ? "You chose it in the one question that it decided"
            : `You chose it in ${trap.falls} of the ${trap.decided} questions that it decided`}
          {trap.offered === trap.decided ? "" : `; ${trap.offered} offered it`}.
        </p>
        <div className="mt-3">
          <EvidenceRow
            label={`Answers on ${trap.short}`}
            answers={trap.answers.map((answer) => ({
              outcome: outcomes[answer.what],
              note: `question ${answer.place}`,
            }))}
          />
        </div>
        <p className="mt-3 max-w-reading">
          <strong>Deciding fact.</strong> {trap.refutedBy}
        </p>
        <p className="mt-2 flex flex-wrap gap-x-5 text-sm">
          <Link className="link flex min-h-8 items-center" href={`/learn/${trap.lesson}#${trap.section}`}>
            Lesson {trap.lesson}
          </Link>
          {trap.answers
            .filter((answer) => answer.what === "fell")
            .map((answer) => (
              <Link
                className="link num flex min-h-8 items-center"
                key={answer.itemId}
                href={`${reviewHref}#q${answer.place}`}
              >
                Question {answer.place}
              </Link>
            ))}
        </p>
      </div>
      <ActionButton action={startTrapDrillAction} fields={{ trap: trap.id }} variant={first ? "primary" : "secondary"}>
        Drill this trap
        {price(questionMinutes(DRILL_SIZE))}
      </ActionButton>
    </CardRow>
  );
}

/**
 * What each trap did: those that caught the learner first, the others folded away.
 *
 * @param primary the trap whose drill is the page's next step, if one is.
 */
export function TrapFindings({
  traps,
  reviewHref,
  primary,
}: {
  traps: readonly TrapFinding[];
  reviewHref: string;
  primary: string | null;
}) {
  const caught = traps.filter((trap) => trap.falls > 0);
  const refused = traps.filter((trap) => trap.falls === 0 && trap.decided > 0);
  return (
    <section aria-labelledby="traps" className="grid gap-3">
      <h2 id="traps" className="text-lg">
        {caught.length === 0 ? "Traps" : "Traps you took"}
      </h2>
      {caught.length === 0 ? (
        <EmptyState
          level={3}
          icon="check"
          title={refused.length === 0 ? "No trap was decided" : "No trap caught you this time"}
          text={
            refused.length === 0
              ? "Nothing you chose was a tagged wrong option or the key beside one. The review shows every answer."
              : "Where a trap was offered, you chose the key or an answer that says nothing about it."
          }
        />
      ) : (
        <Card padding="none">
          <ul className="list-none p-0">
            {caught.slice(0, 3).map((trap) => (
              <Finding key={trap.id} trap={trap} first={trap.id === primary} reviewHref={reviewHref} />
            ))}
          </ul>
          {caught.length > 3 ? (
            <div className="border-t border-line px-5 sm:px-6">
              <Disclosure title={`${caught.length - 3} more`}>
                <ul className="-mx-5 list-none p-0 sm:-mx-6">
                  {caught.slice(3).map((trap) => (
                    <Finding key={trap.id} trap={trap} first={false} reviewHref={reviewHref} />
                  ))}
                </ul>
              </Disclosure>
            </div>
          ) : null}
        </Card>
      )}
      {refused.length === 0 ? null : (
        <Disclosure title={`${refused.length} ${refused.length === 1 ? "trap" : "traps"} offered and not taken`}>
          <ul className="grid list-none gap-2 p-0">
            {refused.map((trap) => (
              <li key={trap.id} className="num flex flex-wrap gap-x-3 text-ink-2">
                <Link className="link text-ink" href={`/learn/traps/${trap.id}`}>
                  {trap.name}
                </Link>
                not taken, {trap.decided} {trap.decided === 1 ? "time" : "times"}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </section>
  );
}
