import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryDraft, settled } from "@/lib/content/interchange/testing/arbitrary-draft";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { readQti } from "./read-package";
import { writeQti } from "./write/write-package";

test("every draft comes back from a package of QTI 3.0 to the character", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(arbitraryDraft, (draft) => {
      const read = readQti(writeQti([draft]).bytes);
      expect(read.problems).toEqual([]);
      expect(read.drafts.map((one) => settled(one.draft))).toEqual([draft]);
    }),
    FIXED_RUNS,
  );
});
