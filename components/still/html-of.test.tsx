import fc from "fast-check";
import { createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { FeedbackView } from "@/components/question/feedback-view";
import { RichTextView } from "@/components/question/rich-text-view";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import type { ItemFeedback, Reason } from "@/lib/core/attempt/room";
import type { PublicQuestion } from "@/lib/core/question/public";
import type { RichText } from "@/lib/core/rich-text/rich-text";
import { htmlOf } from "./html-of";

const SIGNS = `<b a="1">&amp; 'x' & </b><script>alert(1)</script>`;

const why: RichText = [
  { kind: "paragraph", inlines: [{ kind: "text", text: SIGNS }, { kind: "code", text: SIGNS }, { kind: "break" }] },
  { kind: "paragraph", inlines: [{ kind: "link", href: "https://example.org/?a=1&b=2", inlines: [] }] },
  { kind: "list", ordered: true, items: [[{ kind: "paragraph", inlines: [{ kind: "text", text: "one" }] }]] },
  { kind: "table", head: [[{ kind: "text", text: "a" }]], rows: [[[{ kind: "strong", inlines: [] }]]] },
  { kind: "code", text: SIGNS },
];

const reason = (kind: Reason["kind"], refs: string[], more: Partial<Reason> = {}): Reason => ({
  kind,
  refs,
  right: false,
  chosen: false,
  why,
  trap: { id: "t", name: SIGNS },
  ...more,
});

const feedback = (key: ItemFeedback["key"], reasons: Reason[]): ItemFeedback => ({
  outcome: "wrong",
  key,
  reasons,
  trapsTaken: [{ id: "t", name: SIGNS, short: "", refutedBy: SIGNS, lesson: "1.1", section: 'a"b' }],
  sources: [
    { id: "f", says: SIGNS, titles: ["A", "B"], address: "https://example.org/?q='&x", verifiedOn: "2026-11-01" },
    { id: "g", says: "", titles: ["C"], address: null, verifiedOn: "2026-10-01" },
  ],
  lesson: { id: "1.1", title: SIGNS },
  difficulty: 2,
  verifiedOn: "2026-11-02",
  counterCue: false,
  ruling: { kind: "accept", because: SIGNS, alsoRight: [] },
});

const shape = {
  form: "public" as const,
  stem: "",
  ask: SIGNS,
  options: ["o1", "o2", "o3"].map((id) => ({ id, text: `${id} \`${SIGNS}\`` })),
};
const explained: {
  question: PublicQuestion;
  answer: string | string[] | Record<string, string>;
  given: ItemFeedback;
}[] = [
  {
    question: { ...shape, type: "multiple-choice" },
    answer: "o1",
    given: feedback("o2", [
      reason("option", ["o1"], { chosen: true }),
      reason("option", ["o2"], { right: true, trap: null }),
      reason("option", ["o3"]),
    ]),
  },
  {
    question: { ...shape, type: "ordering", pick: 2 },
    answer: ["o2", "o1"],
    given: feedback(
      ["o1", "o2"],
      [reason("inversion", ["o2", "o1"]), reason("option", ["o1"]), reason("decoy", ["o3"], { chosen: true })],
    ),
  },
  {
    question: { ...shape, type: "matching", prompts: [{ id: "p1", text: SIGNS }] },
    answer: { p1: "o1" },
    given: feedback({ p1: "o2" }, [reason("wrong-pair", ["p1", "o1"]), reason("pair", ["p1", "o2"])]),
  },
];

describe("it writes what React writes", () => {
  test.each(explained)("of the feedback on a question of kind $question.type", ({ question, answer, given }) => {
    const view = <FeedbackView question={question} answer={answer} feedback={given} isStill />;
    expect(htmlOf(view)).toBe(renderToStaticMarkup(view));
    expect(htmlOf(view)).not.toContain("<script");
  });

  test("of a marked text, a fold, a badge and a card", () => {
    const view = (
      <Card as="article" aria-labelledby="x" padding="sm">
        <RichTextView text={why} highlights={[{ start: 3, end: 9 }]} />
        <Disclosure title={SIGNS} aside={3} open>
          <Badge state="wrong" />
          {[null, false, 0, "", undefined, <i key="i" hidden aria-busy={false} />]}
        </Disclosure>
      </Card>
    );
    expect(htmlOf(view)).toBe(renderToStaticMarkup(view));
  });

  test("of any text, in an element and in an attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const view = (
          <p title={text} data-x={text}>
            {text}
            <b>{text}</b>
          </p>
        );
        expect(htmlOf(view)).toBe(renderToStaticMarkup(view));
      }),
      { seed: 20261127, numRuns: 300 },
    );
  });
});

describe("what could be run is not written", () => {
  const refused: [string, ReactNode][] = [
    ["a handler", <p key="p" onScroll={() => undefined} />],
    ["a handler that is text", createElement("p", { onclick: "alert(1)" })],
    ["a style", <p key="p" style={{ color: "red" }} />],
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it is tried here, and refused
    ["a string of HTML", createElement("p", { dangerouslySetInnerHTML: { __html: "<b>x</b>" } })],
    ["a script", createElement("script", null, "alert(1)")],
    ["an attribute's name that is markup", createElement("p", { 'x="><script>': "1" })],
    ["an element's name that is markup", createElement("p><script", null)],
  ];
  test.each(refused)("%s", (_, node) => {
    expect(() => htmlOf(node)).toThrow("cannot be written out");
  });

  test.each(["javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x"])(
    "an address that runs: %j",
    (href) => {
      expect(htmlOf(<a href={href}>x</a>)).toBe("<a>x</a>");
    },
  );
});
