import Link from "next/link";
import { pricedLine } from "@/app/(learner)/_components/step-words";
import { ActionButton } from "@/components/forms/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardRow } from "@/components/ui/card";
import { reportSymptomAction } from "@/lib/actions/learning";
import type { PackView } from "@/lib/core/pack/pack-view";
import type { ListedRemediation } from "@/lib/usecases/learning/list-remediations";
import type { RouteStop } from "@/lib/usecases/learning/route-of";

const strengths = { strong: "Strong evidence", some: "Some evidence", weak: "Weak evidence" } satisfies Record<
  RouteStop["strength"],
  string
>;

/** At most so many traps are named beside a stop. */
const TRAPS_NAMED = 3;

/** The answers behind a stop as counts: what each trap took out of what it decided. */
function Evidence({ stop, pack }: { stop: RouteStop; pack: PackView }) {
  const fallen = stop.traps.filter(({ falls }) => falls > 0);
  const more = fallen.length - TRAPS_NAMED;
  const chip = "num rounded-[6px] border border-line bg-sunken px-2 py-0.5 text-sm";
  if (fallen.length === 0) {
    const count = stop.answers.length;
    return <p className="num">{count === 1 ? "One wrong answer" : `${count} wrong answers`} without a known trap</p>;
  }
  return (
    <ul className="mt-1.5 flex list-none flex-wrap gap-1.5 p-0">
      {fallen.slice(0, TRAPS_NAMED).map(({ trap, falls, decided }) => (
        <li key={trap} className={chip}>
          {pack.traps.get(trap)?.short ?? trap}{" "}
          <b className="whitespace-nowrap">
            {falls} of {decided}
          </b>
        </li>
      ))}
      {more > 0 ? <li className={chip}>{more} more</li> : null}
    </ul>
  );
}

function Stop({
  stop,
  place,
  work,
  pack,
}: {
  stop: RouteStop;
  place: number;
  work: ListedRemediation | null;
  pack: PackView;
}) {
  return (
    <CardRow as="li" className="flex flex-wrap items-start gap-x-6 gap-y-4">
      <div className="flex min-w-0 grow basis-80 gap-4">
        <span
          aria-hidden="true"
          className="num grid size-8 shrink-0 place-items-center rounded-pill bg-trap-soft font-semibold text-trap"
        >
          {place}
        </span>
        <div className="min-w-0">
          <h3 className="text-[1rem]">“{stop.words}”</h3>
          <p className="num mt-0.5 text-sm text-ink-2">
            {strengths[stop.strength]}
            {stop.sureFalls === 0 ? "" : `, sure and wrong in ${stop.sureFalls}`}
          </p>
          <Evidence stop={stop} pack={pack} />
          <p className="mt-2.5 max-w-reading text-ink-2">{stop.firstFix}</p>
          {work === null ? null : <p className="num mt-2 text-sm text-ink-2">Next: {pricedLine(work.next)}</p>}
        </div>
      </div>
      {stop.action === "open" ? (
        <ActionButton action={reportSymptomAction} fields={{ symptom: stop.symptom }} variant="secondary">
          Begin<span className="sr-only"> with “{stop.words}”</span>
        </ActionButton>
      ) : (
        <ButtonLink href={`/remediations/${stop.symptom}`} className="max-sm:w-full">
          {stop.action === "reopen" ? "Look again" : "Go on"}
          <span className="sr-only"> with “{stop.words}”</span>
        </ButtonLink>
      )}
    </CardRow>
  );
}

/** At most three things to work on, the strongest evidence first, each with the answers behind it. */
export function RouteList({
  route,
  underWay,
  pack,
}: {
  route: readonly RouteStop[];
  underWay: readonly ListedRemediation[];
  pack: PackView;
}) {
  const others = underWay.filter(({ symptom }) => !route.some((stop) => stop.symptom === symptom.id));
  if (route.length === 0 && others.length === 0) return null;
  return (
    <section aria-labelledby="route" className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="route" className="text-lg">
          Your route
        </h2>
        <p className="text-sm text-ink-2">why you miss questions, the strongest evidence first</p>
      </div>
      <Card padding="none">
        <ol className="list-none p-0">
          {route.map((stop, index) => (
            <Stop
              key={stop.symptom}
              stop={stop}
              place={index + 1}
              work={underWay.find(({ symptom }) => symptom.id === stop.symptom) ?? null}
              pack={pack}
            />
          ))}
        </ol>
        {others.length === 0 ? null : (
          <div className="border-line px-5 py-3 not-first:border-t sm:px-6">
            <h3 className="text-sm font-[550] text-ink-2">{route.length === 0 ? "Under way" : "Also under way"}</h3>
            <ul className="list-none p-0">
              {others.map(({ symptom, openedBy, next }) => (
                <li key={symptom.id} className="flex flex-wrap items-center gap-x-3">
                  <Link className="link flex min-h-11 items-center" href={`/remediations/${symptom.id}`}>
                    “{symptom.symptom}”
                  </Link>
                  <span className="num text-sm text-ink-2">
                    {openedBy === "learner" ? "you reported it" : "little speaks for it now"}
                    {` · next: ${pricedLine(next)}`}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </Card>
    </section>
  );
}
