import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryDraft, withoutEmpty } from "@/lib/content/interchange/testing/arbitrary-draft";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { readQti } from "./read-package";
import { writeQti } from "./write-package";

test("every draft comes back from a package of QTI 3.0 to the character", () => {
  fc.assert(
    fc.property(fc.array(arbitraryDraft, { minLength: 1, maxLength: 2 }), (drafts) => {
      const read = readQti(writeQti(drafts).bytes);
      expect(read.problems).toEqual([]);
      expect(read.drafts.map(({ draft }) => withoutEmpty(draft))).toEqual(drafts.map(withoutEmpty));
    }),
    FIXED_RUNS,
  );
});
