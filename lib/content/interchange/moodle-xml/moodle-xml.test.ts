import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QuestionDraft } from "@/lib/content/interchange/exchange";
import { arbitraryDraft, settled } from "@/lib/content/interchange/testing/arbitrary-draft";
import { xmlCharacters } from "@/lib/content/interchange/xml";
import { readPack } from "@/lib/content/read-pack";
import type { CaseContext } from "@/lib/core/question/schema";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { lineOf } from "./parts";
import { readMoodleXml } from "./read";
import { asMoodleKeeps } from "./testing/moodle-keeps";
import { writeMoodleXml } from "./write";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const draftsOf = (file: Uint8Array): QuestionDraft[] => readMoodleXml(file).drafts.map(({ draft }) => settled(draft));
const lossesOf = (file: Uint8Array): string[] => readMoodleXml(file).losses.map(({ what }) => what);

/** What of the drafts Moodle can hold: the others are not written, which their losses say. */
function held(draft: QuestionDraft): QuestionDraft[] {
  switch (draft.type) {
    case "multiple-choice":
      return draft.options.filter(({ key }) => key).length === 1 ? [draft] : [];
    case "multiple-response":
      return draft.options.some(({ key }) => key) ? [draft] : [];
    case "ordering": {
      const seen = new Set<string>();
      const wrongOrders = draft.wrongOrders.filter(({ before, after }) => {
        const pair = JSON.stringify([before, after]);
        return !seen.has(pair) && seen.add(pair);
      });
      return [{ ...draft, wrongOrders }];
    }
    case "matching": {
      const words = draft.responses.map(({ text }) => lineOf(text));
      const seen = new Set<string>();
      const wrongPairs = draft.wrongPairs.filter(({ prompt, response }) => {
        const pair = JSON.stringify([prompt, response]);
        return !seen.has(pair) && seen.add(pair);
      });
      return new Set(words).size < words.length ? [] : [{ ...draft, wrongPairs }];
    }
  }
}

/** Whether XML can hold all of it. */
const spellable = (draft: QuestionDraft): boolean => {
  const text = JSON.stringify(draft);
  return !/\\u(?:00[01]\d|d[89a-f])/i.test(text) && xmlCharacters(text) === text;
};

const arbitraryDrafts = fc.array(arbitraryDraft.filter(spellable), { minLength: 1, maxLength: 2 });

describe("there and back", () => {
  test("drafts come back to the character", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryDrafts, (drafts) => {
        const read = readMoodleXml(writeMoodleXml(drafts).bytes);
        const expected = drafts.flatMap(held);
        if (expected.length === 0) return;
        expect(read.problems).toEqual([]);
        expect(read.drafts.map(({ draft }) => settled(draft))).toEqual(expected.map(settled));
        const tex = "a formula in TeX is shown as it is written";
        expect(read.losses.map(({ what }) => what).filter((what) => what !== tex)).toEqual([]);
      }),
      FIXED_RUNS,
    );
  });

  test("drafts come back after Moodle has imported and exported them", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryDrafts, (drafts) => {
        const expected = drafts.flatMap(held);
        if (expected.length === 0) return;
        const read = readMoodleXml(asMoodleKeeps(writeMoodleXml(drafts).bytes));
        expect(read.drafts.map(({ draft }) => settled(draft))).toEqual(expected.map(settled));
      }),
      FIXED_RUNS,
    );
  });

  test("what is not written, or not all of it, is said", () => {
    fc.assert(
      fc.property(arbitraryDraft, (draft) => {
        const [back] = held(draft);
        const { losses } = writeMoodleXml([draft]);
        if (back === undefined || JSON.stringify(settled(back)) !== JSON.stringify(settled(draft))) {
          expect(losses.length).toBeGreaterThan(0);
        }
      }),
      FIXED_RUNS,
    );
  });
});

/** The bank that ships, as drafts. */
function bank(): QuestionDraft[] {
  const pack = readPack("questions/mla-c01");
  if (!pack.ok) throw new Error("the pack cannot be read");
  return pack.value.questions.map(({ question: { review: _, ...question }, context }) =>
    settled({
      ...question,
      inCase: context === null ? undefined : { ...pick(context), index: context.position },
    }),
  );
}
const pick = ({ id, title, scenario }: CaseContext) => ({ id, title, scenario });

test("the whole bank goes through Moodle and comes back to the character", { timeout: 120_000 }, () => {
  const drafts = bank();
  const { bytes: file, losses } = writeMoodleXml(drafts);
  expect(draftsOf(asMoodleKeeps(file))).toEqual(drafts);
  expect(new Set(losses.map(({ what }) => what))).toEqual(
    new Set([
      "Moodle's ordering has no entries that belong to no step: they stand in its general feedback alone",
      "Moodle gives part of the marks for part of the right answers; here all of them and no other are needed",
    ]),
  );
});

describe("after changes in Moodle", () => {
  const draft: QuestionDraft = settled({
    type: "multiple-choice",
    stem: "Q?",
    options: [
      { id: "one", text: "First *thing*", key: true, why: "Yes." },
      { id: "two", text: "Second thing", trap: "trap-two" },
      { id: "three", text: "Third thing", trap: "trap-three" },
    ],
  });
  const file = new TextDecoder().decode(writeMoodleXml([draft]).bytes);
  const answers = file.match(/ *<answer fraction.*?<\/answer>\n/gs) ?? [];
  const optionsOf = (text: string) =>
    draftsOf(bytes(text)).flatMap((back) =>
      back.type === "multiple-choice" ? back.options.map(({ id, text: words, trap }) => [id, words, trap]) : [],
    );

  test("answers that were moved keep their ids and traps", () => {
    expect(optionsOf(file.replace(answers.join(""), answers.toReversed().join("")))).toEqual([
      ["three", "Third thing", "trap-three"],
      ["two", "Second thing", "trap-two"],
      ["one", "First *thing*", undefined],
    ]);
  });

  test("an answer whose words were changed keeps them, too", () => {
    expect(optionsOf(file.replace("Second thing", "Another thing"))).toEqual([
      ["one", "First *thing*", undefined],
      ["two", "Another thing", "trap-two"],
      ["three", "Third thing", "trap-three"],
    ]);
  });

  test("an answer that was taken out takes its trap along, which is said", () => {
    const without = file.replace(answers[1] ?? "", "");
    expect(optionsOf(without)).toEqual([
      ["one", "First *thing*", undefined],
      ["three", "Third thing", "trap-three"],
    ]);
    expect(lossesOf(bytes(without))).toEqual([
      "the tag ids (two) names an option that is not there any more",
      "the tag trap:b=trap-two names an option that is not there any more",
    ]);
  });
});

test("a case, its title and its scenario stand in each of its questions", () => {
  const { bytes: file, losses } = writeMoodleXml([
    settled({
      type: "multiple-choice",
      id: "port-1",
      stem: "S",
      ask: "A?",
      inCase: { id: "port", title: "A port", scenario: "Ships and *tugs*", index: 1 },
      options: [{ text: "x", key: true }, { text: "y" }],
    }),
  ]);
  expect(losses).toEqual([]);
  expect(new TextDecoder().decode(file)).toContain(
    '<text><![CDATA[<div class="trapline-case-title"><p>A port</p></div>\n<div class="trapline-scenario">' +
      "<p>Ships and <em>tugs</em></p></div>\n<p>S</p>\n" +
      '<div class="trapline-ask"><p>A?</p></div>]]></text>',
  );
});
