import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeText, encodeText } from "@/lib/content/interchange/decode-text";
import { type Imported, LIMITS, type QuestionDraft } from "@/lib/content/interchange/exchange";
import { arbitraryDraft, settled } from "@/lib/content/interchange/testing/arbitrary-draft";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { exampleOf, FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { ALL_COLUMNS, columnOf, lettersOf, placeOf } from "./columns";
import { readCsv } from "./read-csv";
import { splitCsv } from "./split-csv";
import { EXCEL_GERMAN, GOOGLE_SHEET, SMALL_SHEET } from "./testing/sheets";
import { writeCsv } from "./write-csv";

const read = (text: string): Imported => readCsv(encodeText(text));
const only = (imported: Imported): QuestionDraft | undefined => imported.drafts[0]?.draft;
const messages = (imported: Imported): string[] =>
  imported.problems.map(({ at, message }) => `${"line" in at ? at.line : at.element}: ${message}`);

describe("round trip", () => {
  test("every draft comes back as it was, in its row", () => {
    fc.assert(
      fc.property(fc.array(arbitraryDraft, { minLength: 1, maxLength: 6 }), (drafts) => {
        const { bytes, losses } = writeCsv(drafts);
        expect(losses).toEqual([]);
        const imported = readCsv(bytes);
        expect(imported.problems).toEqual([]);
        expect(imported.losses).toEqual([]);
        expect(imported.drafts.map(({ draft }) => settled(draft))).toEqual(drafts);
        expect(imported.drafts.map(({ at }) => at)).toEqual(drafts.map((_, index) => ({ line: index + 2 })));
      }),
      FIXED_RUNS,
    );
  });

  test("no cell begins with what a spreadsheet runs", () => {
    fc.assert(
      fc.property(arbitraryDraft, (draft) => {
        const text = decodeText(writeCsv([draft]).bytes);
        const sheet = splitCsv(text.ok ? text.value : "");
        expect(sheet.ok).toBe(true);
        for (const cell of sheet.ok ? sheet.value.rows.flatMap(({ cells }) => cells) : [])
          expect(cell).not.toMatch(/^\s*[=+\-@\t\r|%＝＋－＠]/);
      }),
      FIXED_RUNS,
    );
  });

  test("the cells are those that csv-parse finds", () => {
    fc.assert(
      fc.property(fc.array(arbitraryDraft, { minLength: 1, maxLength: 3 }), (drafts) => {
        const text = new TextDecoder().decode(writeCsv(drafts).bytes).replaceAll("\r\n", "\n");
        const sheet = splitCsv(text);
        expect(sheet.ok && sheet.value.rows.map(({ cells }) => cells)).toEqual(parse(text));
      }),
      FIXED_RUNS,
    );
  });

  test("a reference to a part that the question has not is kept", () => {
    const draft = settled({ ...exampleOf.matching, wrongPairs: [{ prompt: "gone", response: "lost", trap: "t" }] });
    expect(only(readCsv(writeCsv([draft]).bytes))).toEqual(draft);
  });

  test("characters that no text file holds are replaced and told", () => {
    const { bytes, losses } = writeCsv([settled({ ...exampleOf.ordering, stem: "a\0b\uD800c" })]);
    expect(losses).toEqual([{ at: { line: 2 }, what: expect.stringContaining("question: characters") }]);
    expect(only(readCsv(bytes))?.stem).toBe("a\uFFFDb\uFFFDc");
  });

  test("what the questions do not need has no column", () => {
    const text = new TextDecoder().decode(writeCsv([settled(exampleOf["multiple-choice"])]).bytes);
    expect(text.split("\r\n")[0]).toContain(
      "id,type,lesson,exams,difficulty,question,ask,key,option A,why A,id A,option B,trap B",
    );
    expect(text).not.toContain("prompt");
    expect(text.split("\r\n")[1]).toContain("'1.1");
  });
});

describe("columns", () => {
  test("letters count as spreadsheets do", () => {
    expect([0, 25, 26, 51].map(lettersOf)).toEqual(["A", "Z", "AA", "AZ"]);
    for (let place = 0; place < 52; place += 1) expect(placeOf(lettersOf(place))).toBe(place);
  });

  test("every column is found by its heading, and by no other's", () => {
    for (const column of ALL_COLUMNS) expect(columnOf(column)).toBe(column);
  });

  test.each([
    ["Question Text", "question"],
    ["OPTION_B", "option B"],
    ["c", "option C"],
    ["Choice 2", "option B"],
    ["Option 10", "option J"],
    ["Correct Answer", "key"],
    ["Answer 1", "answer 1"],
    ["Explanation", "feedback"],
    ["constructor", null],
    ["__proto__", null],
    ["2", null],
    ["option 53", null],
    ["", null],
  ])("%s is %s", (heading, column) => {
    expect(columnOf(heading)).toBe(column);
  });
});

describe("sheets by hand", () => {
  test("of a spreadsheet user, with semicolons, BOM and line ends of Windows", () => {
    const imported = readCsv(EXCEL_GERMAN);
    expect(messages(imported)).toEqual([]);
    expect(imported.drafts.map(({ draft }) => draft)).toMatchObject([
      {
        type: "multiple-choice",
        stem: 'Was kostet "mehr"?',
        options: [
          { text: "Äpfel; Birnen", key: false },
          { text: "Kirschen", key: true },
        ],
        feedback: "Kirschen.",
      },
      { type: "multiple-response", options: [{ key: true }, { key: false }, { key: true }] },
    ]);
  });

  test("as Excel saves “Unicode text”: UTF-16 with tabs", () => {
    const text = "\uFEFFquestion\tkey\tA\tB\r\nGrün?\tA\tja, so\tnein\r\n";
    const bytes = new Uint8Array(Uint16Array.from([...text].map((letter) => letter.charCodeAt(0))).buffer);
    expect(only(readCsv(bytes))).toMatchObject({
      stem: "Grün?",
      options: [{ text: "ja, so", key: true }, { text: "nein" }],
    });
  });

  test("from elsewhere: numbers for letters, columns that nobody knows, a blank row", () => {
    const imported = readCsv(GOOGLE_SHEET);
    expect(messages(imported)).toEqual([]);
    expect(imported.drafts.map(({ at }) => at)).toEqual([{ line: 2 }, { line: 4 }]);
    expect(imported.losses).toEqual([
      {
        at: { line: 1 },
        what: expect.stringContaining('the column "Time limit" is none that Trapline knows; 2 cells'),
      },
    ]);
  });

  test("with all four types and a case", () => {
    const imported = read(SMALL_SHEET);
    expect(messages(imported)).toEqual([]);
    expect(imported.losses).toEqual([]);
    expect(imported.drafts.map(({ draft }) => draft)).toMatchObject([
      { type: "multiple-choice", inCase: { title: "Tea house", scenario: "Two kettles.", index: 0 } },
      { type: "multiple-response", choose: 2, exams: ["tea-1", "tea-2"], facts: [] },
      {
        type: "ordering",
        items: [{ text: "Warm the pot" }, { text: "Pour", id: "b" }, { text: "Wait", id: "a" }],
        decoys: [{ text: "Boil the leaves", trap: "hot" }],
        wrongOrders: [{ before: "a", after: "b", trap: "plain-error" }],
      },
      {
        type: "matching",
        prompts: [
          { text: "green", answer: "a" },
          { text: "black", answer: "b", id: "2" },
        ],
        responses: [{ id: "a" }, { id: "b" }],
        wrongPairs: [{ prompt: "2", response: "a", trap: "cold" }],
      },
    ]);
  });
});

const head =
  "type,question,key,option A,option B,trap A,choose,prompt 1,difficulty,verified on,case title,counter cue,why C";
test.each([
  { name: "a type of elsewhere", row: "essay,Q,A,x,y", says: '"essay" is a type that Trapline has not' },
  { name: "a key without its option", row: ",Q,D,x,y", says: '"key" says "D", but there is no such option' },
  { name: "no question text", row: ",,A,x,y", says: '"question" is missing' },
  { name: "one option alone", row: ",Q,A,x", says: "at least 2" },
  { name: "a trap without its option", row: ",Q,A,,y,t", says: '"option A" is blank, but "trap A" is not' },
  { name: "a rationale without its option", row: ",Q,A,x,y,,,,,,,,w", says: '"option C" is blank, but "why C" is not' },
  { name: "a number in words", row: ",Q,A,x,y,,two", says: "" },
  { name: "a difficulty of 9", row: ",Q,A,x,y,,,,9", says: '"difficulty" must be at most 5' },
  { name: "a difficulty in words", row: ",Q,A,x,y,,,,hard", says: '"difficulty" must be a whole number' },
  { name: "a day as spreadsheets rewrite it", row: ",Q,A,x,y,,,,,20.11.2026", says: "such as 2026-11-20" },
  { name: "a case without its scenario", row: ",Q,A,x,y,,,,,,Tea", says: '"case scenario" is missing' },
  { name: "perhaps", row: ",Q,A,x,y,,,,,,,perhaps", says: "Write yes or no" },
  { name: "a prompt without its answer", row: ",Q,,x,y,,,p", says: '"answer 1" is blank, but "prompt 1" is not' },
  { name: "too many cells", row: ",Q,A,x,y,,,,,,,,,surplus", says: "more cells than the heading row" },
  { name: "a step that is a trap", row: "ordering,Q,A B,x,y,t", says: "Take it out of" },
  { name: "a step twice", row: "ordering,Q,A A,x,y", says: '"key" names A twice' },
])("$name is told with its row, and the next row is read", ({ row, says }) => {
  const imported = read(`${head}\n${row}\n,Next,B,x,y\n`);
  expect(imported.drafts.at(-1)).toMatchObject({ at: { line: 3 }, draft: { stem: "Next" } });
  if (says === "") return;
  expect(imported.drafts).toHaveLength(1);
  expect(messages(imported)).toEqual([expect.stringContaining(says)]);
  expect(messages(imported)[0]).toMatch(/^2: /);
});

test("cells that say nothing about the type are told", () => {
  const imported = read(`${head}\nordering,Q,A B,x,y,,2\n`);
  expect(imported.losses).toEqual([
    { at: { line: 2 }, what: '"choose" says nothing about ordering: "2" was not taken' },
  ]);
});

describe("whole files", () => {
  test.each([
    { name: "prose", text: "Dear all,\nplease find attached", says: "The first row must hold the headings" },
    { name: "a heading twice", text: "question,stem\na,b", says: 'Two columns are headed "question"' },
    {
      name: "too many rows",
      text: `question,A,B\n${"q,x,y\n".repeat(LIMITS.questions + 1)}`,
      says: "more than 5000 questions",
    },
  ])("$name is refused", ({ text, says }) => {
    const imported = read(text);
    expect(imported.drafts).toEqual([]);
    expect(messages(imported)).toEqual([expect.stringContaining(says)]);
  });

  test("as many rows as there may be, blank ones aside, are read in time", () => {
    const before = performance.now();
    expect(read(`question,key,A,B\n${"q,A,x,y\n,,,\n".repeat(LIMITS.questions)}`).drafts).toHaveLength(
      LIMITS.questions,
    );
    expect(performance.now() - before).toBeLessThan(20_000);
  });

  test("a quote that nothing closes: what stands before it is read", () => {
    const imported = read('question,key,A,B\nq,A,x,y\n"q,A,x,y\nq,A,x,y\n');
    expect(imported.drafts).toHaveLength(1);
    expect(messages(imported)).toEqual([expect.stringMatching(/^3: From row 3 on.*never closed/)]);
  });

  test.each([
    { name: "quotes", text: `question,A,B\n${'"\n'.repeat(1_000_000)}` },
    { name: "separators", text: `question,A,B\n${`${",".repeat(200_000)}\n`.repeat(20)}` },
    { name: "quoted line ends", text: `question,A,B\n${'","\n'.repeat(1_000_000)}` },
    { name: "apostrophes", text: `question,A,B\n${"'".repeat(200_000)},x,y\n` },
    { name: "digits", text: `question,A,B\n${"1".repeat(200_000)}x,x,y\n` },
  ])("millions of $name end in time", ({ text }) => {
    const before = performance.now();
    read(text);
    expect(performance.now() - before).toBeLessThan(20_000);
  });
});

test("no damage makes it throw", () => {
  const whole = writeCsv([settled(exampleOf.ordering), settled(exampleOf.matching)]).bytes;
  for (const bytes of damaged(whole, 5_000, "csv")) expect(() => readCsv(bytes)).not.toThrow();
});
