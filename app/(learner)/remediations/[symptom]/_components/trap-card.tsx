import Link from "next/link";
import { TrapBadge } from "@/app/(learner)/_components/trap-badge";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { trackOf, workOf } from "@/lib/core/learning/remediation/trap-track";
import type { RemediationTrap } from "@/lib/usecases/learning/get-remediation";
import { DecidingFact } from "./deciding-fact";
import { TrapTrack } from "./trap-track";
import { TrapWork } from "./trap-work";

const relapseWords = (relapses: number): string =>
  relapses === 0 ? "" : relapses === 1 ? "It has come back once." : `It has come back ${relapses} times.`;

const unseenWords = (unseen: number): string => {
  if (unseen === 0) return "No unseen question on it is left: questions you met before are used again, and said so.";
  return unseen === 1 ? "One question on it is still unseen." : `${unseen} questions on it are still unseen.`;
};

/** One trap of a remediation: where it is on its way, what is done of it, and what it is about. */
export function TrapCard({ found }: { found: RemediationTrap }) {
  const { trap, state, next, sectionTitle, unseen } = found;
  const track = trackOf(state);
  const relapses = "relapses" in state ? relapseWords(state.relapses) : "";
  return (
    <Card as="li" className="grid gap-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <h3 className="min-w-0 grow basis-64 text-[1rem]">
          <Link className="hover:underline" href={`/learn/traps/${trap.id}`}>
            {trap.name}
          </Link>
        </h3>
        <p className="flex flex-wrap gap-1.5">
          {next.kind === "check" ? <Badge state="due">check due</Badge> : null}
          <TrapBadge kind={state.kind} />
        </p>
      </div>
      {track === null ? (
        <p className="text-ink-2">No probe caught you, so the suspicion was dropped. Falling for it opens it again.</p>
      ) : (
        <>
          <TrapTrack track={track} label={`The way of ${trap.short}`} />
          <div>
            <TrapWork items={workOf(state)} label={`Work on ${trap.short}`} />
            <p className="mt-2 text-sm text-ink-2">
              {unseenWords(unseen)} {relapses}
            </p>
          </div>
        </>
      )}
      <div className="border-t border-line pt-1">
        <Disclosure title="The deciding fact">
          <DecidingFact trap={trap} level={4} />
        </Disclosure>
        <Link className="link inline-flex min-h-11 items-center" href={`/learn/${trap.lesson}#${trap.section}`}>
          Lesson {trap.lesson}: {sectionTitle}
        </Link>
      </div>
    </Card>
  );
}
