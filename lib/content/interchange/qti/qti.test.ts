import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readArchive, writeArchive } from "@/lib/content/interchange/archive";
import { decodeText, encodeText } from "@/lib/content/interchange/decode-text";
import { LIMITS, type QuestionDraft } from "@/lib/content/interchange/exchange";
import { arbitraryDraft, settled } from "@/lib/content/interchange/testing/arbitrary-draft";
import { damaged } from "@/lib/content/interchange/testing/fuzz";
import { parseXml, type XmlElement } from "@/lib/content/interchange/xml";
import { exampleOf, FIXED_RUNS } from "@/lib/core/question/testing/arbitrary-question";
import { qti } from "./qti";
import { readQti } from "./read-package";
import { faultsOf } from "./testing/model-of-three";
import { writeQti } from "./write/write-package";

const { review: _review, ...choice } = { review: 0, ...exampleOf["multiple-choice"] };
const examples: QuestionDraft[] = Object.values({ ...exampleOf, "multiple-choice": choice }).map(settled);
const inCase = (index: number) => ({
  id: "night-train",
  title: "Night train",
  scenario: "Guests *sleep* late.",
  index,
});

/** The files of a package as texts. */
function filesOf(bytes: Uint8Array): Map<string, string> {
  const archive = readArchive(bytes);
  if (!archive.ok) throw new Error(archive.error);
  return new Map(
    [...archive.value.files].map(([path, content]) => {
      const text = decodeText(content, { lineBytes: null });
      if (!text.ok) throw new Error(text.error);
      return [path, text.value];
    }),
  );
}

function rootOf(text: string | undefined): XmlElement {
  const root = parseXml(text ?? "");
  if (!root.ok) throw new Error(root.error.message);
  return root.value;
}

/** The package with one file changed. */
function changed(bytes: Uint8Array, path: string, change: (text: string) => string): Uint8Array {
  const files = [...filesOf(bytes)].map(([name, content]) => ({
    path: name,
    content: name === path ? change(content) : content,
  }));
  return writeArchive(files);
}

test("every draft comes back from a package of QTI 3.0 to the character", { timeout: 90_000 }, () => {
  fc.assert(
    fc.property(arbitraryDraft, (draft) => {
      const written = writeQti([draft]);
      const read = readQti(written.bytes);
      expect(read.problems).toEqual([]);
      expect(read.losses).toEqual([]);
      expect(read.drafts.map((one) => settled(one.draft))).toEqual([draft]);
    }),
    FIXED_RUNS,
  );
});

test("several drafts keep their order, and the questions of a case their one scenario", () => {
  const drafts = [...examples, ...examples].map((draft, place) => ({
    ...draft,
    id: place % 3 === 0 ? undefined : `q-${place}`,
    inCase: place < 2 || place > 5 ? undefined : inCase(place - 2),
  }));
  const { bytes } = writeQti(drafts);
  expect([...filesOf(bytes).keys()].filter((path) => path.startsWith("stimuli/"))).toEqual(["stimuli/night-train.xml"]);
  expect(readQti(bytes).drafts.map(({ draft }) => settled(draft))).toEqual(drafts.map(settled));
});

test.each<{ name: string; draft: object }>([
  {
    name: "parts with one id twice",
    draft: { ...choice, options: choice.options.map((option) => ({ ...option, id: "a" })) },
  },
  {
    name: "an answer that there is not",
    draft: {
      ...exampleOf.matching,
      prompts: exampleOf.matching.prompts.map((prompt) => ({ ...prompt, answer: "gone" })),
    },
  },
  {
    name: "pairs and orders of parts that there are not",
    draft: { ...exampleOf.ordering, wrongOrders: [{ before: "x y", after: "z", trap: "hot", why: "Why *not*" }] },
  },
  { name: "no key", draft: { ...choice, options: choice.options.map((option) => ({ ...option, key: undefined })) } },
  {
    name: "two keys of one choice",
    draft: { ...choice, options: choice.options.map((option) => ({ ...option, key: true })) },
  },
  { name: "ids that no file may have", draft: { ...choice, id: "../con" } },
  { name: "lists without entries", draft: { ...choice, exams: [], cues: [], facts: ["a"], counterCue: true } },
  { name: "a carriage return", draft: { ...choice, stem: "a\r\nb", ask: "c\rd" } },
  {
    name: "Markdown of every kind",
    draft: {
      ...choice,
      stem: "# H\n\n3. three\n4. four\n\n| a | b |\n|:-:|--:|\n| `x\\|y` | <b> |\n\n| c |\n|---|\n\n> q\n\n```ts\na < b\n```\n\n---\n\n[l](https://a.example/?b=c&d) ]]> <!-- x -->",
    },
  },
])("$name comes back", ({ draft }) => {
  const read = readQti(writeQti([settled(draft)]).bytes);
  expect(read.problems).toEqual([]);
  expect(read.drafts.map((one) => settled(one.draft))).toEqual([settled(draft)]);
});

test("what is written keeps to the binding of QTI 3.0", () => {
  fc.assert(
    fc.property(fc.array(arbitraryDraft, { maxLength: 3 }), (drafts) => {
      for (const [path, text] of filesOf(writeQti(drafts).bytes)) {
        if (!path.startsWith("notes/")) expect({ path, faults: faultsOf(rootOf(text)) }).toEqual({ path, faults: [] });
      }
    }),
    { ...FIXED_RUNS, numRuns: 40 },
  );
});

