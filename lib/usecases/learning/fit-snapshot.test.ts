import { beforeAll, expect, test } from "vitest";
import { findLearner } from "@/lib/data/learners";
import { getSnapshot, newestSnapshot } from "@/lib/data/parameter-snapshots";
import { onBothEngines } from "@/lib/data/testing/engines";
import { foldedRows, liveThrough, sitExam } from "@/lib/usecases/testing/learning";
import { at, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { fitSnapshot } from "./fit-snapshot";
import { rebuildLearner } from "./rebuild";

onBothEngines("fitting a snapshot", (engine) => {
  const db = () => engine.database();
  beforeAll(async () => {
    await load();
  });

  test("too few answers store nothing, and no pack is told", async () => {
    await sitExam(at(await newViewer()), () => true);
    expect(await fitSnapshot("brew", START_MS)).toMatchObject({ ok: false, error: { kind: "too-few" } });
    expect(await fitSnapshot("no-such-pack", START_MS)).toEqual({ ok: false, error: { kind: "unknown-pack" } });
    expect(await newestSnapshot(db().reader, "brew")).toBe(1);
  });

  test("a learner keeps their snapshot until they are rebuilt with another, and the numbers say what was seen", async () => {
    const early = await newViewer();
    const now = await liveThrough(early, 8, "early");
    for (let i = 0; i < 12; i += 1) await sitExam(at(await newViewer(), now), ({ trap }) => trap === "trap-any-water");
    const fitted = got(await fitSnapshot("brew", now, 50));
    expect(fitted.number).toBe(2);
    const parameters = await getSnapshot(db().reader, "brew", 2);
    const rates = parameters.trapRates;
    expect(rates["trap-any-water"]).toBeGreaterThan(0.4);
    expect(rates["trap-any-water"]).toBeGreaterThan(there(rates["trap-longer-steep"]));
    const hard = there(parameters.questions["brew-q-water-one"]);
    const easy = there(parameters.questions["brew-q-time-three"]);
    expect(hard.offset).toBeLessThan(easy.offset);

    const learner = there(await findLearner(db().reader, early, "brew"));
    expect(learner.snapshot).toBe(1);
    const before = await foldedRows(early);
    await sitExam(at(await newViewer(), now), () => false);
    expect(await foldedRows(early)).toEqual(before);
    await rebuildLearner(learner, now, 2);
    const after = await foldedRows(early);
    expect(after.learner).toMatchObject({ snapshot: 2, answers: before.learner?.answers });
    expect(after.learner?.state).not.toBe(before.learner?.state);
    await rebuildLearner(learner, now, 1);
    expect(await foldedRows(early)).toEqual(before);
  }, 120_000);
});
