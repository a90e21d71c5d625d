import fc from "fast-check";
import { expect, test } from "vitest";
import { slugSchema } from "@/lib/core/question/fields";
import { slugOf } from "./slug";

test.each([
  { text: "MLA-C01 3.1 Radiology", slug: "mla-c01-3.1-radiology" },
  { text: "..a--b.-c..", slug: "a-b.c" },
  { text: "Übung № 3", slug: "u-bung-no-3" },
  { text: "漢字", slug: "" },
])("$text becomes $slug", ({ text, slug }) => expect(slugOf(text)).toBe(slug));

test("whatever is left of a text is an id", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
      const slug = slugOf(text);
      expect(slug === "" || slugSchema.safeParse(slug).success).toBe(true);
    }),
  );
});
