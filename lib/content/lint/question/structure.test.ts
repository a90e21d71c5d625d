import { expect, test } from "vitest";
import { packWith, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { structure } from "./structure";

const today = "2026-11-23";

test("sound questions pass", () => {
  expect(structure(samplePack(), { today })).toEqual([]);
});

test("a question without a key is an error", () => {
  const options = sampleQuestion().options.map(({ id, text, why }) => ({ id, text, why, trap: "plain-error" }));
  expect(structure(packWith({ options }), { today })).toEqual([
    expect.objectContaining({ rule: "structure", severity: "error", message: "0 options are keys, 1 must be" }),
  ]);
});
