import fc from "fast-check";
import { expect, test } from "vitest";
import { FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { looksLikeArchive, readArchive, writeArchive } from "./archive";
import { LIMITS } from "./exchange";
import { type HandEntry, zipByHand } from "./testing/zip-by-hand";

const MEGABYTE = 1024 * 1024;
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const fine: HandEntry = { name: "a.xml", content: "<a/>" };

/** Three megabytes that pack to a thirtieth, within the bound for a single file. */
const halfFull = new Uint8Array(3 * MEGABYTE);
for (let at = 0, state = 1; at < MEGABYTE / 10; at += 1) {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  halfFull[at] = state >>> 24;
}

/** The sentence of refusal, or null. */
const refusalOf = (bytes: Uint8Array): string | null => {
  const read = readArchive(bytes);
  return read.ok ? null : read.error;
};

test("what is written comes back, in its order", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-zé漢]{1,12}$/), content: fc.uint8Array() }), {
        selector: ({ name }) => name.normalize("NFC"),
      }),
      (files) => {
        const archive = readArchive(
          writeArchive(files.map(({ name, content }) => ({ path: `items/${name}.xml`, content }))),
        );
        if (!archive.ok) throw new Error(archive.error);
        expect([...archive.value.files.keys()]).toEqual(files.map(({ name }) => `items/${name}.xml`.normalize("NFC")));
        expect([...archive.value.files.values()].map((bytes) => [...bytes])).toEqual(
          files.map(({ content }) => [...content]),
        );
      },
    ),
    FIXED_RUNS,
  );
});

test("the same files make the same bytes, and their time is fixed", () => {
  const files = [{ path: "one.xml", content: "<one/>" }];
  const bytes = writeArchive(files);
  expect(writeArchive(files)).toEqual(bytes);
  // 1 January 1980, midnight, as MS-DOS writes it.
  expect([...bytes.subarray(10, 14)]).toEqual([0, 0, 0x21, 0]);
});

test("what is written is never refused for being packed too well", () => {
  const content = "a".repeat(2 * MEGABYTE);
  const read = readArchive(writeArchive([{ path: "a.xml", content }]));
  expect(read.ok && text(read.value.files.get("a.xml")) === content).toBe(true);
});

test.each<{ name: string; bytes: Uint8Array }>([
  { name: "stored", bytes: zipByHand([fine]) },
  { name: "deflated", bytes: zipByHand([{ ...fine, deflate: true }]) },
  { name: "with a comment", bytes: zipByHand([fine], { comment: "made by a tool" }) },
  { name: "with a folder", bytes: zipByHand([{ name: "items/", mode: 0o040755 }, fine]) },
  { name: "with sizes behind the data", bytes: zipByHand([{ ...fine, deflate: true, flags: 8, localSize: 0 }]) },
  { name: "by a system without modes", bytes: zipByHand([{ ...fine, mode: 0 }]) },
  { name: "with what a Mac adds", bytes: zipByHand([fine, { name: "__MACOSX/._a.xml" }, { name: "x/.DS_Store" }]) },
])("an archive $name is read", ({ bytes }) => {
  const read = readArchive(bytes);
  if (!read.ok) throw new Error(read.error);
  expect([...read.value.files].map(([path, content]) => [path, text(content)])).toEqual([["a.xml", "<a/>"]]);
  expect(looksLikeArchive(bytes)).toBe(true);
});

test("what is not wanted stays packed and is named; archives inside are files like others", () => {
  const inner = zipByHand([fine]);
  const read = readArchive(zipByHand([fine, { name: "in.zip", content: inner }]), (path) => path.endsWith(".xml"));
  expect(read.ok && [[...read.value.files.keys()], read.value.left]).toEqual([["a.xml"], ["in.zip"]]);
});

test("a name that is no UTF-8 is read as Latin-1", () => {
  const read = readArchive(zipByHand([{ ...fine, name: Uint8Array.of(0xe9, 0x2e, 0x78) }]));
  expect(read.ok && [...read.value.files.keys()]).toEqual(["é.x"]);
});

test.each<{ name: string; entry: Partial<HandEntry>; says: RegExp }>([
  { name: "a path upwards", entry: { name: "../a.xml" }, says: /leads elsewhere/ },
  { name: "a path upwards inside", entry: { name: "a/../../b" }, says: /leads elsewhere/ },
  { name: "a dot", entry: { name: "./a.xml" }, says: /leads elsewhere/ },
  { name: "an empty step", entry: { name: "a//b" }, says: /leads elsewhere/ },
  { name: "an absolute path", entry: { name: "/etc/passwd" }, says: /absolute/ },
  { name: "a drive", entry: { name: "C:/a.xml" }, says: /absolute/ },
  { name: "a backslash", entry: { name: "..\\a.xml" }, says: /backslash/ },
  { name: "a zero", entry: { name: "a.xml\0.png" }, says: /control character/ },
  { name: "no name", entry: { name: "" }, says: /empty/ },
  { name: "a very long name", entry: { name: "a".repeat(2_000) }, says: /very long/ },
  { name: "a symbolic link", entry: { mode: 0o120777, content: "/etc/passwd" }, says: /link or a device/ },
  { name: "a device", entry: { mode: 0o020666 }, says: /link or a device/ },
  { name: "encryption", entry: { flags: 1 }, says: /password/ },
  { name: "a hidden directory", entry: { flags: 1 << 13 }, says: /password/ },
  { name: "an unknown method", entry: { method: 14 }, says: /ordinary zip/ },
  { name: "a size that is too small", entry: { deflate: true, size: 2 }, says: /not unpack/ },
  { name: "a size that is too large", entry: { deflate: true, size: 90 }, says: /not unpack/ },
  { name: "a stored size that is wrong", entry: { size: 2 }, says: /contradict/ },
  { name: "another size in the local header", entry: { localSize: 3 }, says: /disagree/ },
  { name: "another name in the local header", entry: { localName: "b.xml" }, says: /disagree/ },
  { name: "a wrong checksum", entry: { crc: 7 }, says: /not unpack/ },
  { name: "data beyond the end", entry: { deflate: true, packed: 5_000 }, says: /disagree/ },
  { name: "a folder with content", entry: { name: "a/" }, says: /folder/ },
  { name: "64-bit sizes", entry: { deflate: true, size: 0xffffffff, packed: 0xffffffff }, says: /unpacks to more/ },
])("a file with $name is refused", ({ entry, says }) => {
  expect(refusalOf(zipByHand([{ name: "first.xml" }, { ...fine, ...entry }]))).toMatch(says);
});

