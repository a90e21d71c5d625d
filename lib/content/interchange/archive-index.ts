import { fail, ok, type Result } from "@/lib/core/shared/result";
import { LIMITS } from "./exchange";

// The directory of a zip archive, read from its bytes and believed only where central directory, local headers and
// the file's length agree (PKWARE APPNOTE 6.3.10). Nothing is unpacked here.

/** What the directory says of one file; `data` is the packed bytes. */
export type IndexedFile = {
  path: string;
  method: "stored" | "deflated";
  unpackedBytes: number;
  crc32: number;
  data: Uint8Array;
};

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;

const FLAG_ENCRYPTED = 1 | (1 << 6) | (1 << 13);
const FLAG_SIZES_FOLLOW = 1 << 3;

/** Longer names than this are an attack or an accident. */
const PATH_CHARS = 1_000;

/** Below this a file may be packed as well as it likes: a hundred equal bytes harm nobody. */
export const RATIO_FLOOR_BYTES = 64 * 1024;

class Refused extends Error {}

function refuse(message: string): never {
  throw new Refused(message);
}

const megabytes = (bytes: number): string => `${Math.round(bytes / (1024 * 1024))} MB`;

/** Why a path may not be in an archive, or null. Directories end with a slash. */
function pathFault(path: string): string | null {
  if (path === "" || path.length > PATH_CHARS) return "has an empty or very long name";
  if (/[\p{Cc}\\]/u.test(path)) return "has a backslash or a control character in its name";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return "has an absolute path";
  const steps = (path.endsWith("/") ? path.slice(0, -1) : path).split("/");
  if (steps.some((step) => step === "" || step === "." || step === "..")) return "has a path that leads elsewhere";
  return null;
}

/** The name as UTF-8, which every writer of today uses; names of old writers are read as Latin-1. */
function nameOf(raw: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    return new TextDecoder("windows-1252").decode(raw);
  }
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

/** Where the end record stands: the last one whose comment ends with the file. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - 0xffff);
  for (let at = view.byteLength - END_BYTES; at >= first; at -= 1) {
    if (view.getUint32(at, true) === END && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength)
      return at;
  }
  const begun = view.byteLength >= 4 && view.getUint32(0, true) === LOCAL;
  return refuse(begun ? "The zip archive is cut off or damaged. Make it again." : "The file is no zip archive.");
}

/** The packed bytes behind the local header, which has to say what the directory says. */
function packedData(
  bytes: Uint8Array,
  view: DataView,
  entry: {
    path: string;
    name: Uint8Array;
    at: number;
    packed: number;
    unpacked: number;
    method: number;
    limit: number;
  },
): { data: Uint8Array; end: number } {
  const { at, limit } = entry;
  const disagree = (): never =>
    refuse(`The zip archive is damaged: its directory and its file "${entry.path}" disagree. Make it again.`);
  if (at + LOCAL_BYTES > limit || view.getUint32(at, true) !== LOCAL) disagree();
  const flags = view.getUint16(at + 6, true);
  const nameBytes = view.getUint16(at + 26, true);
  const start = at + LOCAL_BYTES + nameBytes + view.getUint16(at + 28, true);
  const end = start + entry.packed;
  if (end > limit || flags & FLAG_ENCRYPTED || view.getUint16(at + 8, true) !== entry.method) disagree();
  if (!sameBytes(bytes.subarray(at + LOCAL_BYTES, at + LOCAL_BYTES + nameBytes), entry.name)) disagree();
  const packed = view.getUint32(at + 18, true);
  const unpacked = view.getUint32(at + 22, true);
  // Sizes that follow the data, or stand in a 64-bit field, are not in this header.
  const elsewhere = (flags & FLAG_SIZES_FOLLOW) !== 0 || (packed === 0xffffffff && unpacked === 0xffffffff);
  if (!elsewhere && (packed !== entry.packed || unpacked !== entry.unpacked)) disagree();
  return { data: bytes.subarray(start, end), end };
}

