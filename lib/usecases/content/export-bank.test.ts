import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { type PackContent, readPack } from "@/lib/content/read-pack";
import { findLiveEntries } from "@/lib/data/packs";
import { listPublished } from "@/lib/data/question-standing";
import { listBank } from "@/lib/data/questions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { waiveReview } from "@/lib/usecases/authoring/decide-review";
import { retire } from "@/lib/usecases/authoring/life";
import { handedIn, sheetOf } from "@/lib/usecases/testing/reviewing";
import { at, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { soundPack } from "@/lib/usecases/testing/sound-pack";
import { exportBank } from "./export-bank";

const scratch = mkdtempSync(path.join(tmpdir(), "trapline-bank-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The bank of a pack, written as files and read from them again. */
async function throughFiles(packId: string): Promise<PackContent> {
  const [pack] = await exportBank(packId);
  const folder = mkdtempSync(path.join(scratch, "x-"));
  for (const file of there(pack).files) {
    const target = path.join(folder, packId, file.path);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
  return got(await readPack(path.join(folder, packId)));
}

onBothEngines("the bank as files", (engine) => {
  /** All that a bank is to a learner, without the keys of its rows. */
  const bankOf = async (packId: string) => {
    const { reader } = engine.database();
    const rows = await listBank(reader, packId, `${packId}-1`);
    return {
      entries: await findLiveEntries(reader, packId),
      published: await listPublished(reader, packId),
      rows: rows.map(({ versionId: _versionId, ...row }) => row),
    };
  };
  const edited = async (id: string) => {
    const writer = await newViewer({ role: "instructor" });
    const admin = await newViewer({ role: "admin" });
    for (const name of ["water-one", "case-heat"]) {
      const draftId = await handedIn(writer, `${id}-q-${name}`);
      const sheet = await sheetOf(admin, draftId);
      const standing = "standing" in sheet ? sheet.standing : "";
      const input = { draftId, revision: sheet.revision, standing, onTop: false, note: "For a test." };
      got(await waiveReview(at(admin), input));
    }
    got(await retire(at(writer), { questionId: `${id}-q-water-two`, reason: "For a test." }));
  };

  test("loaded into the same database they change nothing, also after work in the editor", async () => {
    await load(soundPack({ id: "kept" }));
    for (const work of [async () => {}, () => edited("kept")]) {
      await work();
      const before = await bankOf("kept");
      const report = await load(await throughFiles("kept"), START_MS + 1, 0);
      expect(report).toMatchObject({
        entries: { added: 0, changed: 0, retired: 0 },
        questions: { added: 0, changed: 0, conflict: 0, same: before.published.length },
        retired: [],
      });
      expect(await bankOf("kept")).toEqual(before);
    }
  });

  test("loaded into an empty database they are the same bank", async () => {
    await load(soundPack({ id: "moved" }));
    await edited("moved");
    const before = await bankOf("moved");
    const pack = await throughFiles("moved");
    await engine.database().transaction(async (tx) => {
      await tx.question.updateMany({ where: { packId: "moved" }, data: { versionId: null } });
      await tx.questionVersion.deleteMany({ where: { question: { packId: "moved" } } });
      await tx.question.deleteMany({ where: { packId: "moved" } });
      await tx.contentEntry.deleteMany({ where: { packId: "moved" } });
      await tx.pack.deleteMany({ where: { id: "moved" } });
    });
    const report = await load(pack, START_MS + 1, 0);
    expect(report.questions).toEqual({ added: before.published.length, changed: 0, same: 0, conflict: 0 });
    expect(await bankOf("moved")).toEqual(before);
    expect(before.published.some(({ served }) => served.question.stem.includes("It rains."))).toBe(true);
    expect(before.published.map(({ id }) => id)).not.toContain("moved-q-water-two");
  });

  test("what is retired or a draft is counted, not written", async () => {
    const [pack] = await exportBank("moved");
    expect(pack).toMatchObject({ unpublished: { retired: 0, drafts: 0 }, families: [], retiredDraws: [] });
    expect((await exportBank("kept"))[0]?.unpublished).toEqual({ retired: 1, drafts: 0 });
    expect(await exportBank("no-such-pack")).toEqual([]);
  });
});
