import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import { findAttempts } from "@/lib/data/attempts";
import { onBothEngines } from "@/lib/data/testing/engines";
import { foldedRows, liveThrough, sitExam } from "@/lib/usecases/testing/learning";
import { cameTo, disputed, newJudge } from "@/lib/usecases/testing/repairs";
import { at, formOf, got, load, newViewer, there } from "@/lib/usecases/testing/scene";
import { makeRepair, undoRepair } from "./make-repair";
import { previewRepair } from "./preview-repair";

onBothEngines("the preview of a repair", (engine) => {
  let judge: Viewer;
  beforeAll(async () => {
    await load();
    judge = await newJudge();
  });

  test.each([
    { name: "a new key", ruling: { kind: "accept" as const, keys: ["part-first"], reasons: {} } },
    { name: "a dropped question", ruling: { kind: "drop" as const } },
  ])(
    "says what comes of $name, and writes nothing",
    async ({ ruling }) => {
      const viewer = await newViewer();
      const end = await liveThrough(viewer, 8, "previewed");
      const attemptId = await sitExam(at(viewer, end + 1), () => true);
      const form = await formOf(attemptId);
      const choice = there(
        form.find((one) => one.question.type === "multiple-choice" && !one.pilot && !one.questionId.includes("case")),
      );
      const disputeId = await disputed(viewer, attemptId, choice.questionId, end + 2);
      const before = await cameTo(viewer);
      const preview = got(await previewRepair(at(judge, end + 3), { disputeId, ruling }));
      expect(await cameTo(viewer)).toEqual(before);
      const rows = await foldedRows(viewer);
      const { repairId } = got(await makeRepair(at(judge, end + 4), { disputeId, ruling, because: "It is so." }));
      const after = await foldedRows(viewer);
      const { reader } = engine.database();
      const revised = await reader.resultRevision.findMany({ where: { repairId }, select: { attemptId: true } });
      expect(preview.results).toBe(revised.length);
      const own = await findAttempts(
        reader,
        viewer,
        revised.map((one) => one.attemptId),
      );
      const results = preview.learners.flatMap(({ attempts }) => attempts.map(({ now }) => JSON.stringify(now)));
      for (const { result } of own.values()) expect(results).toContain(JSON.stringify(result));
      // The traps of this learner, whose rows are known.
      const changed = after.traps.flatMap(({ trap, falls, decided }) => {
        const was = rows.traps.find((one) => one.trap === trap);
        const now = { falls, decided };
        return was?.falls === falls && was.decided === decided
          ? []
          : [{ was: { falls: was?.falls ?? 0, decided: was?.decided ?? 0 }, now }];
      });
      expect(changed.length).toBeGreaterThan(0);
      const told = preview.learners.map(({ traps }) => traps.map(({ was, now }) => ({ was, now })));
      expect(told).toContainEqual(expect.arrayContaining(changed));
      expect(JSON.stringify(preview)).not.toContain(viewer.userId);
      // Symptoms are told in their words.
      const ids = [...rows.remediations, ...after.remediations].map(({ symptom }) => symptom);
      const symptoms = preview.learners.flatMap(({ remediations }) => remediations.map(({ symptom }) => symptom));
      if (ruling.kind === "accept") expect(symptoms.length).toBeGreaterThan(0);
      for (const symptom of symptoms) expect(ids).not.toContain(symptom);
      got(await undoRepair(at(judge, end + 5), repairId));
      expect(await cameTo(viewer)).toEqual(before);
    },
    120_000,
  );
});
