import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { prepare } from "@/components/ui/prepared";
import type { ItemFeedback, Reason } from "@/lib/core/attempt/room";
import type { PublicQuestion } from "@/lib/core/question/public";
import type { RichText } from "@/lib/core/rich-text/rich-text";
import { FeedbackView } from "./feedback-view";
import { RichTextView } from "./rich-text-view";

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

/** React's HTML as `prepare` writes it: another entity for an apostrophe, no slash in elements without an end. */
const byReact = (node: ReactNode): string =>
  renderToStaticMarkup(node)
    .replaceAll("&#x27;", "&#39;")
    .replaceAll("/>", ">")
    .replaceAll(' dateTime="', ' datetime="');

test.each(explained)(
  "feedback on a question of kind $question.type is prepared as React renders it",
  ({ question, answer, given }) => {
    const view = <FeedbackView question={question} answer={answer} feedback={given} />;
    expect(prepare(view).html).toBe(byReact(view));
    expect(prepare(view).html).not.toContain("<script");
  },
);

test("so is a marked text", () => {
  const view = <RichTextView text={why} highlights={[{ start: 3, end: 9 }]} />;
  expect(prepare(view).html).toBe(byReact(view));
});
