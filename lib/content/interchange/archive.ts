import { crc32, inflateRawSync } from "node:zlib";
import { type Zippable, zipSync } from "fflate";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type IndexedFile, indexArchive, RATIO_FLOOR_BYTES } from "./archive-index";
import { LIMITS } from "./exchange";

// Zip archives in memory: nothing is ever written to a disk, and an archive inside an archive stays packed.

/** `files` by path; `left` are the paths of those that were not asked for and so were not unpacked. */
export type Archive = { files: ReadonlyMap<string, Uint8Array>; left: readonly string[] };

/** What the machines of packers add of their own. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

/** Whether the bytes begin like a zip archive. */
export const looksLikeArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05);

/**
 * The bytes of one file. The runtime's zlib is used and not fflate's inflate: that one takes 0.3 ms for a block of 22
 * bytes with long codes, minutes for an archive of permitted size made of such blocks, where zlib takes two seconds.
 */
function unpack(file: IndexedFile): Uint8Array | null {
  let bytes = file.data;
  if (file.method === "deflated") {
    try {
      // One byte more than was declared is enough to see the lie; unpacking stops there.
      bytes = inflateRawSync(file.data, { maxOutputLength: file.unpackedBytes + 1 });
    } catch {
      return null;
    }
  }
  return bytes.length === file.unpackedBytes && crc32(bytes) === file.crc32 ? bytes : null;
}

/**
 * Reads a zip archive. Refused as a whole, in one sentence for whoever brings it: what is no zip, damaged, encrypted,
 * in parts or beyond `LIMITS`, and whatever has paths that lead out, links, duplicates, overlapping or inflated files.
 * Only the files for which `wanted` is true are unpacked. Never throws.
 */
export function readArchive(
  bytes: Uint8Array,
  wanted: (path: string) => boolean = () => true,
): Result<Archive, string> {
  const index = indexArchive(bytes);
  if (!index.ok) return index;
  const files = new Map<string, Uint8Array>();
  const left: string[] = [];
  for (const file of index.value) {
    if (LITTER.test(file.path)) continue;
    if (!wanted(file.path)) {
      left.push(file.path);
      continue;
    }
    const unpacked = unpack(file);
    if (unpacked === null) {
      return fail(
        `The zip archive is damaged: "${file.path.slice(0, 80)}" does not unpack to what it should be. Make it again.`,
      );
    }
    files.set(file.path, unpacked);
  }
  return ok({ files, left });
}

const encoder = new TextEncoder();

/** Half the bound on reading, so that nothing that is written here can be refused there. */
const packsTooWell = (bytes: Uint8Array): boolean => {
  if (bytes.length <= RATIO_FLOOR_BYTES) return false;
  const packed = zipSync({ x: bytes }).length;
  return bytes.length > (packed * LIMITS.ratio) / 2;
};

/**
 * Writes a zip archive with the files in the order given. The same files make the same bytes on every machine and in
 * every time zone: the day in it is always the first that zip knows.
 */
export function writeArchive(files: readonly { path: string; content: string | Uint8Array }[]): Uint8Array {
  const mtime = new Date(1980, 0, 1);
  const zippable: Zippable = {};
  for (const { path, content } of files) {
    const bytes = typeof content === "string" ? encoder.encode(content) : content;
    zippable[path] = [bytes, { level: packsTooWell(bytes) ? 0 : 6 }];
  }
  return zipSync(zippable, { mtime });
}
