import Link from "next/link";
import { pricedVerb } from "@/app/(learner)/_components/step-words";
import { ButtonLink } from "@/components/ui/button";
import { Card, CardRow } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { RouteAfter, RouteView } from "@/lib/usecases/learning/get-route";

const strengths = {
  strong: "Strong evidence",
  some: "Some evidence",
  weak: "Weak evidence, shown because you are working on it",
} satisfies Record<RouteView["strength"], string>;

const soFar = (answered: number): string =>
  answered === 0
    ? "There is no answer yet that could tell."
    : `Your ${answered} ${answered === 1 ? "answer" : "answers"} up to now ${answered === 1 ? "points" : "point"} at no single way of going wrong.`;

const answersText = ({ here, elsewhere }: RouteView): string => {
  const total = here.length + elsewhere;
  if (total === 0) return "no answer left that shows it";
  const answers = `${total} ${total === 1 ? "answer" : "answers"}`;
  if (elsewhere === 0) return `${answers}, ${total === 1 ? "" : "all "}from this attempt`;
  return here.length === 0 ? `${answers}, none from this attempt` : `${answers}, ${here.length} from this attempt`;
};

function Stop({
  stop,
  number,
  primary,
  reviewHref,
}: {
  stop: RouteView;
  number: number;
  primary: boolean;
  reviewHref: string;
}) {
  const words = stop.next === null ? "See what it is" : pricedVerb(stop.next);
  const href = stop.next === null ? `/learn/symptoms/${stop.symptom}` : `/remediations/${stop.symptom}`;
  return (
    <CardRow as="li" className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
      <div className="flex min-w-0 grow basis-80 gap-4">
        <span
          aria-hidden="true"
          className="num grid size-9 shrink-0 place-items-center rounded-full bg-trap-soft font-semibold text-trap"
        >
          {number}
        </span>
        <div className="min-w-0">
          <h3 className="text-[1rem]">“{stop.words}”</h3>
          <p className="mt-1 max-w-reading text-ink-2">{stop.firstFix}</p>
          <p className="num mt-2.5 text-sm">
            <strong className="font-semibold">{strengths[stop.strength]}</strong>: {answersText(stop)}.
          </p>
          {stop.traps.length === 0 ? null : (
            <ul className="num mt-0.5 list-none p-0 text-sm text-ink-2">
              {stop.traps.slice(0, 3).map((trap) => (
                <li key={trap.id}>
                  {trap.short}: taken in {trap.falls} of {trap.decided} that decided it
                </li>
              ))}
            </ul>
          )}
          {stop.here.length === 0 ? null : (
            <p className="num mt-1 flex flex-wrap gap-x-5 text-sm">
              {stop.here.map(({ place, sure }) => (
                <Link key={place} className="link flex min-h-8 items-center" href={`${reviewHref}#q${place}`}>
                  Question {place}
                  {sure ? ", and you were sure" : ""}
                </Link>
              ))}
            </p>
          )}
        </div>
      </div>
      <ButtonLink href={href} variant={primary ? "primary" : "secondary"} aria-label={`${words}, for “${stop.words}”`}>
        {words}
      </ButtonLink>
    </CardRow>
  );
}

/** What the learner's answers up to now lead to: at most three remediations, the strongest evidence first. */
export function RouteSection({
  route,
  primary,
  reviewHref,
  tellsMore,
}: {
  route: RouteAfter;
  /** Its first button is the page's next step. */
  primary: boolean;
  reviewHref: string;
  /** What would tell more where nothing is found. */
  tellsMore: string;
}) {
  return (
    <section aria-labelledby="route" className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="route" className="text-lg">
          Your route
        </h2>
        {route.kind === "found" && route.stops.length > 0 ? (
          <p className="text-sm text-ink-2">from all your answers up to now, the strongest evidence first</p>
        ) : null}
      </div>
      {route.kind === "waits" ? (
        <EmptyState
          level={3}
          icon="clock"
          title="It waits for your diagnosis"
          text="A diagnosis is open. What it has heard so far is told when it is over, and the route is worked out anew then."
          action={
            <ButtonLink href={`/diagnose/${route.attemptId}`} variant={primary ? "primary" : "secondary"}>
              Go on with the diagnosis
            </ButtonLink>
          }
        />
      ) : route.stops.length === 0 ? (
        <EmptyState
          level={3}
          icon={route.answered === 0 ? "search" : "check"}
          title={route.answered === 0 ? "Nothing to go by yet" : "No symptom stands out"}
          text={`${soFar(route.answered)} ${tellsMore}`}
        />
      ) : (
        <Card padding="none">
          <ol className="list-none p-0">
            {route.stops.map((stop, index) => (
              <Stop
                key={stop.symptom}
                stop={stop}
                number={index + 1}
                primary={primary && index === 0}
                reviewHref={reviewHref}
              />
            ))}
          </ol>
        </Card>
      )}
    </section>
  );
}
