import Link from "next/link";
import { LocalTime } from "@/components/time/local-time";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardRow } from "@/components/ui/card";
import type { ListedRemediation } from "@/lib/usecases/learning/list-remediations";
import { pricedLine, stepFrom } from "./step-words";
import { TrapBadge } from "./trap-badge";

function NextLine({ remediation: { next, done, updatedAt } }: { remediation: ListedRemediation }) {
  if (done) {
    return (
      <>
        Closed <LocalTime at={updatedAt} />
      </>
    );
  }
  const from = stepFrom(next.step);
  return (
    <>
      <strong>Next:</strong> {pricedLine(next)}
      {from === null ? null : (
        <>
          , from <LocalTime at={from} />
        </>
      )}
    </>
  );
}

/** There is nothing to go on with where one is done or only waits. */
const verbOf = ({ done, next }: ListedRemediation): string => (done || next.step.kind === "wait" ? "Open" : "Go on");

/** Remediations in a list: the symptom, where it stands, what comes next. */
export function RemediationRows({
  remediations,
  primary = false,
  level = 3,
}: {
  remediations: readonly ListedRemediation[];
  /** The first one's button is the one next step of the screen. */
  primary?: boolean;
  level?: 2 | 3;
}) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <Card padding="none">
      <ul className="list-none p-0">
        {remediations.map((remediation, index) => (
          <CardRow
            as="li"
            key={remediation.symptom.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-4"
          >
            <div className="min-w-0 grow basis-80">
              <Heading className="font-serif text-[1.125rem] leading-snug">
                <Link className="hover:underline" href={`/remediations/${remediation.symptom.id}`}>
                  “{remediation.symptom.symptom}”
                </Link>
              </Heading>
              <p className="mt-1 text-ink-2">{remediation.standing}</p>
              <p className="num mt-2 max-w-reading">
                <NextLine remediation={remediation} />
              </p>
              <ul className="mt-3 flex list-none flex-wrap gap-1.5 p-0" aria-label="Its traps">
                {remediation.traps.map((trap) => (
                  <li key={trap.id} className="max-w-full">
                    <TrapBadge kind={trap.kind} name={trap.short} />
                  </li>
                ))}
              </ul>
            </div>
            <ButtonLink
              href={`/remediations/${remediation.symptom.id}`}
              variant={primary && index === 0 ? "primary" : "secondary"}
              aria-label={`${verbOf(remediation)} “${remediation.symptom.symptom}”`}
            >
              {verbOf(remediation)}
            </ButtonLink>
          </CardRow>
        ))}
      </ul>
    </Card>
  );
}
