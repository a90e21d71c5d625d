import { expect, test } from "vitest";
import type { PackContent } from "@/lib/content/read-pack";
import { packQuestion, SAMPLE_INFO, sampleBank, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { packSchema } from "@/lib/core/pack/schema";
import { questionSchema } from "@/lib/core/question/schema";
import { blueprints, candidatesOf } from "./blueprints";

const [EXAM] = SAMPLE_INFO.exams;
const [BLUEPRINT] = EXAM?.blueprints ?? [];
const infoWith = (blueprint: Record<string, unknown>) =>
  packSchema.parse({ ...SAMPLE_INFO, exams: [{ ...EXAM, blueprints: [{ ...BLUEPRINT, ...blueprint }] }] });

const messages = (parts: Partial<PackContent>): string[] =>
  blueprints(samplePack(parts), { today: "2026-11-23" }).map(({ message }) => message);

test("a blueprint that the bank fills passes", () => {
  expect(messages({})).toEqual([]);
});

test.each([
  {
    name: "a lesson",
    blueprint: { lessons: [{ lesson: "1.1", scored: 9 }] },
    fault: "4 of 9 scored questions of lesson 1.1",
  },
  { name: "pilots", blueprint: { pilots: 3 }, fault: "2 of 3 unscored questions" },
  {
    name: "counter-cues",
    blueprint: { quotas: [{ counterCue: true, min: 1 }] },
    fault: "0 of 1 counter-cue questions",
  },
  { name: "a trap", blueprint: { quotas: [{ trap: "other", min: 1 }] }, fault: "0 of 1 questions that offer other" },
  {
    name: "a type",
    blueprint: { quotas: [{ type: "ordering", difficulty: [4, 5], min: 2 }] },
    fault: "0 of 2 ordering questions of difficulty 4 to 5",
  },
])("$name that the bank cannot give is told in words", ({ blueprint, fault }) => {
  expect(messages({ info: infoWith(blueprint) })).toEqual([
    `20 of 20 draws give no form of tea-short: the bank gives ${fault}`,
  ]);
});

test("an exam draws on its own questions, types and no cases that it has not", () => {
  const context = { id: "tea-case", title: "A case", scenario: "Guests wait.", position: 0, of: 2 };
  const part = (id: string) => ({ id, text: id, why: "So." });
  const { options: _options, ...common } = sampleQuestion("order");
  const ordering = questionSchema.parse({ ...common, type: "ordering", items: ["a", "b", "c"].map(part) });
  const questions = [
    ...sampleBank(1),
    packQuestion({ id: "foreign", exams: ["tea-2"] }),
    packQuestion({ id: "in-case" }, context),
    { question: ordering, context: null, draw: null, file: "tea/leaf/1.1/order.yaml", hash: "" },
  ];
  const pack = samplePack({ questions });
  const [exam] = pack.info.exams;
  expect(exam && candidatesOf(pack, exam).map(({ id, traps }) => [id, traps])).toEqual([
    ["tea-1.1-guest-0", ["boiling-for-green", "hotter-is-better"]],
  ]);
});