test("the manifest names every file of the package once, and nothing else", () => {
  const files = filesOf(writeQti(examples.map((draft, index) => ({ ...draft, inCase: inCase(index) }))).bytes);
  const manifest = files.get("imsmanifest.xml") ?? "";
  const named = [...manifest.matchAll(/<file href="([^"]+)"/g)].map(([, href]) => href);
  expect(named.toSorted()).toEqual([...files.keys()].filter((path) => path !== "imsmanifest.xml").toSorted());
  const identifiers = [...manifest.matchAll(/<resource identifier="([^"]+)"/g)].map(([, identifier]) => identifier);
  const references = [...manifest.matchAll(/identifierref="([^"]+)"/g)].map(([, reference]) => reference);
  expect(references.filter((reference) => !identifiers.includes(reference))).toEqual([]);
});

test("the same drafts make the same bytes", () => {
  expect(writeQti(examples).bytes).toEqual(writeQti(examples).bytes);
});

test("what XML cannot hold and pictures are losses of their question", () => {
  const { losses } = writeQti([settled({ ...choice, stem: "a\u0001b", ask: "![tea](tea.svg)" })]);
  expect(losses).toEqual([
    { at: { element: "tea-1.1-cup" }, what: expect.stringContaining("image “tea” was not written") },
    { at: { element: "tea-1.1-cup" }, what: "control characters, which XML cannot hold, were left out" },
  ]);
});

test("no question makes a package without any", () => {
  expect(readQti(writeQti([]).bytes).problems).toEqual([
    { at: { element: "file" }, message: expect.stringContaining("no question") },
  ]);
});

describe("a package that another system has changed", () => {
  const path = "items/tea-1.1-cup.xml";
  const { bytes } = writeQti([settled({ ...choice, stem: "_Green_ leaves" })]);

  test("carries Markdown that is believed where the text beside it is the same", () => {
    expect(readQti(bytes).drafts[0]?.draft.stem).toBe("_Green_ leaves");
    const reflowed = changed(bytes, path, (text) =>
      text.replace("<p><em>Green</em> leaves</p>", "\n  <p><em>Green</em> leaves</p>\n"),
    );
    expect(readQti(reflowed).drafts[0]?.draft.stem).toBe("_Green_ leaves");
  });

  test("gives its own text where it is another, with the tags of before", () => {
    const edited = readQti(
      changed(bytes, path, (text) => text.replace("<em>Green</em> leaves", "<em>Black</em> leaves")),
    ).drafts[0];
    expect(edited?.draft).toMatchObject({
      stem: "*Black* leaves",
      lesson: "1.1",
      options: [{}, { trap: "hot" }, {}, {}, {}],
    });
  });

  test("cannot bring addresses that run along with a text", () => {
    const hostile = changed(bytes, path, (text) =>
      text.replace(
        /<div data-markdown="[^"]*"><p>.*?<\/p><\/div>/,
        '<div data-markdown="[leaves](javascript:alert(1))"><p>leaves</p></div>',
      ),
    );
    expect(readQti(hostile).drafts[0]?.draft.stem).toBe("leaves");
  });

  test("has options that the note does not know", () => {
    const added = '<qti-simple-choice identifier="new">More</qti-simple-choice></qti-choice-interaction>';
    const edited = readQti(changed(bytes, path, (text) => text.replace("</qti-choice-interaction>", added)));
    expect(edited.drafts[0]?.draft).toMatchObject({
      options: { length: 6, 5: { id: "new", text: "More", key: false } },
    });
  });

  test("reads without its notes, as far as QTI goes", () => {
    const bare = filesOf(bytes).get(path) ?? "";
    expect(readQti(encodeText(bare)).drafts[0]?.draft).toEqual(
      settled({
        type: "multiple-choice",
        id: choice.id,
        stem: "_Green_ leaves",
        ask: choice.ask,
        options: choice.options.map(({ id, text, why, ...rest }) => ({ id, text, why, key: "key" in rest })),
      }),
    );
  });

  test("with a broken note is a problem in words", () => {
    const broken = changed(bytes, "notes/tea-1.1-cup.xml", (text) => text.replace("<difficulty>2", "<difficulty>9"));
    expect(readQti(broken).problems).toEqual([
      { at: { element: `${path}: tea-1.1-cup` }, message: expect.stringContaining("at most 5") },
    ]);
  });
});

test("the format takes packages and single files, and reads and writes", () => {
  expect(qti.endings).toEqual([".zip", ".xml", ".imscc"]);
  expect(qti.read?.(qti.write?.(examples).bytes ?? new Uint8Array()).drafts).toHaveLength(examples.length);
});

test("5,000 damaged packages and files: drafts, problems or both, never an exception", { timeout: 60_000 }, () => {
  const { bytes } = writeQti(examples.slice(0, 2));
  const item = encodeText(filesOf(bytes).get("items/tea-1.1-cup.xml") ?? "");
  for (const [copies, whole] of [
    [2_500, bytes],
    [2_500, item],
  ] as const) {
    for (const copy of damaged(whole, copies, "qti")) {
      const read = readQti(copy);
      expect(read.drafts.length + read.problems.length).toBeGreaterThan(0);
    }
  }
});

test("more questions than the bound are not written in silence", { timeout: 60_000 }, () => {
  const many = Array.from({ length: LIMITS.questions + 1 }, () =>
    settled({ type: "multiple-choice", stem: "Q", options: [{ text: "x" }, { text: "y" }] }),
  );
  const { bytes, losses } = writeQti(many);
  expect(losses).toEqual([{ at: { element: "file" }, what: expect.stringContaining("only the first 5000 of 5001") }]);
  // And those that were can be read: two files each, the test and the manifest are within the bound on archives.
  expect(filesOf(bytes).size).toBe(2 * LIMITS.questions + 2);
});
