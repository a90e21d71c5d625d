/** Joins class strings and leaves out what is absent, so that conditions can stand inline. */
export function classNames(...parts: readonly (string | false | null | undefined)[]): string {
  return parts.filter((part) => typeof part === "string" && part !== "").join(" ");
}
