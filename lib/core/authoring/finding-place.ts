import type { Finding } from "./finding";

/** The id of the field that a path of a question leads to. */
export const fieldId = (question: number, path: readonly (string | number)[]): string =>
  ["field", question, ...path].join("-");

/** The ids of fields that a finding is about, the closest first: a group or the question where no field is. */
export function placesOf({ question, path }: Pick<Finding, "question" | "path">): string[] {
  // How many options are right is said by the options themselves.
  const at = path[0] === "choose" ? ["options"] : path;
  return Array.from({ length: at.length + 1 }, (_, left) => fieldId(question, at.slice(0, at.length - left)));
}

const isAt = (path: readonly string[], place: readonly (string | number)[]): boolean =>
  path.length === place.length && path.every((step, index) => step === String(place[index]));

/** What was found at exactly this place. */
export const findingsAt = (
  findings: readonly Finding[],
  question: number,
  place: readonly (string | number)[],
): Finding[] =>
  findings.filter(
    (finding) =>
      finding.question === question && isAt(finding.path[0] === "choose" ? ["options"] : finding.path, place),
  );
