"use client";

import { useContext } from "react";
import { flushSync } from "react-dom";
import { ChoiceField } from "@/components/authoring/fields/choice-field";
import { QuestionPlace } from "@/components/authoring/fields/editing";
import { LineField } from "@/components/authoring/fields/line-field";
import { MarkdownField } from "@/components/authoring/fields/markdown-field";
import { Part } from "@/components/authoring/fields/part";
import { focusField, PartList } from "@/components/authoring/fields/part-list";
import { TrapField } from "@/components/authoring/fields/trap-field";
import { type DraftOf, withoutPrompt, withoutResponse } from "@/lib/core/authoring/edit-question";
import { freePartId, moved } from "@/lib/core/authoring/rearrange";

type Matching = DraftOf<"matching">;
type MatchingFieldsProps = { question: Matching; onChange: (edit: (question: Matching) => Matching) => void };

const choicesOf = (parts: readonly { id: string; text: string }[]) =>
  parts.map(({ id, text }, index) => ({ id, label: `${index + 1}. ${text || "(no text yet)"}` }));

function Responses({ question, onChange }: MatchingFieldsProps) {
  const position = useContext(QuestionPlace);
  const { responses } = question;
  const add = (): void =>
    onChange((held) => {
      const id = freePartId(
        held.responses.map((response) => response.id),
        "r-",
      );
      return { ...held, responses: [...held.responses, { id, text: "" }] };
    });
  const next = (index: number): void => {
    if (index === responses.length - 1 && responses.length < 8) flushSync(add);
    focusField(position, ["responses", index + 1, "text"]);
  };
  return (
    <PartList
      field="responses"
      title="Responses"
      hint="Two to eight to choose from. One may answer several prompts, or none."
      addLabel="Add a response"
      onAdd={add}
      count={responses.length}
      most={8}
    >
      {responses.map((response, index) => (
        <Part
          key={response.id}
          path={["responses", index]}
          name={`Response ${index + 1}`}
          place={index}
          of={responses.length}
          onMove={(to) => onChange((held) => ({ ...held, responses: moved(held.responses, index, to) }))}
          onRemove={() => onChange((held) => withoutResponse(held, response.id))}
        >
          <LineField
            path={["responses", index, "text"]}
            label="Text"
            value={response.text}
            onChange={(text) =>
              onChange((held) => ({
                ...held,
                responses: held.responses.map((part) => (part.id === response.id ? { ...part, text } : part)),
              }))
            }
            onEnter={() => next(index)}
          />
        </Part>
      ))}
    </PartList>
  );
}

function Prompts({ question, onChange }: MatchingFieldsProps) {
  const position = useContext(QuestionPlace);
  const { prompts, responses } = question;
  const set = (id: string, change: Partial<Matching["prompts"][number]>): void =>
    onChange((held) => ({
      ...held,
      prompts: held.prompts.map((prompt) => (prompt.id === id ? { ...prompt, ...change } : prompt)),
    }));
  const add = (): void =>
    onChange((held) => {
      const id = freePartId(
        held.prompts.map((prompt) => prompt.id),
        "p-",
      );
      return { ...held, prompts: [...held.prompts, { id, text: "", answer: "", why: "" }] };
    });
  const next = (index: number): void => {
    if (index === prompts.length - 1 && prompts.length < 7) flushSync(add);
    focusField(position, ["prompts", index + 1, "text"]);
  };
  return (
    <PartList
      field="prompts"
      title="Prompts"
      hint="Three to seven, each with the response that answers it. Enter goes to the next prompt; Alt with ↑ or ↓ moves one."
      addLabel="Add a prompt"
      onAdd={add}
      count={prompts.length}
      most={7}
    >
      {prompts.map((prompt, index) => (
        <Part
          key={prompt.id}
          path={["prompts", index]}
          name={`Prompt ${index + 1}`}
          place={index}
          of={prompts.length}
          onMove={(to) => onChange((held) => ({ ...held, prompts: moved(held.prompts, index, to) }))}
          onRemove={() => onChange((held) => withoutPrompt(held, prompt.id))}
        >
          <LineField
            path={["prompts", index, "text"]}
            label="Text"
            value={prompt.text}
            onChange={(text) => set(prompt.id, { text })}
            onEnter={() => next(index)}
          />
          <ChoiceField
            path={["prompts", index, "answer"]}
            label="Right response"
            none="Choose a response"
            value={prompt.answer}
            onChange={(answer) => set(prompt.id, { answer })}
            options={choicesOf(responses)}
          />
          <MarkdownField
            path={["prompts", index, "why"]}
            label="Why it is right"
            value={prompt.why}
            onChange={(why) => set(prompt.id, { why })}
          />
        </Part>
      ))}
    </PartList>
  );
}

function WrongPairs({ question, onChange }: MatchingFieldsProps) {
  const { wrongPairs, prompts, responses } = question;
  const set = (place: number, change: Partial<Matching["wrongPairs"][number]>): void =>
    onChange((held) => ({
      ...held,
      wrongPairs: held.wrongPairs.map((pair, index) => (index === place ? { ...pair, ...change } : pair)),
    }));
  return (
    <PartList
      field="wrongPairs"
      title="Wrong pairs that mean something"
      hint="A prompt with a wrong response, and the trap that it shows."
      addLabel="Add a wrong pair"
      onAdd={() =>
        onChange((held) => ({
          ...held,
          wrongPairs: [...held.wrongPairs, { prompt: "", response: "", trap: "", why: "" }],
        }))
      }
      count={wrongPairs.length}
      most={40}
    >
      {wrongPairs.map((pair, index) => (
        <Part
          // biome-ignore lint/suspicious/noArrayIndexKey: a wrong pair has no id, and is never moved
          key={index}
          path={["wrongPairs", index]}
          name={`Wrong pair ${index + 1}`}
          place={index}
          of={wrongPairs.length}
          onRemove={() =>
            onChange((held) => ({ ...held, wrongPairs: held.wrongPairs.filter((_, place) => place !== index) }))
          }
        >
          <div className="grid gap-3 sm:grid-cols-2">
            <ChoiceField
              path={["wrongPairs", index, "prompt"]}
              label="Prompt"
              none="Choose a prompt"
              value={pair.prompt}
              onChange={(prompt) => set(index, { prompt })}
              options={choicesOf(prompts)}
            />
            <ChoiceField
              path={["wrongPairs", index, "response"]}
              label="Wrong response"
              none="Choose a response"
              value={pair.response}
              onChange={(response) => set(index, { response })}
              options={choicesOf(responses)}
            />
          </div>
          <TrapField
            path={["wrongPairs", index, "trap"]}
            label="Trap"
            value={pair.trap}
            onChange={(trap) => set(index, { trap })}
          />
          <MarkdownField
            path={["wrongPairs", index, "why"]}
            label="Why it is wrong"
            value={pair.why}
            onChange={(why) => set(index, { why })}
          />
        </Part>
      ))}
    </PartList>
  );
}

/** Prompts, the responses to choose from, and which wrong pairs mean something. */
export function MatchingFields(props: MatchingFieldsProps) {
  return (
    <>
      <Responses {...props} />
      <Prompts {...props} />
      <WrongPairs {...props} />
    </>
  );
}
