import type { ReactNode } from "react";
import { BarRow } from "@/components/charts/bar-row";
import { SplitBar } from "@/components/charts/split-bar";
import { Card, CardHeader } from "@/components/ui/card";
import { type MissType, missTypeSchema } from "@/lib/core/learning/miss-type/miss-type";
import { MISS_TYPE_WORDS } from "@/lib/core/learning/miss-type/miss-type-words";
import { changesInWords, surenessInWords } from "@/lib/core/learning/overview/habit-words";
import type { Weaknesses } from "@/lib/usecases/learning/get-weaknesses";

function Habit({ id, title, finding, children }: { id: string; title: string; finding: string; children: ReactNode }) {
  return (
    <Card as="section" aria-labelledby={id}>
      <CardHeader id={id} title={title} level={3} />
      <p className="num -mt-1 mb-4 text-ink-2">{finding}</p>
      {children}
    </Card>
  );
}

const levels = [
  { key: "sure", name: "Sure" },
  { key: "unsure", name: "Unsure" },
  { key: "guess", name: "Guess" },
] as const;

function Sureness({ confidence }: Pick<Weaknesses, "confidence">) {
  return (
    <Habit id="sureness" title="How sure, how right" finding={surenessInWords(confidence)}>
      <ul className="grid list-none gap-3.5 p-0">
        {levels.map(({ key, name }) => {
          const { right, wrong } = confidence[key];
          return (
            <li key={key} className="grid gap-1.5">
              <p className="num flex flex-wrap justify-between gap-x-3 text-sm">
                <span className="font-[550]">{name}</span>
                <span className="text-ink-2">
                  {right + wrong === 0 ? "never said" : `${wrong} wrong, ${right} right`}
                </span>
              </p>
              <SplitBar right={right} wrong={wrong} />
            </li>
          );
        })}
      </ul>
    </Habit>
  );
}

function Changes({ changes }: Pick<Weaknesses, "changes">) {
  const { wrongToRight, rightToWrong, wrongToWrong } = changes;
  const rows = [
    { name: "wrong → right", spoken: "from wrong to right", count: wrongToRight },
    { name: "right → wrong", spoken: "from right to wrong", count: rightToWrong },
    { name: "wrong → wrong", spoken: "from one wrong answer to another", count: wrongToWrong },
  ];
  return (
    <Habit id="changes" title="Answers you changed" finding={changesInWords(changes)}>
      <dl className="num grid gap-2.5">
        {rows.map(({ name, spoken, count }) => (
          <div key={name} className="flex items-baseline justify-between gap-3 border-line pb-2.5 not-last:border-b">
            <dt>
              <span aria-hidden="true">{name}</span>
              <span className="sr-only">{spoken}</span>
            </dt>
            <dd className="text-lg font-semibold">{count}</dd>
          </div>
        ))}
      </dl>
    </Habit>
  );
}

function MissTypes({ missTypes }: Pick<Weaknesses, "missTypes">) {
  const types: readonly MissType[] = missTypeSchema.options;
  const total = types.reduce((sum, type) => sum + missTypes[type], 0);
  const rows = [...types].sort((a, b) => missTypes[b] - missTypes[a]).filter((type) => missTypes[type] > 0);
  return (
    <Habit
      id="misses"
      title="What the misses were"
      finding={
        total === 0
          ? "No miss is known yet."
          : `Your latest ${total === 1 ? "miss" : `${total} misses`}, as the log proposes and as you corrected it in reviews.`
      }
    >
      <ul className="grid list-none gap-4 p-0">
        {rows.map((type) => (
          <li key={type}>
            <BarRow
              title={MISS_TYPE_WORDS[type].name}
              share={missTypes[type] / total}
              text={`${missTypes[type]} of ${total}. ${MISS_TYPE_WORDS[type].means}`}
            />
          </li>
        ))}
      </ul>
    </Habit>
  );
}

/** How the learner answers: what was missed and why, how sure they were, what changing answers did. */
export function Habits({ seen }: { seen: Weaknesses }) {
  return (
    <section aria-labelledby="habits" className="grid gap-3">
      <h2 id="habits" className="scroll-mt-6 text-lg">
        How you answer
      </h2>
      <div className="grid gap-4 md:grid-cols-2">
        <MissTypes missTypes={seen.missTypes} />
        <div className="grid gap-4">
          <Sureness confidence={seen.confidence} />
          <Changes changes={seen.changes} />
        </div>
      </div>
    </section>
  );
}
