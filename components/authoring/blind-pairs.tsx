"use client";

import { useRef, useState } from "react";
import { lineWords } from "@/components/question/line-text";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { pairId, pairOf, wrongPairs } from "@/lib/core/authoring/guessable";
import type { Answer } from "@/lib/core/question/answer";
import type { PublicQuestion } from "@/lib/core/question/public";

type Tags = Readonly<Record<string, string>>;
type BlindPairsProps = {
  question: PublicQuestion;
  answer: Answer;
  tags: Tags;
  traps: readonly { id: string; name: string }[];
  onTags: (tags: Record<string, string>) => void;
};

const WORDS = {
  ordering: {
    title: "Steps in the wrong order",
    hint: "Which two would somebody turn round, and for what reason? Name as many as you see.",
    first: "This step",
    second: "before this one",
    between: "before",
  },
  matching: {
    title: "Wrong pairs",
    hint: "Which response would somebody give to a prompt, and for what reason? Name as many as you see.",
    first: "This prompt",
    second: "with this response",
    between: "with",
  },
} as const;

const nothing = { first: "", second: "", trap: "" };

/** Where a reviewer names orders or pairs that somebody would fall for, each with its trap; nothing for other types. */
export function BlindPairs({ question, answer, tags, traps, onTags }: BlindPairsProps) {
  const [wanted, setWanted] = useState(nothing);
  const start = useRef<HTMLDivElement>(null);
  if (question.type !== "ordering" && question.type !== "matching") return null;
  const words = WORDS[question.type];
  const pairs = wrongPairs(question, answer);
  const seconds = pairs.find(({ first }) => first.id === wanted.first)?.seconds ?? [];
  const parts = new Map(
    [...question.options, ...(question.type === "matching" ? question.prompts : [])].map(({ id, text }) => [id, text]),
  );
  const wordsOf = (id: string): string => `“${lineWords(parts.get(id) ?? id)}”`;
  const named = Object.entries(tags).flatMap(([id, trap]) => {
    const pair = pairOf(id);
    return pair === null ? [] : [{ id, trap, says: `${wordsOf(pair[0])} ${words.between} ${wordsOf(pair[1])}` }];
  });
  const isWhole = wanted.first !== "" && wanted.second !== "" && wanted.trap !== "";
  const add = (): void => {
    if (!isWhole) return;
    onTags({ ...tags, [pairId(wanted.first, wanted.second)]: wanted.trap });
    setWanted(nothing);
    start.current?.querySelector("select")?.focus();
  };
  const remove = (id: string): void => {
    const { [id]: _, ...others } = tags;
    onTags(others);
    start.current?.querySelector("select")?.focus();
  };
  return (
    <fieldset className="grid gap-4 rounded-card border border-line p-4">
      <legend className="sr-only">{words.title}</legend>
      <div>
        <p aria-hidden="true" className="font-semibold">
          {words.title}
        </p>
        <p className="mt-1 text-ink-2">{words.hint}</p>
      </div>
      {named.length === 0 ? null : (
        <ul className="grid gap-2">
          {named.map(({ id, trap, says }) => (
            <li key={id} className="flex items-start justify-between gap-3 border-b border-line pb-2">
              <span className="min-w-0 py-2 [overflow-wrap:anywhere]">
                {says}
                <span className="block text-sm text-ink-2">{traps.find((one) => one.id === trap)?.name ?? trap}</span>
              </span>
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove ${says}`}
                title="Remove"
                onClick={() => remove(id)}
              >
                <Icon name="cross" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div ref={start} className="grid gap-4 sm:grid-cols-2">
        <Select
          label={words.first}
          value={wanted.first}
          onChange={({ target }) => setWanted({ ...wanted, first: target.value, second: "" })}
        >
          <option value="">Choose…</option>
          {pairs.map(({ first }) => (
            <option key={first.id} value={first.id}>
              {lineWords(first.text)}
            </option>
          ))}
        </Select>
        <Select
          label={words.second}
          value={wanted.second}
          disabled={wanted.first === ""}
          onChange={({ target }) => setWanted({ ...wanted, second: target.value })}
        >
          <option value="">Choose…</option>
          {seconds.map(({ id, text }) => (
            <option key={id} value={id}>
              {lineWords(text)}
            </option>
          ))}
        </Select>
        <div className="sm:col-span-2">
          <Select
            label="because of this trap"
            value={wanted.trap}
            onChange={({ target }) => setWanted({ ...wanted, trap: target.value })}
          >
            <option value="">Choose…</option>
            {traps.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </div>
      </div>
      <div>
        <Button onClick={add} disabled={!isWhole} icon={<Icon name="plus" size={18} />}>
          Add
        </Button>
      </div>
    </fieldset>
  );
}