function readIndex(bytes: Uint8Array): IndexedFile[] {
  if (bytes.length > LIMITS.bytes)
    refuse(`The archive is larger than ${megabytes(LIMITS.bytes)}. Export fewer questions at a time.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  const start = view.getUint32(end + 16, true);
  if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
    refuse(
      "The archive is in the 64-bit zip format, which is for larger ones than are taken here. Pack it as an ordinary zip.",
    );
  }
  if (view.getUint16(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    refuse("The archive is one part of several. Pack it as one zip.");
  }
  if (count > LIMITS.entries) refuse(`The archive holds ${count} files; at most ${LIMITS.entries} are taken.`);
  // Anything before, between or behind the parts is how one archive pretends to be another.
  if (start + size !== end)
    refuse("The zip archive is damaged: its directory is not where it should be. Make it again.");

  const files: IndexedFile[] = [];
  const ranges: { from: number; to: number }[] = [];
  const seen = new Set<string>();
  let total = 0;
  let at = start;
  for (let place = 0; place < count; place += 1) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) {
      refuse("The zip archive is damaged: its directory cannot be read. Make it again.");
    }
    const nameBytes = view.getUint16(at + 28, true);
    const next = at + CENTRAL_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) refuse("The zip archive is damaged: its directory cannot be read. Make it again.");
    const name = bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes);
    const path = nameOf(name).normalize("NFC");
    const fault = pathFault(path);
    const shown = JSON.stringify(path.slice(0, 80));
    if (fault !== null) refuse(`A file of the archive, ${shown}, ${fault}. Such archives are refused as a whole.`);
    if (seen.has(path)) refuse(`The archive holds ${shown} twice.`);
    seen.add(path);
    if (view.getUint16(at + 8, true) & FLAG_ENCRYPTED)
      refuse(`${shown} in the archive is encrypted. Pack it without a password.`);
    // The upper half holds the Unix mode, whose first four bits are the file's type: regular, a directory or unknown.
    const type = view.getUint16(at + 40, true) >> 12;
    if (type !== 0 && type !== 4 && type !== 8) refuse(`${shown} in the archive is a link or a device, not a file.`);
    const method = view.getUint16(at + 10, true);
    if (method !== 0 && method !== 8)
      refuse(`${shown} in the archive is packed in a way other than "deflate". Pack it as an ordinary zip.`);
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    total += unpacked;
    if (total > LIMITS.unpackedBytes) refuse(`The archive unpacks to more than ${megabytes(LIMITS.unpackedBytes)}.`);
    if (method === 0 && packed !== unpacked)
      refuse(`The sizes that the archive gives for ${shown} contradict each other.`);
    if (unpacked > RATIO_FLOOR_BYTES && unpacked > packed * LIMITS.ratio) {
      refuse(
        `${shown} in the archive is packed more than ${LIMITS.ratio} times smaller than it is, as only attacks are.`,
      );
    }
    const local = view.getUint32(at + 42, true);
    const found = packedData(bytes, view, { path, name, at: local, packed, unpacked, method, limit: start });
    ranges.push({ from: local, to: found.end });
    if (!path.endsWith("/")) {
      files.push({
        path,
        method: method === 0 ? "stored" : "deflated",
        unpackedBytes: unpacked,
        crc32: view.getUint32(at + 16, true),
        data: found.data,
      });
    } else if (unpacked !== 0) refuse(`${shown} in the archive is a folder and has content.`);
    at = next;
  }
  if (at !== end) refuse("The zip archive is damaged: its directory is longer than it says. Make it again.");
  // Files that share bytes are how a small archive says the same megabyte a thousand times (Fifield, "A better zip bomb", 2019).
  ranges.sort((one, other) => one.from - other.from);
  if (ranges.some((range, place) => range.from < (ranges[place - 1]?.to ?? 0))) {
    refuse("Files of the archive overlap, as only in attacks.");
  }
  return files;
}

/** The files of an archive in the order of its directory, folders left out, or why it is refused as a whole. */
export function indexArchive(bytes: Uint8Array): Result<IndexedFile[], string> {
  try {
    return ok(readIndex(bytes));
  } catch (error) {
    if (error instanceof Refused) return fail(error.message);
    throw error;
  }
}
