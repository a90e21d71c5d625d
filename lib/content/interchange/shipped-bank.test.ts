import path from "node:path";
import { describe, expect, test } from "vitest";
import { readPacks } from "@/lib/content/read-pack";
import { writeAnkiText } from "./anki-text/anki-text";
import { csv } from "./csv/csv";
import { draftOfQuestion } from "./draft-of-question";
import type { QuestionDraft } from "./exchange";
import { gift } from "./gift/gift";
import { jsonPack } from "./json-pack/json-pack";
import { qti } from "./qti/qti";
import { settled } from "./testing/arbitrary-draft";

/** Every written question that ships, as a draft. */
async function shipped(): Promise<QuestionDraft[]> {
  const packs = await readPacks(path.join(import.meta.dirname, "../../../questions"));
  if (!packs.ok) throw new Error("the shipped packs cannot be read");
  return packs.value.flatMap(({ questions }) =>
    questions.flatMap(({ question, context, draw }) =>
      draw === null ? [settled(draftOfQuestion(question, context))] : [],
    ),
  );
}

const bank = await shipped();

describe("the bank as shipped", () => {
  test("has questions of every type, some of them in cases", () => {
    expect(new Set(bank.map(({ type }) => type)).size).toBe(4);
    expect(bank.some(({ inCase }) => inCase !== undefined)).toBe(true);
  });

  test.each([csv, jsonPack, qti])("comes back from $label to the character", ({ read, write }) => {
    const file = write?.(bank);
    const imported = read?.(file?.bytes ?? new Uint8Array());
    expect(file?.losses).toEqual([]);
    expect(imported?.problems).toEqual([]);
    expect(imported?.losses).toEqual([]);
    expect(imported?.drafts.map(({ draft }) => settled(draft))).toEqual(bank);
  });

  test("comes back from GIFT but for what GIFT cannot hold, which is told for each question", () => {
    const file = gift.write?.(bank);
    const imported = gift.read?.(file?.bytes ?? new Uint8Array());
    expect(imported?.problems).toEqual([]);
    expect(imported?.losses).toEqual([]);
    const told = new Set(file?.losses.map(({ at }) => ("element" in at ? at.element : "")));
    imported?.drafts.forEach(({ draft }, index) => {
      const before = bank[index];
      if (before !== undefined && !told.has(before.id ?? "")) expect(settled(draft)).toEqual(before);
    });
    expect(imported?.drafts).toHaveLength(bank.length);
    expect(told.size).toBe(bank.filter(({ type }) => type === "ordering" || type === "matching").length);
  });

  test("becomes cards, one a question, with no loss but the ids of parts", () => {
    const file = writeAnkiText(bank);
    expect(file.losses).toHaveLength(1);
    expect(new TextDecoder().decode(file.bytes).trimEnd().split("\n")).toHaveLength(bank.length + 7);
  });
});
