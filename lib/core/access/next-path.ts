/** A path of this site to go on to, or the fallback: never another site, whatever the address says. */
export function safeNextPath(next: string | string[] | undefined, fallback: string): string {
  if (typeof next !== "string" || !/^\/(?![/\\])/.test(next) || next.includes("\\")) return fallback;
  // Control characters are dropped by browsers and could turn "/\t/host" into "//host".
  if ([...next].some((character) => character.charCodeAt(0) < 32)) return fallback;
  // "/.//host" is "//host" once a browser has taken the dots out.
  const here = "http://here.invalid";
  return URL.canParse(next, here) && !new URL(next, here).pathname.startsWith("//") ? next : fallback;
}
