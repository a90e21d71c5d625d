// biome-ignore-all lint/a11y/noRedundantRoles: the phone form changes `display`, which takes the native roles away

import Link from "next/link";
import { HEAT_LOOK, heatOf } from "@/components/charts/heat";
import { RangeBar } from "@/components/charts/range-bar";
import { shortDay } from "@/components/time/day-text";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { percentBand } from "@/lib/core/shared/plain-numbers";
import type { LessonWeakness, TrapWeakness } from "@/lib/usecases/learning/get-weaknesses";
import { studySetHref } from "./study-set-href";

type Lesson = Pick<LessonWeakness, "id" | "short">;

function Cell({ trap, lesson }: { trap: TrapWeakness; lesson: Lesson }) {
  const counts = trap.lessons[lesson.id] ?? { offered: 0, decided: 0, falls: 0 };
  const look = classNames(
    "chart num flex min-h-11 items-center justify-center rounded-control border px-1 text-center",
    HEAT_LOOK[heatOf(counts)],
  );
  if (counts.offered === 0) {
    return (
      <span className={look}>
        <span aria-hidden="true">–</span>
        <span className="sr-only">never offered</span>
      </span>
    );
  }
  return (
    <Link
      prefetch={false}
      scroll
      href={studySetHref({ trap: trap.id, lesson: lesson.id })}
      className={classNames(look, "hover:border-ink-2")}
    >
      {counts.falls} of {counts.decided}
      <span className="sr-only">
        , {trap.short} in lesson {lesson.id}: build a study set
      </span>
    </Link>
  );
}

function Rate({ trap }: { trap: TrapWeakness }) {
  const { rate } = trap;
  if (rate === null) return <span className="text-sm text-ink-2">too few</span>;
  const band = percentBand(rate);
  const withShapes = rate.decided !== trap.decided;
  return (
    <span className="grid gap-0.5">
      <span className="num flex flex-wrap items-baseline justify-between gap-x-2 text-sm">
        <span className="font-[550]">
          {band.low}–{band.high}
          {"\u00a0%"}
        </span>
        <Link
          prefetch={false}
          className="link -my-2.5 inline-flex min-h-11 items-center text-ink-2"
          href={studySetHref({ trap: trap.id })}
        >
          {rate.falls} of {rate.decided}
          {withShapes ? " with shapes" : ""}
          <span className="sr-only">, {trap.short}: build a study set</span>
        </Link>
      </span>
      <RangeBar low={rate.low} high={rate.high} tone="trap" />
    </span>
  );
}

function State({ trap, now }: { trap: TrapWeakness; now: EpochMs }) {
  const { state, dueAt } = trap;
  return (
    <span className="flex flex-wrap items-center gap-1.5 max-sm:justify-end">
      {state === null ? null : state === "cleared" ? (
        <Badge state="neutral">not confirmed</Badge>
      ) : (
        <Badge state={state} />
      )}
      {dueAt === null ? null : dueAt <= now ? (
        <Badge state="due">check due</Badge>
      ) : (
        <span className="num text-sm text-ink-2">check {shortDay(dueAt)}</span>
      )}
      {state === null && dueAt === null ? <span className="text-sm text-ink-2 max-sm:hidden">–</span> : null}
    </span>
  );
}

const head = "border-b border-line-strong px-1.5 py-2 align-bottom text-sm font-[550] text-ink-2 first:pl-0 last:pr-0";
const cell =
  "px-1.5 py-2 align-middle sm:border-b sm:border-line first:pl-0 last:pr-0 max-sm:p-0 sm:[tr:last-child>&]:border-b-0";

/** Traps by lesson: how often each was taken out of the answers that it decided, with its range and state. */
export function TrapTable({
  caption,
  traps,
  lessons,
  now,
}: {
  caption: string;
  /** Each parent followed by its shapes. */
  traps: readonly TrapWeakness[];
  lessons: readonly Lesson[];
  now: EpochMs;
}) {
  const listed = new Set(traps.map(({ id }) => id));
  return (
    <table role="table" className="w-full border-collapse max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row">
          <th role="columnheader" scope="col" className={classNames(head, "text-start")}>
            Trap
          </th>
          {lessons.map(({ id, short }) => (
            <th role="columnheader" key={id} scope="col" className={classNames(head, "w-24 text-center")}>
              <span className="num">{id}</span>
              <span className="block text-xs font-normal">{short}</span>
            </th>
          ))}
          <th role="columnheader" scope="col" className={classNames(head, "w-56 text-start")}>
            How often it is taken
          </th>
          <th role="columnheader" scope="col" className={classNames(head, "w-40 text-start")}>
            State
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {traps.map((trap) => {
          const isShape = trap.parent !== null && listed.has(trap.parent);
          return (
            <tr
              role="row"
              key={trap.id}
              className="max-sm:grid max-sm:grid-cols-3 max-sm:gap-x-2 max-sm:gap-y-2 max-sm:border-line max-sm:py-4 max-sm:first:pt-0 max-sm:not-first:border-t"
            >
              <th
                role="rowheader"
                scope="row"
                className={classNames(cell, "text-start font-normal max-sm:col-span-2", isShape && "sm:pl-5!")}
              >
                <Link
                  prefetch={false}
                  className="inline-flex min-h-6 items-center font-semibold hover:underline"
                  href={`/learn/traps/${trap.id}`}
                >
                  {isShape ? (
                    <>
                      <span aria-hidden="true" className="mr-1.5 text-ink-3">
                        ↳
                      </span>
                      <span className="sr-only">A shape of it: </span>
                    </>
                  ) : null}
                  {trap.short}
                </Link>
                <span className={classNames("block text-sm text-ink-2 max-sm:hidden", isShape && "pl-5")}>
                  {trap.name}
                </span>
              </th>
              {lessons.map((lesson) => (
                <td role="cell" key={lesson.id} className={classNames(cell, "max-sm:order-2")}>
                  <span aria-hidden="true" className="num mb-1 block text-center text-xs text-ink-2 sm:hidden">
                    {lesson.id}
                  </span>
                  <Cell trap={trap} lesson={lesson} />
                </td>
              ))}
              <td role="cell" className={classNames(cell, "max-sm:order-3 max-sm:col-span-3")}>
                <Rate trap={trap} />
              </td>
              <td role="cell" className={classNames(cell, "max-sm:order-1 max-sm:self-start max-sm:pt-0.5")}>
                <State trap={trap} now={now} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
