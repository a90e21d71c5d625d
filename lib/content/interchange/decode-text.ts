import { fail, ok, type Result } from "@/lib/core/shared/result";
import { LIMITS } from "./exchange";

/** What files of other kinds begin with, by the name that an author knows them under. */
const SIGNATURES: readonly { bytes: readonly number[]; name: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: "a ZIP archive (as .xlsx, .docx and .apkg files are)" },
  { bytes: [0x50, 0x4b, 0x05, 0x06], name: "an empty ZIP archive" },
  { bytes: [0x1f, 0x8b], name: "a gzip archive" },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], name: "a zstd archive" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], name: "a 7-Zip archive" },
  { bytes: [0x52, 0x61, 0x72, 0x21], name: "a RAR archive" },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: "a PDF document" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: "an old Office document (.xls or .doc)" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: "a PNG image" },
  { bytes: [0xff, 0xd8, 0xff], name: "a JPEG image" },
  { bytes: [0x47, 0x49, 0x46, 0x38], name: "a GIF image" },
  { bytes: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], name: "an SQLite database" },
];

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, place) => bytes[place] === byte);

type Encoding = { label: "utf-8" | "utf-16le" | "utf-16be"; skip: number };

/** The encoding that the byte order mark names, UTF-8 without one; null for UTF-32, which nobody reads. */
function encodingOf(bytes: Uint8Array): Encoding | null {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { label: "utf-8", skip: 3 };
  if (startsWith(bytes, [0xff, 0xfe, 0x00, 0x00]) || startsWith(bytes, [0x00, 0x00, 0xfe, 0xff])) return null;
  if (startsWith(bytes, [0xff, 0xfe])) return { label: "utf-16le", skip: 2 };
  if (startsWith(bytes, [0xfe, 0xff])) return { label: "utf-16be", skip: 2 };
  return { label: "utf-8", skip: 0 };
}

/** The number (from 1) of the first line that is no UTF-8. No character of it holds the byte of a line's end. */
function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(10, start);
    const end = found === -1 ? bytes.length : found;
    try {
      decoder.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}

const megabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;
const kilobytes = (bytes: number): string => `${Math.floor(bytes / 1024)} KB`;

/** UTF-8 bytes of a text, without making them. A lone surrogate counts as the replacement that it is written as. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let place = 0; place < text.length; place += 1) {
    const unit = text.charCodeAt(place);
    if (unit < 0x80) continue;
    if (unit < 0x800) length += 1;
    else if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(place + 1) & 0xfc00) === 0xdc00) {
      length += 2;
      place += 1;
    } else length += 2;
  }
  return length;
}

/** The number (from 1) of the first line longer than the bound, or null. A line is cheap to pass when it is short. */
function lineOver(text: string, bound: number): number | null {
  let line = 1;
  for (let start = 0; start <= text.length; line += 1) {
    const found = text.indexOf("\n", start);
    const end = found === -1 ? text.length : found;
    if (end - start > bound) return line;
    if ((end - start) * 3 > bound && utf8Length(text.slice(start, end)) > bound) return line;
    start = end + 1;
  }
  return null;
}

/**
 * A text file's bytes as text: without its byte order mark, every line ended by a single "\n" (CRLF and CR are read as
 * that). UTF-8 is expected; UTF-16 is read when a byte order mark says so. Refused, with one sentence for an author:
 * files over `LIMITS.bytes`, empty ones, archives, images and other binary files, other encodings, and lines over
 * `lineBytes` (UTF-8 bytes; `LIMITS.fieldBytes` unless told; null for formats that come as one line, such as JSON and
 * XML). Linear in the file's size. Never throws.
 */
export function decodeText(
  bytes: Uint8Array,
  { lineBytes = LIMITS.fieldBytes }: { lineBytes?: number | null } = {},
): Result<string, string> {
  if (bytes.length > LIMITS.bytes) {
    return fail(`The file is larger than ${megabytes(LIMITS.bytes)}. Split it into smaller files.`);
  }
  const signature = SIGNATURES.find(({ bytes: start }) => startsWith(bytes, start));
  if (signature !== undefined) {
    return fail(`The file is ${signature.name}, not a text file. Export the questions as text and try again.`);
  }
  const encoding = encodingOf(bytes);
  if (encoding === null) return fail("The file is encoded as UTF-32. Save it as UTF-8 and try again.");
  const body = bytes.subarray(encoding.skip);
  if (encoding.label !== "utf-8" && body.length % 2 === 1) {
    return fail("The file says that it is UTF-16 but ends in half a character. Save it as UTF-8 and try again.");
  }
  let text: string;
  try {
    text = new TextDecoder(encoding.label, { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    if (encoding.label !== "utf-8") {
      return fail("The file says that it is UTF-16 but is not. Save it as UTF-8 and try again.");
    }
    if (body.includes(0)) return fail("The file is binary, not text. Export the questions as text and try again.");
    return fail(
      `Line ${firstBadLine(body)} holds bytes that are not UTF-8. Save the file as UTF-8 (in Excel: "CSV UTF-8") and try again.`,
    );
  }
  if (text.includes("\0")) {
    return fail("The file is binary, or UTF-16 without a byte order mark. Save it as UTF-8 text and try again.");
  }
  const lines = text.includes("\r") ? text.replaceAll("\r\n", "\n").replaceAll("\r", "\n") : text;
  if (lines.trim() === "") return fail("The file is empty.");
  const over = lineBytes === null ? null : lineOver(lines, lineBytes);
  if (over !== null) {
    return fail(
      `Line ${over} is longer than ${kilobytes(lineBytes ?? 0)}. No question has such a line; is it another kind of file?`,
    );
  }
  return ok(lines);
}

const BOM = "\uFEFF";

/** Text as UTF-8 bytes; with a byte order mark where the program that opens it (Excel) takes the file for ANSI without. */
export const encodeText = (text: string, { bom = false }: { bom?: boolean } = {}): Uint8Array =>
  new TextEncoder().encode(bom ? BOM + text : text);

/** What no text file can hold: NUL, by which files are taken for binary, and halves of surrogate pairs. */
const UNWRITABLE = /\0|\p{Surrogate}/gu;

/** A text as a text file can hold it, each character that it cannot replaced by U+FFFD. */
export const writableText = (text: string): string => text.replace(UNWRITABLE, "\uFFFD");
