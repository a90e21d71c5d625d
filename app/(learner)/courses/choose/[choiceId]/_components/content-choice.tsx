"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { chooseContentCall } from "@/lib/actions/lti";

type Exam = { id: string; title: string; summary: string; questions: number };

/** Takes the answer to the platform as a form of its own, which is the way that the specification names. */
function carry({ returnUrl, token }: { returnUrl: string; token: string }): void {
  const form = document.createElement("form");
  form.method = "post";
  form.action = returnUrl;
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = "JWT";
  input.value = token;
  form.append(input);
  document.body.append(form);
  form.submit();
}

/** The exams that a new link may open, with a button each. */
export function ContentChoice({ choiceId, exams }: { choiceId: string; exams: readonly Exam[] }) {
  const [pending, setPending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const choose = async (blueprint: string): Promise<void> => {
    setPending(blueprint);
    setProblem(null);
    try {
      const reply = await chooseContentCall({ choice: choiceId, blueprint });
      if (reply.ok && reply.value.ok) return carry(reply.value.value);
      setProblem("That did not work, and no link was made. Go back to your course and begin again.");
    } catch {
      setProblem("There is no line to the server, and no link was made. Try again in a moment.");
    }
    setPending(null);
  };
  return (
    <div className="grid gap-4">
      {problem === null ? null : <Notice tone="danger">{problem}</Notice>}
      <ul className="grid list-none gap-4 p-0">
        {exams.map(({ id, title, summary, questions }) => (
          <Card as="li" key={id} className="flex flex-wrap items-end gap-4">
            <div className="min-w-0 grow basis-80">
              <h2 className="text-lg">{title}</h2>
              <p className="num mt-0.5 text-sm text-ink-2">{questions} questions</p>
              <p className="mt-2 max-w-reading text-ink-2">{summary}</p>
            </div>
            <Button
              variant="secondary"
              pending={pending === id}
              disabled={pending !== null}
              aria-label={`Link “${title}”`}
              onClick={() => void choose(id)}
            >
              Link this
            </Button>
          </Card>
        ))}
      </ul>
    </div>
  );
}
