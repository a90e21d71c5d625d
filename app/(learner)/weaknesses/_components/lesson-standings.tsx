import Link from "next/link";
import { RangeBar } from "@/components/charts/range-bar";
import { Card } from "@/components/ui/card";
import { percentBand } from "@/lib/core/shared/plain-numbers";
import type { LessonWeakness } from "@/lib/usecases/learning/get-weaknesses";

function Standing({ interval, right }: Pick<LessonWeakness, "interval" | "right">) {
  if (interval.answered === 0) {
    return <p className="mt-1 text-sm text-ink-2">No answer yet: nothing is known of this lesson.</p>;
  }
  const band = percentBand(interval);
  return (
    <>
      <p className="num mt-2 text-xl font-semibold">
        {band.low}–{band.high}
        {"\u00a0%"}
      </p>
      <div className="mt-1">
        <RangeBar low={interval.low} high={interval.high} />
      </div>
      <p className="num mt-2 text-sm text-ink-2">
        {right} of {interval.answered} right so far
      </p>
    </>
  );
}

/** The chance of a right answer on a usual question of each lesson, as a band. */
export function LessonStandings({ lessons }: { lessons: readonly LessonWeakness[] }) {
  return (
    <section aria-labelledby="lessons" className="grid gap-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 id="lessons" className="scroll-mt-6 text-lg">
          By lesson
        </h2>
        <p className="text-sm text-ink-2">
          the chance that you get a usual question right; four times out of five it lies in this range
        </p>
      </div>
      <ul className="grid list-none gap-4 p-0 sm:grid-cols-3">
        {lessons.map(({ id, title, interval, right }) => (
          <Card as="li" key={id} className="flex flex-col">
            <h3 className="grow text-base">
              <Link className="hover:underline" href={`/learn/${id}`}>
                <span className="num">{id}</span> {title}
              </Link>
            </h3>
            <Standing interval={interval} right={right} />
          </Card>
        ))}
      </ul>
    </section>
  );
}
