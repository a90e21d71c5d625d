import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import sharp from "sharp";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stringify } from "yaml";
import { makePicture } from "./pictures/make-picture";
import { placeKey, readPack, readPacks } from "./read-pack";
import {
  SAMPLE_CHAPTER,
  SAMPLE_FACTS,
  SAMPLE_FRONT,
  SAMPLE_INFO,
  SAMPLE_SECTION,
  SAMPLE_SVG,
  SAMPLE_TRAPS,
  sampleQuestion,
} from "./testing/sample-pack";

const CASE = {
  id: "tea-1.1-two-cups",
  type: "case",
  title: "Two cups",
  scenario: "A guest compares two cups.",
  questions: [sampleQuestion("tea-1.1-first-cup"), sampleQuestion("tea-1.1-second-cup", 2)],
};

const FILES = new Map([
  ["exam.yaml", stringify(SAMPLE_INFO)],
  ["facts.yaml", stringify(SAMPLE_FACTS)],
  ["leaf/chapter.yaml", stringify(SAMPLE_CHAPTER)],
  ["leaf/traps.yaml", stringify(SAMPLE_TRAPS)],
  ["leaf/lessons/1.1.md", `---\n${stringify(SAMPLE_FRONT)}---\n\n## How hot {#how-hot}\n\n${SAMPLE_SECTION}\n`],
  ["leaf/lessons/diagrams/heat.svg", SAMPLE_SVG],
  ["leaf/1.1/tea-1.1-bitter-cup.yaml", stringify(sampleQuestion())],
  ["leaf/1.1/tea-1.1-two-cups.yaml", stringify(CASE)],
]);

let root = "";
const write = (name: string, text: string | Uint8Array): void => {
  const file = path.join(root, "tea", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};
const read = () => readPack(path.join(root, "tea"));
const faults = async (): Promise<string[]> => {
  const result = await read();
  return result.ok ? [] : result.error.map(({ file, line, rule, message }) => `${file}:${line} ${rule}: ${message}`);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "packs-"));
  for (const [name, text] of FILES) write(name, text);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test("a pack is read with all its parts and their places", async () => {
  const result = await read();
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const pack = result.value;
  expect(pack.info.id).toBe("tea");
  expect([pack.chapters, pack.lessons, pack.traps, pack.facts].map((list) => list.map(({ id }) => id))).toEqual([
    ["leaf"],
    ["1.1"],
    ["hotter-is-better", "boiling-for-green"],
    ["A.1", "A.2"],
  ]);
  expect(pack.figures).toEqual([{ source: "diagrams/heat.svg", svg: SAMPLE_SVG }]);
  expect(
    pack.questions.map(({ question, context, file }) => [question.id, context?.position, context?.of, file]),
  ).toEqual([
    ["tea-1.1-bitter-cup", undefined, undefined, "tea/leaf/1.1/tea-1.1-bitter-cup.yaml"],
    ["tea-1.1-first-cup", 0, 2, "tea/leaf/1.1/tea-1.1-two-cups.yaml"],
    ["tea-1.1-second-cup", 1, 2, "tea/leaf/1.1/tea-1.1-two-cups.yaml"],
  ]);
  const place = pack.places.get(placeKey("question", "tea-1.1-second-cup"));
  const text = readFileSync(path.join(root, place?.file ?? ""), "utf8").split("\n");
  expect(text[(place?.lineOf(["id"]) ?? 0) - 1]).toContain("tea-1.1-second-cup");
});

const FAMILY_CODE = `
import { defineFamily } from "@/lib/core/question/family/family";
import { variant } from "@/lib/core/question/family/problem";

const WORDS = "A tea house keeps its water warm for guests who come and go between nine and noon on a rainy day. ".repeat(3);
const steep = variant({
  numbers: (rng) => ({ cups: 4 + Math.floor(rng() * 40) }),
  given: ({ cups }) => [String(cups)],
  solve: ({ cups }) => ({
    scale: "amount",
    show: (value) => \`\${value} minutes\`,
    key: { value: cups * 2, why: "Two minutes each." },
    wrong: [1, 4, 8].map((each) => ({ value: cups * each, trap: "boiling-for-green", why: "Not two minutes each." })),
  }),
  stories: [({ cups }) => ({ stem: \`\${WORDS} \${cups} cups are steeped for two minutes each.\`, ask: "How long in all?" })],
});

export const family = defineFamily(
  {
    id: "NAME",
    lesson: "1.1",
    exams: ["tea-1"],
    difficulty: 2,
    facts: ["A.1"],
    verifiedOn: "2026-11-01",
    traps: ["boiling-for-green", "hotter-is-better", "plain-error"],
    storedDraws: 3,
  },
  { steep, again: steep },
);
`;
const familyFile = (name: string, edit = (code: string): string => code): void =>
  write(`leaf/families/${name}.ts`, edit(FAMILY_CODE.replace("NAME", name)));

