import { lineWords } from "@/components/question/line-text";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox, RadioCards, Select } from "@/components/ui/field";
import { type Asked, RULING_KINDS } from "@/lib/core/question/ruling/ruling-form";
import type { Question } from "@/lib/core/question/schema";

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function OptionBoxes({
  question,
  asked,
}: {
  question: Extract<Question, { type: "multiple-choice" | "multiple-response" }>;
  asked: Asked;
}) {
  const ticked = new Set(listOf(asked.option));
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-[550]">
        {question.type === "multiple-choice" ? "What is right" : `The answer that is right: ${question.choose} options`}
      </legend>
      {question.options.map(({ id, text, key }) => (
        <Checkbox
          key={id}
          name="option"
          value={id}
          defaultChecked={ticked.has(id)}
          label={`${lineWords(text)}${key ? " (the key so far)" : ""}`}
        />
      ))}
    </fieldset>
  );
}

function StepPlaces({ question, asked }: { question: Extract<Question, { type: "ordering" }>; asked: Asked }) {
  const steps = listOf(asked.step);
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1 font-[550]">The order that is right</legend>
      {question.items.map(({ id }, place) => (
        <Select
          key={id}
          name="step"
          label={`Step ${place + 1}`}
          defaultValue={typeof steps[place] === "string" ? steps[place] : id}
        >
          {question.items.map((item) => (
            <option key={item.id} value={item.id}>
              {lineWords(item.text)}
            </option>
          ))}
        </Select>
      ))}
    </fieldset>
  );
}

function Pairs({ question, asked }: { question: Extract<Question, { type: "matching" }>; asked: Asked }) {
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-1 font-[550]">The pairs that are right</legend>
      {question.prompts.map(({ id, text, answer }) => {
        const chosen = asked[`pair-${id}`];
        return (
          <Select
            key={id}
            name={`pair-${id}`}
            label={lineWords(text)}
            defaultValue={typeof chosen === "string" ? chosen : answer}
          >
            {question.responses.map((response) => (
              <option key={response.id} value={response.id}>
                {lineWords(response.text)}
              </option>
            ))}
          </Select>
        );
      })}
    </fieldset>
  );
}

function RightAnswer({ question, asked }: { question: Question; asked: Asked }) {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response":
      return <OptionBoxes question={question} asked={asked} />;
    case "ordering":
      return <StepPlaces question={question} asked={asked} />;
    case "matching":
      return <Pairs question={question} asked={asked} />;
  }
}

/** What is to be ruled: a form that only asks for the preview. */
export function RulingForm({ question, asked }: { question: Question; asked: Asked }) {
  const choice = question.type === "multiple-choice";
  return (
    <Card>
      <form method="get" className="grid gap-6">
        <RadioCards
          legend="What to do"
          name="kind"
          defaultValue={RULING_KINDS.find((kind) => kind === asked.kind) ?? "key"}
          options={[
            {
              value: "key",
              label: "New key",
              hint: "Another answer is right instead. The corrected question becomes the next version.",
            },
            {
              value: "several",
              label: "Accept several",
              hint: choice
                ? "Each option that you tick is right. New forms leave the question out until it is rewritten."
                : "The answer below is right beside the key. New forms leave the question out until it is rewritten.",
            },
            { value: "drop", label: "Drop the question", hint: "It counts for nobody, and new forms leave it out." },
          ]}
        />
        <RightAnswer question={question} asked={asked} />
        <p className="text-sm text-ink-2">To drop the question, nothing needs to be ticked here.</p>
        <div>
          <Button type="submit" variant={asked.kind === undefined ? "primary" : "secondary"}>
            Show what would change
          </Button>
        </div>
      </form>
    </Card>
  );
}
