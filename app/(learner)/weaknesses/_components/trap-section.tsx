import { RangeAxis } from "@/components/charts/range-bar";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Prepared } from "@/components/ui/prepared";
import { groupTraps } from "@/lib/core/learning/overview/group-traps";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Weaknesses } from "@/lib/usecases/learning/get-weaknesses";
import { StudySetForm, type StudySetWish } from "./study-set-form";
import { TrapTable } from "./trap-table";

const counted = (count: number): string => (count === 1 ? "1 trap" : `${count} traps`);

/** The table of traps and lessons, with what has not caught the learner folded away, and the study set under it. */
export function TrapSection({ seen, wish, now }: { seen: Weaknesses; wish: StudySetWish; now: EpochMs }) {
  const { lessons, traps } = seen;
  const { caught, refused, undecided } = groupTraps(traps);
  return (
    <section aria-labelledby="traps" className="grid gap-3">
      <Prepared>
        <div>
          <h2 id="traps" className="scroll-mt-6 text-lg">
            Traps by lesson
          </h2>
          <p className="max-w-reading text-sm text-ink-2">
            Taken, out of the answers that came down to the right answer or the trap. The range holds your rate four
            times out of five. Pick a cell to build a study set.
          </p>
        </div>
        <Card>
          <RangeAxis className="stroke-line-strong" />
          {caught.length === 0 ? (
            <p className="text-ink-2">No trap has caught you so far.</p>
          ) : (
            <TrapTable caption="Traps that caught you, by lesson" traps={caught} lessons={lessons} now={now} />
          )}
          {refused.length === 0 ? null : (
            <Disclosure
              title={`${counted(refused.length)} offered and never taken`}
              className="mt-2 border-t border-line pt-2"
            >
              <div className="-ml-6.5">
                <TrapTable caption="Traps never taken, by lesson" traps={refused} lessons={lessons} now={now} />
              </div>
            </Disclosure>
          )}
          {undecided.length === 0 ? null : (
            <Disclosure
              title={`${counted(undecided.length)} that no answer has decided yet`}
              className="border-t border-line pt-2"
            >
              <p className="text-ink-2">{undecided.map(({ short }) => short).join(" · ")}</p>
            </Disclosure>
          )}
        </Card>
      </Prepared>
      <StudySetForm traps={traps} lessons={lessons} wish={wish} />
    </section>
  );
}
