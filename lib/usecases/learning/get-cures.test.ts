import { beforeAll, describe, expect, test } from "vitest";
import { initialLearner } from "@/lib/core/learning/fold/learner-state";
import { FIRST_PARAMETERS } from "@/lib/core/learning/fold/learning-parameters";
import type { TrapState } from "@/lib/core/learning/remediation/state";
import { lockLearner, saveLearnerState, unscopedListRemediationsOfEverybody } from "@/lib/data/learners";
import { onBothEngines } from "@/lib/data/testing/engines";
import { at, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { smallPack } from "@/lib/usecases/testing/small-pack";
import { getCures } from "./get-cures";

const BOIL = "trap-always-boil";
const GREEN = "trap-boil-green";

const counted = { question: "brew-q-heat-one", attempt: "a", at: START_MS, seen: false };
const cured: TrapState = {
  kind: "cured",
  since: START_MS,
  checks: [counted, { ...counted, inTimedExam: false }],
  relapses: 0,
};
const treated: TrapState = { kind: "treated", since: START_MS, drillAttempts: [], firstCheck: null, relapses: 0 };
const suspected: TrapState = { kind: "suspected", since: START_MS, by: "engine", evidence: [], refused: [] };

onBothEngines("does the lesson cure", (engine) => {
  beforeAll(async () => {
    await load();
    await load(smallPack({ id: "mash" }));
  });

  /** Somebody new whose remediation stands like this. */
  async function learner(traps: Record<string, TrapState>, packId = "brew"): Promise<string> {
    const { userId } = await newViewer();
    return engine.database().transaction(async (tx) => {
      const row = await lockLearner(tx, { userId, packId }, 1, START_MS);
      const remediation = {
        symptom: "bitter-cup",
        openedAt: START_MS,
        openedBy: "engine" as const,
        updatedAt: START_MS,
      };
      const state = {
        ...initialLearner(FIRST_PARAMETERS.mastery),
        remediations: { "bitter-cup": { remediation: { ...remediation, traps }, story: [] } },
      };
      await saveLearnerState(tx, row.id, null, state, { seq: 0, at: START_MS });
      return userId;
    });
  }
  const many = async (count: number, traps: Record<string, TrapState>, packId?: string) => {
    const ids: string[] = [];
    for (let one = 0; one < count; one += 1) ids.push(await learner(traps, packId));
    return ids;
  };

  test("is told to those who read the bank alone", async () => {
    for (const role of ["learner", "lead"] as const) {
      expect(await getCures(at(await newViewer({ role })))).toBeNull();
    }
  });

  describe("with learners", () => {
    let people: string[] = [];
    beforeAll(async () => {
      people = [
        ...(await many(15, { [BOIL]: cured, [GREEN]: suspected })),
        ...(await many(4, { [BOIL]: treated, [GREEN]: cured })),
      ];
      // Of another pack: none of these count here.
      await many(25, { [BOIL]: cured }, "mash");
    });
    const cures = async () => there(await getCures(at(await newViewer({ role: "instructor" }))));

    test("nothing is told of nineteen, and all of twenty, each once in their section", async () => {
      expect((await cures()).traps.map(({ row }) => row.kind)).toEqual(["few", "few", "few", "few"]);
      people.push(await learner({ [BOIL]: treated }));
      const { traps, sections } = await cures();
      const boil = there(traps.find(({ id }) => id === BOIL));
      expect(boil).toMatchObject({ name: `The belief of ${BOIL}`, lesson: "lesson-heat" });
      expect(boil.row).toMatchObject({ kind: "enough", treated: 20, cured: 15, relapsed: 0, waiting: 5 });
      // The four with two treated traps are cured of one only.
      expect(sections[0]).toMatchObject({ lesson: "lesson-heat", section: "what-it-does", traps: 2 });
      expect(sections[0]?.row).toMatchObject({ kind: "enough", treated: 20, cured: 15, waiting: 5 });
      expect(traps.find(({ id }) => id === GREEN)?.row).toEqual({ kind: "few" });
    });

    test("names nobody", async () => {
      const told = JSON.stringify(await cures());
      expect(people.filter((id) => told.includes(id))).toEqual([]);
    });

    test("reads learners page by page, each once, those without a remediation not at all", async () => {
      const { reader } = engine.database();
      const seen: string[] = [];
      let after: string | null = null;
      for (;;) {
        const page = await unscopedListRemediationsOfEverybody(reader, "brew", after, 7);
        seen.push(...page.map(({ learnerId }) => learnerId));
        after = page.at(-1)?.learnerId ?? null;
        if (page.length < 7) break;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toHaveLength(people.length);
    });
  });
});
