import Link from "next/link";
import { LocalTime } from "@/components/time/local-time";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import type { RemediationView } from "@/lib/usecases/learning/get-remediation";

/** The answers behind a remediation, the latest first, each leading to its review. */
export function EvidenceList({ view }: { view: RemediationView }) {
  const { evidence, openedBy, traps } = view;
  const shortOf = (id: string): string => traps.find(({ trap }) => trap.id === id)?.trap.short ?? id;
  return (
    <Card as="section" aria-labelledby="evidence">
      <CardHeader
        id="evidence"
        title="The answers behind it"
        note={evidence.length === 0 ? undefined : `${evidence.length} of your latest`}
      />
      {evidence.length === 0 ? (
        <p className="text-ink-2">
          {openedBy === "learner" && !view.done
            ? "None yet: you said that this is you. The next questions show whether it is so."
            : "None that still counts: what you answered before a cure no longer speaks against you."}
        </p>
      ) : (
        <ul className="grid list-none p-0">
          {evidence.map((answer) => (
            <li key={`${answer.attemptId}/${answer.place}`} className="border-line py-2 not-first:border-t">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link
                  className="link num inline-flex min-h-8 items-center"
                  href={`/attempts/${answer.attemptId}/review#q${answer.place}`}
                >
                  Question {answer.place}, {answer.attemptTitle}
                </Link>
                {answer.sure ? <Badge state="trap">you were sure</Badge> : null}
              </p>
              <p className="mt-0.5 text-sm text-ink-2">
                took “{shortOf(answer.trap)}” · <LocalTime at={answer.at} />
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
