import type { Digest } from "./notice";

/** A digest in sentences, without what is next. */
export function digestWords({ answered, cured, relapsed, due }: Digest): string[] {
  return [
    ...(answered === null || answered === 0
      ? []
      : [`You answered ${answered} ${answered === 1 ? "question" : "questions"}.`]),
    ...(cured.length === 0 ? [] : [`Cured: ${cured.join(", ")}.`]),
    ...(relapsed.length === 0 ? [] : [`Caught you again: ${relapsed.join(", ")}.`]),
    ...(due === 0 ? [] : [`${due} ${due === 1 ? "check is" : "checks are"} due.`]),
  ];
}
