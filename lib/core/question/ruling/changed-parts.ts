import type { ResponseValue } from "@/lib/core/question/answer";
import type { Question } from "@/lib/core/question/schema";
import { rekeyed } from "./rekeyed";

/** A part that a new key brings to the other side, or to another place: what is written of it does not hold any more. */
export type ChangedPart = {
  id: string;
  text: string;
  why: string;
  becomes: "right" | "wrong" | "elsewhere";
};

/** The parts of a question about which a new key needs new words, in the order of the question. */
export function changedParts(question: Question, key: ResponseValue): ChangedPart[] {
  switch (question.type) {
    case "multiple-choice":
    case "multiple-response": {
      const now = rekeyed(question, key).options;
      return question.options.flatMap(({ id, text, why, ...was }, index): ChangedPart[] => {
        const isKey = now[index]?.key === true;
        return (was.key === true) === isKey ? [] : [{ id, text, why, becomes: isKey ? "right" : "wrong" }];
      });
    }
    case "ordering": {
      const now = rekeyed(question, key).items;
      return question.items.flatMap(({ id, text, why }, index): ChangedPart[] =>
        now[index]?.id === id ? [] : [{ id, text, why, becomes: "elsewhere" }],
      );
    }
    case "matching": {
      const now = rekeyed(question, key).prompts;
      return question.prompts.flatMap(({ id, text, why, answer }, index): ChangedPart[] =>
        now[index]?.answer === answer ? [] : [{ id, text, why, becomes: "elsewhere" }],
      );
    }
  }
}
