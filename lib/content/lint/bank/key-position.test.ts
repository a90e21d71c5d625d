import { expect, test } from "vitest";
import { packQuestion, sampleBank, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { keyPosition, keyPositions } from "./key-position";

const today = "2026-11-23";

test("keys in turn pass", () => {
  const pack = samplePack({ questions: sampleBank(8) });
  expect(keyPositions(pack)).toEqual([2, 2, 2, 2]);
  expect(keyPosition(pack, { today })).toEqual([]);
});

test.each([
  { size: 100, severity: "warning" },
  { size: 200, severity: "error" },
])("over 30 % of $size keys at one position: $severity", ({ size, severity }) => {
  const bank = sampleBank(size);
  const moved = (count: number) =>
    bank.map((entry, index) => {
      const isMoved = index % 4 === 0 && index < 4 * count;
      return isMoved ? packQuestion(sampleQuestion(entry.question.id, 2)) : entry;
    });
  expect(keyPosition(samplePack({ questions: moved(size * 0.05) }), { today })).toEqual([]);
  expect(keyPosition(samplePack({ questions: moved(size * 0.06) }), { today })).toEqual([
    expect.objectContaining({ severity, message: expect.stringContaining("position c") }),
  ]);
});
