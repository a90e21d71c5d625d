const LONGEST = 300;
const READ = 2_000;
const ADDRESS = /[^\s<>"'`(),;:]+@[^\s<>"'`(),;]+/g;
const QUOTED = /"[^"]*"?|(?<![\p{L}\p{N}])'[^']*'?|“[^”]*”?|«[^»]*»?/gu;
const TICKED = /`([^`]*)`?/g;
const NAME = /^[\w.()[\] ]{1,60}$/;
const IPV4 = /(?<![\d.])(?!127\.)\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g;
const IPV6 = /(?<![\w:])(?=[0-9a-f:]*::|(?:[0-9a-f]+:){7})[0-9a-f:]{3,}(?:%\w+)?/gi;
const WEB = /\b(https?|postgres(?:ql)?|smtps?):\/\/[^\s]+/gi;
const VALUES = /=\s?\([^)]*\)/g;

/**
 * A text of somebody else's, such as a library's error, without what it may quote of people: addresses of mail and of
 * machines, links, and all that stands in quotes. Its words stay, so that an operator knows what happened.
 */
export function scrub(text: string): string {
  const clean = text
    .slice(0, READ)
    .replaceAll(WEB, (_, scheme: string) => `${scheme}://…`)
    .replaceAll(ADDRESS, "…@…")
    .replaceAll(QUOTED, '"…"')
    .replaceAll(TICKED, (whole, inside: string) => (NAME.test(inside) ? whole : "`…`"))
    .replaceAll(VALUES, "=(…)")
    .replaceAll(IPV6, "[address]")
    .replaceAll(IPV4, "[address]")
    .replaceAll(/\s+/g, " ")
    .trim();
  return clean.length > LONGEST ? `${clean.slice(0, LONGEST)}…` : clean;
}

/** What a log may say of an error. */
export type ErrorFields = {
  name: string;
  message: string;
  code?: string;
  /** Under which the framework told it to the browser. */
  digest?: string;
  stack?: string;
  cause?: ErrorFields;
};

const DEEPEST = 3;
const FRAMES = 12;

const textOf = (error: Error, key: "code" | "digest"): string | undefined => {
  const value: unknown = Object.getOwnPropertyDescriptor(error, key)?.value;
  return (typeof value === "string" || typeof value === "number") && /^[\w.-]{1,60}$/.test(String(value))
    ? String(value)
    : undefined;
};

/** Whether it is an error, also one of another realm of the same process, as frameworks have them. */
export const isError = (value: unknown): value is Error =>
  value instanceof Error ||
  (typeof value === "object" &&
    value !== null &&
    typeof Reflect.get(value, "name") === "string" &&
    typeof Reflect.get(value, "message") === "string");

/** A database client puts the call with all its values before what went wrong, which it says in its last line. */
function messageOf({ name, message }: Error): string {
  return name.startsWith("PrismaClient") ? (message.trimEnd().split("\n").at(-1) ?? "") : message;
}

/** Kind, place and scrubbed words of whatever was thrown, and of what caused it. */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!isError(error)) return { name: "not an error", message: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const [code, digest] = [textOf(error, "code"), textOf(error, "digest")];
  return {
    name: error.name,
    message: scrub(messageOf(error)),
    ...(code === undefined ? {} : { code }),
    ...(digest === undefined ? {} : { digest }),
    ...(frames.length === 0 ? {} : { stack: frames.slice(0, FRAMES).join("\n") }),
    ...(error.cause === undefined || depth === DEEPEST ? {} : { cause: errorFields(error.cause, depth + 1) }),
  };
}
