"use client";

import Form from "next/form";
import { useState } from "react";
import { ActionForm, FormSubmit } from "@/components/forms/action-form";
import { LineView } from "@/components/question/line-view";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardRow } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Select } from "@/components/ui/field";
import { startLiveAction } from "@/lib/actions/live";
import { MOST_QUESTIONS } from "@/lib/core/live/live-view";
import type { Kind } from "@/lib/core/question/schema";

type Listed = {
  id: string;
  lesson: string;
  type: Kind;
  stem: string;
  ask: string;
  traps: readonly string[];
};

export type QuestionChooserProps = {
  cohortId: string;
  /** By what the list is cut; "" for not at all. */
  lesson: string;
  trap: string;
  lessons: readonly { id: string; title: string }[];
  traps: readonly { id: string; name: string }[];
  questions: readonly Listed[];
  total: number;
};

const ASKED_FOR: Record<Kind, string> = {
  "multiple-choice": "one right answer",
  "multiple-response": "several right answers",
  ordering: "steps to put in order",
  matching: "pairs to match",
};

/** The questions of a session: looked for by lesson and trap, chosen in the order in which they come. */
export function QuestionChooser(props: QuestionChooserProps) {
  const { cohortId, lesson, trap, lessons, traps, questions, total } = props;
  const [chosen, setChosen] = useState<readonly Listed[]>([]);
  const isChosen = (id: string): boolean => chosen.some((one) => one.id === id);
  const drop = (id: string): void => setChosen(chosen.filter((one) => one.id !== id));
  return (
    <div className="grid gap-6">
      <Card as="section" aria-labelledby="chosen">
        <CardHeader id="chosen" title="Chosen" note={`${chosen.length} of at most ${MOST_QUESTIONS}`} />
        {chosen.length === 0 ? (
          <p className="text-ink-2">Choose below. They are shown in the order in which you choose them.</p>
        ) : (
          <ActionForm action={startLiveAction} className="grid gap-4">
            <input type="hidden" name="cohort" value={cohortId} />
            <ol className="grid list-none gap-1 p-0">
              {chosen.map(({ id, ask }, place) => (
                <li key={id} className="flex items-center gap-3">
                  <input type="hidden" name="question" value={id} />
                  <span className="num text-sm text-ink-2">{place + 1}</span>
                  <p className="line-clamp-2 min-w-0 grow">
                    <LineView line={ask} />
                  </p>
                  <Button variant="ghost" aria-label={`Leave out question ${place + 1}`} onClick={() => drop(id)}>
                    Leave out
                  </Button>
                </li>
              ))}
            </ol>
            <FormSubmit size="lg" className="justify-self-start">
              Open the lobby
            </FormSubmit>
          </ActionForm>
        )}
      </Card>
      <Card as="section" aria-labelledby="bank">
        <CardHeader id="bank" title="Questions" note="Of the cohort's exam" />
        <Form action="" scroll={false} className="grid gap-4 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
          <Select label="Lesson" name="lesson" defaultValue={lesson}>
            <option value="">All lessons</option>
            {lessons.map(({ id, title }) => (
              <option key={id} value={id}>
                {id} {title}
              </option>
            ))}
          </Select>
          <Select label="Trap" name="trap" defaultValue={trap}>
            <option value="">All traps</option>
            {traps.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
          <Button type="submit">Show</Button>
        </Form>
        {questions.length === 0 ? (
          <EmptyState
            className="mt-5"
            icon="search"
            title="No such question"
            text="Choose another lesson or trap."
            level={3}
          />
        ) : (
          <ul aria-label="Questions to choose from" className="-mx-5 mt-5 list-none border-line border-t p-0 sm:-mx-6">
            {questions.map((question) => (
              <CardRow as="li" key={question.id} className="flex flex-wrap items-start gap-x-4 gap-y-2">
                <div className="grid min-w-0 grow basis-80 gap-1">
                  <p className="line-clamp-3 text-ink-2">{question.stem}</p>
                  <p className="font-semibold">
                    <LineView line={question.ask} />
                  </p>
                  <p className="text-sm text-ink-2">
                    Lesson {question.lesson} · {ASKED_FOR[question.type]}
                    {question.traps.length === 0 ? "" : ` · traps: ${question.traps.join("; ")}`}
                  </p>
                </div>
                <Button
                  aria-pressed={isChosen(question.id)}
                  disabled={!isChosen(question.id) && chosen.length >= MOST_QUESTIONS}
                  onClick={() => (isChosen(question.id) ? drop(question.id) : setChosen([...chosen, question]))}
                >
                  {isChosen(question.id) ? "Chosen" : "Choose"}
                </Button>
              </CardRow>
            ))}
          </ul>
        )}
        {total > questions.length ? (
          <p className="mt-4 text-sm text-ink-2">
            {questions.length} of {total} are listed. A lesson or a trap shows others.
          </p>
        ) : null}
      </Card>
    </div>
  );
}
