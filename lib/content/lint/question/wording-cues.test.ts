import { expect, test } from "vitest";
import { packWith, samplePack, sampleQuestion } from "@/lib/content/testing/sample-pack";
import { wordingCues } from "./wording-cues";

const today = "2026-11-23";

/** The sample question with other texts of its options; the second is the key. */
const withTexts = (texts: readonly string[]) => {
  const options = sampleQuestion().options.map((option, index) => ({ ...option, text: texts[index] ?? option.text }));
  return packWith({ options });
};

test("sound questions pass", () => {
  expect(wordingCues(samplePack(), { today })).toEqual([]);
});

test.each([
  { name: "all of the above", texts: ["Rest", "Cool it", "Brew", "All of the above"], severity: "error" },
  { name: "none of the above", texts: ["Rest", "None of the above", "Brew", "Stir"], severity: "error" },
  { name: "an absolute word in a wrong option", texts: ["Always rest", "Cool it", "Brew", "Stir"], severity: "error" },
  { name: "a stem word that only the key repeats", texts: ["Rest", "Use a second kettle"], severity: "warning" },
  { name: "two such words", texts: ["Rest", "Use the kettles for guests"], severity: "error" },
])("$name gives the question away", ({ texts, severity }) => {
  const problems = wordingCues(withTexts(texts), { today });
  expect(problems.map((problem) => problem.severity)).toContain(severity);
});

test.each([
  { name: "a term with a hyphen that begins so", texts: ["Stir all-at-once", "Cool it", "Brew", "Stir"] },
  { name: "absolute words on both sides", texts: ["Always rest", "Only cool it", "Brew", "Stir"] },
  { name: "absolute words in the key alone", texts: ["Rest", "Only cool it", "Brew", "Stir"] },
  { name: "a stem word in a wrong option too", texts: ["A larger kettle", "A second kettle", "Brew", "Stir"] },
  { name: "short words and words without content", texts: ["Rest", "Until noon, without it", "Brew", "Stir"] },
])("$name give nothing away", ({ texts }) => {
  expect(wordingCues(withTexts(texts), { today })).toEqual([]);
});

test("words of the field, which many options hold, give nothing away", () => {
  const alone = withTexts(["Rest", "Use a second kettle", "Brew", "Stir"]);
  const other = withTexts(["Old kettle", "New kettle", "Red kettle", "Blue kettle"]);
  const pack = samplePack({ questions: [...alone.questions, ...other.questions] });
  expect(wordingCues(alone, { today })).toHaveLength(1);
  expect(wordingCues(pack, { today })).toEqual([]);
});
