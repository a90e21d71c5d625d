import { z } from "zod";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import type { Answer } from "./answer";
import { matchingResponseSchema } from "./kinds/matching/schema";
import { multipleChoiceResponseSchema } from "./kinds/multiple-choice/schema";
import { multipleResponseResponseSchema } from "./kinds/multiple-response/schema";
import { orderingResponseSchema } from "./kinds/ordering/schema";
import type { PublicQuestion } from "./public";

/** The shape of any response; which one a question takes follows its type. */
export const responseValueSchema = z.union([
  multipleChoiceResponseSchema,
  multipleResponseResponseSchema,
  matchingResponseSchema,
]);

const distinct = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;

/**
 * Checks that a value is a response to this question: right shape, known ids, none twice, not more than asked for.
 * Multiple-response values come back sorted, so that the same choice is the same value.
 */
export function parseResponse(question: PublicQuestion, value: unknown): Result<Answer, string> {
  if (value === null) return ok(null);
  const known = new Set(question.options.map((option) => option.id));
  switch (question.type) {
    case "multiple-choice": {
      const parsed = multipleChoiceResponseSchema.safeParse(value);
      return parsed.success && known.has(parsed.data) ? ok(parsed.data) : fail("not one of the options");
    }
    case "multiple-response": {
      const parsed = multipleResponseResponseSchema.safeParse(value);
      if (!parsed.success || !parsed.data.every((id) => known.has(id))) return fail("not a set of the options");
      if (!distinct(parsed.data)) return fail("an option is chosen twice");
      if (parsed.data.length > question.choose) return fail(`at most ${question.choose} may be chosen`);
      return ok(parsed.data.length === 0 ? null : [...parsed.data].sort());
    }
    case "ordering": {
      const parsed = orderingResponseSchema.safeParse(value);
      if (!parsed.success || !parsed.data.every((id) => known.has(id))) return fail("not a sequence of the items");
      if (!distinct(parsed.data)) return fail("an item stands in two places");
      if (parsed.data.length > question.pick) return fail(`at most ${question.pick} may be placed`);
      return ok(parsed.data.length === 0 ? null : parsed.data);
    }
    case "matching": {
      const parsed = matchingResponseSchema.safeParse(value);
      const prompts = new Set(question.prompts.map((prompt) => prompt.id));
      if (!parsed.success) return fail("not a matching of prompts and responses");
      const pairs = Object.entries(parsed.data);
      if (!pairs.every(([prompt, option]) => prompts.has(prompt) && known.has(option))) {
        return fail("an unknown prompt or response");
      }
      return ok(pairs.length === 0 ? null : Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1))));
    }
  }
}
