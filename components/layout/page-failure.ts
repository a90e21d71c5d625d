/** Why a page could not be shown, as far as its browser can tell. */
export type PageFailure = "offline" | "updated" | "busy" | "failed";

const textOf = (error: unknown, key: "name" | "message" | "digest"): string => {
  const value: unknown = typeof error === "object" && error !== null ? Reflect.get(error, key) : undefined;
  return typeof value === "string" ? value : "";
};

/** The digest under which the server logged the error, if it came from the server. */
export const digestOf = (error: unknown): string | null => textOf(error, "digest") || null;

/** Names and words by which browsers and bundlers say that a file of the build is not there. */
const GONE =
  /ChunkLoadError|loading (?:css )?chunk|failed to load chunk|dynamically imported module|module script failed/i;

/** What a form of a page sends to a server that has another build. */
const UNKNOWN_ACTION = /UnrecognizedActionError|failed to find server action/i;

/** Tells why, from what was thrown and whether there is a line. */
export function pageFailure(error: unknown, online: boolean): PageFailure {
  if (!online) return "offline";
  const told = `${textOf(error, "name")}: ${textOf(error, "message")}`;
  if (GONE.test(told) || UNKNOWN_ACTION.test(told)) return "updated";
  // As lib/data/database-errors.ts calls it.
  return digestOf(error) === "busy" ? "busy" : "failed";
}

type Timed = { startTime: number; serverTiming?: readonly { name: string; description: string }[] };

/** The id under which the server logged the last request of this page: it is sent along as a timing. */
export function lastRequestId(entries: readonly Timed[]): string | null {
  const newest = entries
    .flatMap(({ startTime, serverTiming = [] }) =>
      serverTiming.filter(({ name }) => name === "request").map(({ description }) => ({ startTime, description })),
    )
    .sort((a, b) => b.startTime - a.startTime)[0];
  return newest?.description || null;
}
