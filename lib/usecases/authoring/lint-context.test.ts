import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { wordingCues } from "@/lib/content/lint/question/wording-cues";
import { readPacks } from "@/lib/content/read-pack";
import type { Viewer } from "@/lib/core/access/viewer";
import { onBothEngines } from "@/lib/data/testing/engines";
import { at, got, load, newViewer, there } from "@/lib/usecases/testing/scene";
import { openDraft } from "./drafts";
import { lintContext } from "./lint-context";
import { openEditor } from "./open-editor";

const packs = await readPacks(path.join(import.meta.dirname, "../../../questions"));
const shipped = there(packs.ok ? packs.value.find(({ info }) => info.id === "mla-c01") : undefined);
// A few questions by themselves do not tell that "endpoint" is a word of the field.
const misread = shipped.questions.filter(
  (entry) =>
    entry.draw === null &&
    wordingCues({ ...shipped, questions: [entry] }, { today: "2026-11-27" }).some(
      ({ severity }) => severity === "error",
    ),
);

onBothEngines("what the editor finds", (engine) => {
  let writer: Viewer;
  beforeAll(async () => {
    await load(shipped);
    writer = await newViewer({ role: "instructor", examId: "mla-c01" });
  }, 120_000);

  test("is what content:check finds, which knows the words of the whole bank", async () => {
    expect(misread.length).toBeGreaterThan(0);
    for (const { question } of misread) {
      const { draftId } = got(await openDraft(at(writer), { questionId: question.id }));
      const opened = there(await openEditor(at(writer), draftId));
      const findings = opened === "review" ? [] : opened.findings;
      expect(
        findings.filter(({ severity }) => severity === "error"),
        question.id,
      ).toEqual([]);
    }
  });

  test("goes by the bank as it stands", async () => {
    const { reader, transaction } = engine.database();
    const before = (await lintContext(reader, "mla-c01", 0)).commonWords;
    expect(before.has("endpoint")).toBe(true);
    await transaction((tx) => tx.question.updateMany({ where: { packId: "mla-c01" }, data: { state: "retired" } }));
    expect((await lintContext(reader, "mla-c01", 0)).commonWords.size).toBe(0);
  });
});