test("a family's stored draws are read as questions, its variants in turn, always the same", async () => {
  familyFile("tea-steeping");
  write("leaf/families/tea-steeping.test.ts", "throw new Error('a test is no family');");
  const [first, second] = [await read(), await read()];
  if (!first.ok || !second.ok) throw new Error(JSON.stringify(await faults()));
  const drawn = first.value.questions.filter(({ draw }) => draw !== null);
  expect(drawn.map(({ question, draw, context, file }) => [question.id, draw, context, file])).toEqual(
    ["steep/01", "again/02", "steep/03"].map((seed, index) => [
      `tea-steeping-0${index + 1}`,
      { family: "tea-steeping", seed },
      null,
      "tea/leaf/families/tea-steeping.ts",
    ]),
  );
  expect(new Set(drawn.map(({ question }) => question.stem)).size).toBe(3);
  expect(second.value.hash).toBe(first.value.hash);
  expect(first.value.places.get(placeKey("question", "tea-steeping-01"))?.file).toBe(
    "tea/leaf/families/tea-steeping.ts",
  );
});

test.each<{ name: string; edit: (code: string) => string; fault: RegExp }>([
  { name: "tea-broken", edit: (code) => `${code}\n}`, fault: /the file cannot be run: / },
  { name: "tea-throwing", edit: (code) => `${code}\nthrow new Error("no tea");`, fault: /cannot be run: no tea$/ },
  { name: "tea-nothing", edit: () => "export const other = 1;", fault: /families: family: / },
  { name: "tea-unknown-key", edit: (code) => code.replace("storedDraws", "stored: 1, storedDraws"), fault: /stored/ },
  {
    name: "tea-other-name",
    edit: (code) => code.replace('id: "tea-other-name"', 'id: "tea-elsewhere"'),
    fault: /the file is not named tea-elsewhere\.ts$/,
  },
  {
    name: "tea-throws-in-draw",
    edit: (code) => code.replace("given: ({ cups }) => [String(cups)]", 'given: () => ["77,777"]'),
    fault: /draw steep\/01: the stem keeps back 77,777/,
  },
  {
    name: "tea-impossible",
    edit: (code) => code.replace("[1, 4, 8]", "[2, 2, 2]"),
    fault: /draw steep\/01: tea-impossible\/steep: no draw holds within/,
  },
  {
    name: "tea-unnamed-trap",
    edit: (code) => code.replace('traps: ["boiling-for-green", ', 'traps: ["other-trap", '),
    fault: /draw steep\/01: offers boiling-for-green, which the family does not name$/,
  },
  {
    name: "tea-no-question",
    edit: (code) => code.replace('ask: "How long in all?"', 'ask: ""'),
    fault: /draw steep\/01: ask: /,
  },
])("a family is a content problem, not a crash: $name", async ({ name, edit, fault }) => {
  familyFile(name, edit);
  const told = await faults();
  expect(told.length).toBeGreaterThan(0);
  for (const words of told) expect(words.startsWith(`tea/leaf/families/${name}.ts:1 families: `)).toBe(true);
  expect(told[0]).toMatch(fault);
});

test("the hash of the pack is over all of it, and over nothing else", async () => {
  const hash = async (): Promise<string> => {
    const result = await read();
    return result.ok ? result.value.hash : "none";
  };
  const before = await hash();
  const question = sampleQuestion();
  write(
    "leaf/1.1/tea-1.1-bitter-cup.yaml",
    `# a comment\n${stringify(Object.fromEntries(Object.entries(question).reverse()))}`,
  );
  expect(await hash()).toBe(before);
  const seen = new Set([before]);
  write("leaf/1.1/tea-1.1-bitter-cup.yaml", stringify({ ...question, verifiedOn: "2026-11-05" }));
  seen.add(await hash());
  write("leaf/lessons/diagrams/heat.svg", `${SAMPLE_SVG}\n`);
  seen.add(await hash());
  write("facts.yaml", stringify(SAMPLE_FACTS.slice(0, 1)));
  seen.add(await hash());
  expect(seen.size).toBe(4);
});

test.each([
  { name: "exam.yaml", expected: "tea/exam.yaml:1 files: the file is missing" },
  { name: "facts.yaml", expected: "tea/facts.yaml:1 files: the file is missing" },
  { name: "leaf/chapter.yaml", expected: "tea/leaf/chapter.yaml:1 files: the file is missing" },
])("$name must be there", async ({ name, expected }) => {
  rmSync(path.join(root, "tea", name));
  expect(await faults()).toEqual([expected]);
});

