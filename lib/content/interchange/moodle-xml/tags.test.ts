import fc from "fast-check";
import { expect, test } from "vitest";
import { troublesomeText } from "@/lib/content/interchange/testing/arbitrary-draft";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { entriesOf, listOf, listValue, manyEntries, manyValues, tagsOf } from "./tags";

const KEYS = new Set(["lesson", "exam", "exams", "facts"]);

test.each([
  { value: "3.1", tags: ["lesson:3.1"] },
  { value: "B4.2", tags: ["lesson:^b4.2"] },
  { value: "a b,<é>", tags: ["lesson:a^{20}b^{2c}^{3c}^{e9}^{3e}"] },
  { value: "x".repeat(43), tags: [`lesson:${"x".repeat(43)}`] },
  { value: "x".repeat(44), tags: [`lesson~1:${"x".repeat(41)}`, "lesson~2:xxx"] },
])("$value is the tags $tags", ({ value, tags }) => {
  expect(tagsOf([{ key: "lesson", value }])).toEqual(tags);
});

test("every value comes back from tags that were made small, cut at 50 characters and turned around", () => {
  fc.assert(
    fc.property(troublesomeText, (value) => {
      const tags = tagsOf([{ key: "facts", value }]);
      const kept = tags.map((tag) =>
        tag
          .toLowerCase()
          .replaceAll(/[\p{Cc}<>`]/gu, "")
          .replaceAll(/\s+/gu, " ")
          .slice(0, 50),
      );
      expect(kept).toEqual(tags);
      expect(entriesOf(kept.toReversed(), KEYS)).toEqual({ entries: [{ key: "facts", value }], foreign: [] });
    }),
    FIXED_RUNS,
  );
});

test("lists hold anything, whatever their order", () => {
  fc.assert(
    fc.property(fc.array(troublesomeText), (values) => {
      expect(listOf(listValue(values))).toEqual(values);
      const tags = tagsOf(manyEntries("exam", values)).toReversed();
      expect(manyValues(entriesOf(tags, KEYS).entries, "exam")).toEqual(values);
    }),
    FIXED_RUNS,
  );
});

test.each([
  { name: "of others", tags: ["week 3", "topic: bread"] },
  { name: "whose parts are not all there", tags: ["facts~1:a", "facts~3:c"] },
])("tags $name are left to whoever wrote them", ({ tags }) => {
  expect(entriesOf(tags, KEYS)).toEqual({ entries: [], foreign: tags });
});
