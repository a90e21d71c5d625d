import { expect, test } from "vitest";
import { stringify } from "yaml";
import { parseLesson } from "./parse-lesson";
import { SAMPLE_FRONT } from "./testing/sample-pack";

const FRONT = stringify(SAMPLE_FRONT);
/** The line of the first text after the front matter. */
const BODY = FRONT.split("\n").length + 2;
const lesson = (body: string, front = FRONT): string => `---\n${front}---\n${body}`;

test("sections carry anchor, title, exams and text", () => {
  const parsed = parseLesson(
    lesson("\n## How *hot* {#how-hot}\n\nHot.\n\n### Within\n\n## Edge {#edge exams=tea-1,tea-2}\nNo.\n"),
    "1.1.md",
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  expect(parsed.value.lesson.sections).toEqual([
    { id: "how-hot", title: "How *hot*", exams: [], markdown: "Hot.\n\n### Within" },
    { id: "edge", title: "Edge", exams: ["tea-1", "tea-2"], markdown: "No." },
  ]);
  expect([["sections", 1], ["sections", 0, "exams"], ["title"]].map(parsed.value.lineOf)).toEqual([
    BODY + 7,
    BODY + 1,
    3,
  ]);
});

test("what stands in a code block is no heading", () => {
  const parsed = parseLesson(lesson("## A {#a}\n```\n## no heading\n```\n"), "1.1.md");
  expect(parsed.ok && parsed.value.lesson.sections.map(({ id }) => id)).toEqual(["a"]);
});

test.each([
  {
    name: "text before the first section",
    body: "Hello.\n\n## A {#a}\nx",
    fault: `${BODY} lesson-sections: text stands before`,
  },
  {
    name: "a section without an anchor",
    body: "## A {#a}\nx\n## B\ny",
    fault: `${BODY + 2} lesson-sections: a section needs an anchor`,
  },
  {
    name: "an anchor twice",
    body: "## A {#a}\nx\n## B {#a}\ny",
    fault: `${BODY + 2} lesson-sections: the anchor a stands twice`,
  },
  {
    name: "an unknown attribute",
    body: "## A {#a exam=tea-1}\nx",
    fault: `${BODY} lesson-sections: unknown attribute exam=tea-1`,
  },
  { name: "an anchor that is no id", body: "## A {#Not_An_Id}\nx", fault: `${BODY} lesson-sections: id: ` },
  { name: "an empty section", body: "## A {#a}\n\n## B {#b}\nx", fault: `${BODY} lesson-sections: markdown: ` },
  { name: "an exam that is no id", body: "## A {#a exams=tea-1,}\nx", fault: `${BODY} lesson-sections: exams: ` },
  { name: "no section", body: "", fault: `${BODY - 1} lesson-sections: a lesson needs at least one section` },
])("$name is an error", ({ body, fault }) => {
  const parsed = parseLesson(lesson(body), "1.1.md");
  const faults = parsed.ok ? [] : parsed.error.map(({ line, rule, message }) => `${line} ${rule}: ${message}`);
  expect(faults).toEqual([expect.stringContaining(fault)]);
});

test("front matter is needed, closed, and strict", () => {
  const faults = (text: string) => {
    const parsed = parseLesson(text, "1.1.md");
    return parsed.ok ? [] : parsed.error.map(({ line, rule }) => `${line} ${rule}`);
  };
  expect(faults("## A {#a}\nx")).toEqual(["1 lesson-sections"]);
  expect(faults(`---\n${FRONT}## A {#a}\nx`)).toEqual(["1 lesson-sections"]);
  expect(faults(lesson("## A {#a}\nx", `${FRONT}colour: green\n`))).toEqual([`${BODY - 2 + 1} schema`]);
});
