import { describe, expect, test } from "vitest";
import { detectFormat } from "@/lib/content/interchange/detect-format";
import { LIMITS, questionDraftSchema } from "@/lib/content/interchange/exchange";
import { FORMATS, findFormat } from "@/lib/content/interchange/formats";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { zipByHand } from "@/lib/content/interchange/testing/zip-by-hand";
import { draftFileSchema } from "@/lib/core/authoring/draft-file";
import { importedUnits } from "./imported-units";
import { planImport } from "./plan-import";
import { readImport } from "./read-import";

const text = (value: string) => new TextEncoder().encode(value);
const AIKEN = text("Which leaf is green?\nA. Oak\nB. Coal\nANSWER: A\n");
const drafts = [
  questionDraftSchema.parse({
    type: "multiple-choice",
    id: "leaf-1",
    stem: "Which leaf is **green**?",
    options: [
      { text: "Oak", key: true, why: "It is." },
      { text: "Coal", trap: "all-green", why: "It is not." },
    ],
  }),
];
const written = (id: string): Uint8Array => findFormat(id)?.write?.(drafts).bytes ?? AIKEN;
const READ = FORMATS.filter(({ read }) => read !== undefined).map(({ id }) => id);

describe("the format of a file", () => {
  test.each(READ)("%s is told by the file, with its own ending", (id) => {
    const ending = findFormat(id)?.endings[0] ?? "";
    expect(detectFormat(`Export${ending.toUpperCase()}`, written(id))?.id).toBe(id);
  });
  test.each(READ)("%s is told without an ending but for CSV, which looks like any text", (id) => {
    expect(detectFormat("export", written(id))?.id ?? null).toBe(id === "csv" ? null : id);
  });
  test.each([
    { name: "quiz.xml", bytes: text("<assessmentItem/>"), id: "qti" },
    { name: "quiz.xml", bytes: text("<qti-assessment-item/>"), id: "qti" },
    { name: "quiz.xml", bytes: text("<questestinterop/>"), id: "qti" },
    { name: "quiz.xml", bytes: text("<?xml version='1.0'?>\n<quiz>"), id: "moodle-xml" },
    { name: "quiz.txt", bytes: text("\uFEFFWhat?\r\nA) x\r\nB) y\r\nANSWER: B\r\n"), id: "aiken" },
    { name: "quiz.txt", bytes: text("What? {=x ~y}"), id: "gift" },
    { name: "quiz.txt", bytes: text("Dear diary"), id: null },
  ])("$name is $id", ({ name, bytes, id }) => expect(detectFormat(name, bytes)?.id ?? null).toBe(id));
});

/** Every field of a spreadsheet, HTML and Markdown that runs a script where nobody takes care. */
const SCRIPT = `<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>`;
const cdata = (html: string) => `<![CDATA[${html}]]>`;
const moodle = (doctype: string, html: string) =>
  text(`<?xml version="1.0"?>${doctype}<quiz><question type="multichoice"><name><text>${cdata(html)}</text></name>
<questiontext format="html"><text>${cdata(`<p>Which?</p>${html}`)}</text></questiontext>
<generalfeedback format="html"><text>${cdata(`<p>General</p>${html}`)}</text></generalfeedback><single>true</single>
<answer fraction="100" format="html"><text>${cdata(`Oak${html}`)}</text><feedback format="html"><text>${cdata(`Yes${html}`)}</text></feedback></answer>
<answer fraction="0" format="html"><text>${cdata(`Fern${html}`)}</text></answer></question></quiz>`);

describe("hostile files", () => {
  const entities = '<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
  const bomb = zipByHand([{ name: "imsmanifest.xml", content: new Uint8Array(8 * 1024 * 1024), deflate: true }]);
  test.each([
    { name: "entity bomb", file: "quiz.xml", bytes: moodle(entities, ""), says: /DOCTYPE/ },
    {
      name: "external entity",
      file: "quiz.xml",
      bytes: moodle('<!DOCTYPE quiz SYSTEM "file:///etc/passwd">', ""),
      says: /DOCTYPE/,
    },
    {
      name: "zip slip",
      file: "q.zip",
      bytes: zipByHand([{ name: "../../x.xml", content: "<x/>" }]),
      says: /path|outside|\.\./,
    },
    { name: "zip bomb", file: "q.zip", bytes: bomb, says: /times smaller/ },
    { name: "one line", file: "q.csv", bytes: new Uint8Array(LIMITS.bytes).fill(97), says: /longer than 256 KB/ },
    { name: "too large", file: "q.csv", bytes: new Uint8Array(LIMITS.bytes + 1).fill(97), says: /larger than 20 MB/ },
    {
      name: "Latin-1",
      file: "q.csv",
      bytes: new Uint8Array([...text("question,key\nGr"), 0xfc, 0x6e]),
      says: /not UTF-8/,
    },
    { name: "binary", file: "q.csv", bytes: new Uint8Array(512), says: /binary/ },
    { name: "a spreadsheet", file: "q.csv", bytes: new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), says: /./ },
  ])("$name is refused in words", ({ file, bytes, says }) => {
    const read = readImport({ name: file, bytes }, null);
    if (read.ok || read.error.kind !== "nothing") throw new Error("it was read");
    expect(read.error.problems.map(({ message }) => message).join(" ")).toMatch(says);
  });

  test("no script of an HTML file comes into a draft, its general feedback is kept", () => {
    const read = readImport({ name: "quiz.xml", bytes: moodle("", SCRIPT) }, null);
    if (!read.ok) throw new Error("it was refused");
    const [unit] = plan(read.value.read.drafts);
    expect(unit?.file.questions[0]?.remark).toContain("General");
    expect(JSON.stringify(unit?.file)).not.toMatch(/<script|onerror|javascript:/i);
  });

  test.each(["\uFEFF", ""])("lines ended by CRLF, with the mark %j", (mark) => {
    const bytes = text(mark + new TextDecoder().decode(AIKEN).replaceAll("\n", "\r\n"));
    expect(readImport({ name: "a.txt", bytes }, null)).toMatchObject({
      ok: true,
      value: { read: { count: { problems: 0 } } },
    });
  });

  test("a formula in a cell comes back as the text that it was", () => {
    const formula = questionDraftSchema.parse({ ...drafts[0], stem: '=HYPERLINK("http://x","y")' });
    const bytes = findFormat("csv")?.write?.([formula]).bytes ?? AIKEN;
    expect(new TextDecoder().decode(bytes)).not.toMatch(/(^|,|")=HYPER/m);
    const read = readImport({ name: "a.csv", bytes }, null);
    expect(read.ok && read.value.read.drafts[0]?.draft.stem).toBe(formula.stem);
  });
});

const plan = (read: Parameters<typeof importedUnits>[0]) =>
  planImport(
    importedUnits(read),
    { packId: "p", defaults: { lesson: "", exams: [] }, existing: "update", prefix: "import" },
    { knownOf: () => null, isTaken: (id) => id === "leaf-1" },
  );

test.each(READ)("whatever is left of a damaged file of %s is a draft within its bounds", (id) => {
  for (const bytes of damaged(written(id), 400, id)) {
    const read = readImport({ name: "x", bytes }, id);
    if (!read.ok) continue;
    for (const { file } of plan(read.value.read.drafts)) expect(draftFileSchema.safeParse(file).success).toBe(true);
  }
});