test.each<{ name: string; bytes: () => Uint8Array; says: RegExp }>([
  { name: "nothing", bytes: () => new Uint8Array(), says: /no zip/ },
  {
    name: "a text",
    bytes: () => new TextEncoder().encode("no archive at all, but long enough for one"),
    says: /no zip/,
  },
  { name: "a cut archive", bytes: () => zipByHand([fine]).subarray(0, -10), says: /cut off/ },
  {
    name: "something before it",
    bytes: () => zipByHand([fine], { before: new Uint8Array(9), start: 43 }),
    says: /not where/,
  },
  { name: "a directory elsewhere", bytes: () => zipByHand([fine], { start: 3 }), says: /not where/ },
  { name: "more entries than it has", bytes: () => zipByHand([fine], { count: 2 }), says: /cannot be read/ },
  { name: "fewer entries than it has", bytes: () => zipByHand([fine, { name: "b" }], { count: 1 }), says: /longer/ },
  { name: "a part of several", bytes: () => zipByHand([fine], { disk: 1 }), says: /several/ },
  { name: "the 64-bit format", bytes: () => zipByHand([fine], { count: 0xffff }), says: /64-bit/ },
  { name: "duplicates", bytes: () => zipByHand([fine, fine]), says: /twice/ },
  {
    name: "duplicates in two spellings",
    bytes: () => zipByHand([{ name: "é" }, { name: "e\u0301" }]),
    says: /twice/,
  },
  {
    name: "more files than the bound",
    bytes: () => zipByHand(Array.from({ length: LIMITS.entries + 1 }, (_, place) => ({ name: `${place}` }))),
    says: new RegExp(`at most ${LIMITS.entries}`),
  },
  { name: "more bytes than the bound", bytes: () => new Uint8Array(LIMITS.bytes + 1), says: /larger than 20 MB/ },
  {
    name: "a bomb that says so",
    bytes: () => zipByHand([{ name: "a", deflate: true, content: new Uint8Array(2 * MEGABYTE) }]),
    says: /attacks/,
  },
  {
    name: "a bomb that says less",
    bytes: () => zipByHand([{ name: "a", deflate: true, content: new Uint8Array(30 * MEGABYTE), size: 50_000 }]),
    says: /not unpack/,
  },
  {
    name: "many files that are too much together",
    bytes: () =>
      zipByHand(Array.from({ length: 21 }, (_, place) => ({ name: `${place}`, deflate: true, content: halfFull }))),
    says: /60 MB/,
  },
])("an archive that is or has $name is refused", ({ bytes, says }) => {
  expect(refusalOf(bytes())).toMatch(says);
});

test("a second name that points into the first file is refused", () => {
  const inner = zipByHand([{ name: "b", content: "<b/>" }]).subarray(0, 35);
  const bytes = zipByHand([
    { name: "a", content: inner },
    { name: "b", content: "<b/>" },
  ]);
  const view = new DataView(bytes.buffer);
  const secondEntry = view.getUint32(bytes.length - 6, true) + 47;
  view.setUint32(secondEntry + 42, 31, true);
  expect(refusalOf(bytes)).toMatch(/overlap/);
});

test("5,000 damaged archives: a sentence or the files, never an exception", () => {
  const whole = writeArchive([
    { path: "imsmanifest.xml", content: "<manifest>".repeat(40) },
    { path: "items/q1.xml", content: "<item>text</item>" },
  ]);
  fc.assert(
    fc.property(
      fc.nat({ max: whole.length - 1 }),
      fc.integer({ min: 0, max: 255 }),
      fc.constantFrom("flip", "cut", "double", "drop"),
      (at, value, how) => {
        let bytes = whole.slice();
        if (how === "flip") bytes[at] = value;
        else if (how === "cut") bytes = bytes.subarray(0, at);
        else {
          const length = how === "double" ? 1 + (value % 32) : -(1 + (value % 32));
          const grown = new Uint8Array(Math.max(0, bytes.length + length));
          grown.set(bytes.subarray(0, Math.min(at, grown.length)));
          const rest = bytes.subarray(
            how === "double" ? Math.max(0, at - length) : Math.min(bytes.length, at - length),
          );
          grown.set(rest.subarray(0, Math.max(0, grown.length - at)), Math.min(at, grown.length));
          bytes = grown;
        }
        const read = readArchive(bytes);
        if (!read.ok) expect(read.error).toMatch(/\.$/);
      },
    ),
    { ...FIXED_RUNS, numRuns: 5_000 },
  );
});