test("a chapter that is no folder of the pack is an error", async () => {
  const chapters = ["leaf", "root", "../tea/leaf"];
  write("exam.yaml", stringify({ ...SAMPLE_INFO, chapters }));
  expect(await faults()).toEqual([
    expect.stringMatching(/exam\.yaml:\d+ files: there is no chapter folder root$/),
    expect.stringMatching(/exam\.yaml:\d+ files: there is no chapter folder \.\.\/tea\/leaf$/),
  ]);
});

test("every fault of every file is told at once", async () => {
  write("leaf/traps.yaml", "- id: 7\n");
  write("leaf/1.1/a.yaml", "type: riddle\n");
  write("leaf/1.1/b.yaml", "id: [\n");
  write("leaf/1.1/c.yaml", Buffer.concat([Buffer.from(`${stringify(sampleQuestion("c"))}# `), Buffer.from([0xff])]));
  write("leaf/lessons/1.2.md", "# No front matter\n");
  const files = new Set((await faults()).map((fault) => fault.split(":")[0]));
  expect([...files].sort()).toEqual([
    "tea/leaf/1.1/a.yaml",
    "tea/leaf/1.1/b.yaml",
    "tea/leaf/1.1/c.yaml",
    "tea/leaf/lessons/1.2.md",
    "tea/leaf/traps.yaml",
  ]);
  expect(await faults()).toContain("tea/leaf/1.1/a.yaml:1 schema: type: there is no such type");
});

test("readPacks finds every folder with an exam.yaml", async () => {
  mkdirSync(path.join(root, "drafts"));
  const packs = await readPacks(root);
  expect(packs.ok && packs.value.map(({ info }) => info.id)).toEqual(["tea"]);
  mkdirSync(path.join(root, "coffee"));
  writeFileSync(path.join(root, "coffee", "exam.yaml"), "id: coffee\n");
  expect((await readPacks(root)).ok).toBe(false);
  expect(await readPacks(path.join(root, "nowhere"))).toEqual({
    ok: false,
    error: [expect.objectContaining({ rule: "files", severity: "error" })],
  });
});

test("an id that two packs have is a fault: addresses go by ids alone", async () => {
  cpSync(path.join(root, "tea"), path.join(root, "matcha"), { recursive: true });
  const file = path.join(root, "matcha", "exam.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace(/^id: tea$/m, "id: matcha"));
  const packs = await readPacks(root);
  expect(packs.ok).toBe(false);
  const messages = packs.ok ? [] : packs.error.map(({ message }) => message);
  expect(messages.some((message) => /^the question .+ stands in the pack (?:tea|matcha) too$/.test(message))).toBe(
    true,
  );
  expect(messages.some((message) => message.startsWith("the exam "))).toBe(true);
});

test("no damage to a file makes reading throw", async () => {
  const names = [...FILES.keys()];
  const odd = fc.constantFrom(
    "\t",
    "\n",
    ": ",
    "- ",
    "&a ",
    "*a",
    "!!x ",
    "{",
    "[",
    '"',
    "'",
    "|",
    "---\n",
    "\u0000",
    "%",
    "<<: *a",
    "## x",
    "{#a}",
    "__proto__: 1\n",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...names),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(40),
      odd,
      async (name, share, cut, added) => {
        const text = FILES.get(name) ?? "";
        const at = Math.floor(share * text.length);
        write(name, text.slice(0, at) + added + text.slice(at + cut));
        const result = await read();
        if (!result.ok) expect(result.error.every(({ line, file }) => line >= 1 && file === `tea/${name}`)).toBe(true);
        write(name, text);
      },
    ),
    { seed: 7, numRuns: 80 },
  );
});

test("the pictures of media/ are read, each only if it is what its name says", async () => {
  const drawn = async (width: number) =>
    makePicture(
      await sharp({ create: { width, height: 9, channels: 3, background: "#112233" } })
        .png()
        .toBuffer(),
    );
  const [one, two] = [await drawn(20), await drawn(30)];
  if (!one.ok || !two.ok) throw new Error("the sample pictures could not be made");
  write(`media/${one.value.name}`, one.value.data);
  const result = await read();
  expect(result.ok && result.value.pictures).toEqual([one.value]);
  write(`media/${two.value.name}`, one.value.data);
  write("media/cup.svg", SAMPLE_SVG);
  const says = "is not the picture that its name says: npm run picture puts pictures here";
  expect((await faults()).sort()).toEqual(
    [`tea/media/${two.value.name}:1 files: ${says}`, `tea/media/cup.svg:1 files: ${says}`].sort(),
  );
});
