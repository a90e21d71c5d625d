"use client";

import { ActionForm } from "@/components/forms/action-form";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { correctMissTypeAction } from "@/lib/actions/learning";
import { MISS_TYPE_WORDS } from "@/lib/core/learning/miss-type/miss-type-words";
import type { ReviewItem } from "@/lib/usecases/attempt/get-review";

type Miss = NonNullable<ReviewItem["miss"]>;

/** What kind of miss a wrong answer was: as proposed, with the reason, or as the learner says by one press. */
export function MissChoice({ itemId, place, miss }: { itemId: string; place: number; miss: Miss }) {
  const { proposed, said } = miss;
  const current = said ?? proposed.type;
  return (
    <section
      aria-labelledby={`q${place}-miss`}
      className="rounded-control border border-line bg-paper px-4 pt-3.5 pb-4"
    >
      <div className="flex min-h-7 flex-wrap items-center gap-x-2.5 gap-y-1">
        <h3 id={`q${place}-miss`} className="text-[1rem]">
          Kind of miss
        </h3>
        {said === null ? <Badge state="neutral">proposed</Badge> : <Badge state="answered">your word</Badge>}
        {said === null ? null : (
          <button
            type="submit"
            form={`q${place}-miss-form`}
            name="type"
            value=""
            className="link -my-2 ms-auto min-h-11 px-1 text-sm"
          >
            Take back
          </button>
        )}
      </div>
      <p className="mt-1 text-ink-2">
        Proposed: “{MISS_TYPE_WORDS[proposed.type].name}”. {proposed.reason} Press another if it was that.
      </p>
      <ActionForm action={correctMissTypeAction} doneShown={false} id={`q${place}-miss-form`} className="mt-3">
        <input type="hidden" name="item" value={itemId} />
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Kind of miss in question {place}</legend>
          {Object.entries(MISS_TYPE_WORDS).map(([type, { name, means }]) => (
            <button
              key={type}
              type="submit"
              name="type"
              value={type}
              aria-pressed={type === current}
              title={means}
              className={classNames(
                "min-h-11 rounded-pill border px-4 text-sm",
                type === current
                  ? "border-accent bg-accent-soft font-[550] text-ink shadow-[inset_0_0_0_1px_var(--accent)]"
                  : "border-line-strong bg-surface text-ink-2 hover:border-ink-2",
              )}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </ActionForm>
    </section>
  );
}
