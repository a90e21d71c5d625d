import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makePicture } from "@/lib/content/pictures/make-picture";
import type { Viewer } from "@/lib/core/access/viewer";
import { listMedia } from "@/lib/data/media-files";
import { folderStore } from "@/lib/data/media-store/folder-store";
import { useMediaStore as placeStore } from "@/lib/data/media-store/media-store";
import { onBothEngines } from "@/lib/data/testing/engines";
import { checkDraft, getDraft, openDraft } from "@/lib/usecases/authoring/drafts";
import { at, got, load, newViewer, START_MS, there } from "@/lib/usecases/testing/scene";
import { soundPack } from "@/lib/usecases/testing/sound-pack";
import { addPicture } from "./add-picture";
import { findPicture } from "./get-picture";

const cup = (width = 40) =>
  sharp({ create: { width, height: 20, channels: 3, background: "#aa3311" } })
    .png()
    .toBuffer();

onBothEngines("pictures", (engine) => {
  let writer: Viewer;
  let folder = "";
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "pictures-"));
    placeStore(folderStore(folder));
    await load(soundPack());
    writer = await newViewer({ role: "instructor" });
  });
  afterAll(() => {
    placeStore(undefined);
    rmSync(folder, { recursive: true, force: true });
  });
  const reader = () => engine.database().reader;
  const stored = async () => ({ rows: await listMedia(reader(), "brew"), files: readdirSync(folder) });

  test("what an instructor sends is kept once, with who and when, and is served by its name", async () => {
    const input = { packId: "brew", alt: "A [red] cup", bytes: await cup() };
    const { name, markdown } = got(await addPicture(at(writer), input));
    const other = await newViewer({ role: "admin" });
    expect(got(await addPicture(at(other, START_MS + 5), input)).name).toBe(name);
    const [row, ...more] = await listMedia(reader(), "brew");
    expect(more).toEqual([]);
    expect(row).toMatchObject({ name, width: 40, height: 20, alt: "A [red] cup", addedBy: writer.userId });
    expect(row?.addedAt).toBe(START_MS);
    expect(markdown).toBe(`![A \\[red\\] cup](media/${name})`);
    const served = there(await findPicture(name));
    expect([served.byteLength, (await sharp(served).metadata()).format]).toEqual([row?.bytes, "webp"]);
  });

  test.each(["learner", "lead"] as const)("a %s sends none", async (role) => {
    const before = await stored();
    const input = { packId: "brew", alt: "A cup", bytes: await cup(50) };
    expect(await addPicture(at(await newViewer({ role })), input)).toEqual({ ok: false, error: "missing" });
    expect(await addPicture(at(writer), { ...input, packId: "gone" })).toEqual({ ok: false, error: "missing" });
    expect(await stored()).toEqual(before);
  });

  test.each([
    { name: "a script", bytes: "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", error: "no-picture" },
    { name: "a broken picture", bytes: "GIF89a<script>", error: "broken" },
  ])("$name is told about and leaves nothing", async ({ bytes, error }) => {
    const before = await stored();
    const input = { packId: "brew", alt: "A cup", bytes: Buffer.from(bytes) };
    expect(await addPicture(at(writer), input)).toEqual({ ok: false, error });
    expect(await stored()).toEqual(before);
  });

  test("what no pack has is missing, whatever lies in the folder or is asked for", async () => {
    const made = got(await makePicture(await cup(60)));
    await folderStore(folder).put(made.name, made.data);
    expect(await findPicture(made.name)).toBeNull();
    for (const name of ["../trapline.db", "..", "secret", "a.webp", `${made.name}/..`]) {
      expect(await findPicture(name)).toBeNull();
    }
  });

  test("a draft may show the pictures of its pack and no others, each with words", async () => {
    const { name, markdown } = got(
      await addPicture(at(writer), { packId: "brew", alt: "A cup", bytes: await cup(70) }),
    );
    const { draftId } = got(await openDraft(at(writer), { questionId: "brew-q-heat-one" }));
    const { file } = there(await getDraft(at(writer), draftId));
    const faults = async (shown: string) => {
      const questions = file.questions.map((question) => ({ ...question, stem: `${question.stem}\n\n${shown}` }));
      const found = there(await checkDraft(at(writer), { draftId, file: { ...file, questions } }));
      return found.filter(({ rule }) => rule === "pictures").map(({ path, message }) => [path.join("."), message]);
    };
    expect(await faults(markdown)).toEqual([]);
    expect(await faults(`![](media/${name})`)).toEqual([
      ["stem", `The picture media/${name} has no text for who cannot see it.`],
    ]);
    const gone = name.replace(/^./, (first) => (first === "0" ? "1" : "0"));
    expect(await faults(`![A cup](media/${gone})`)).toEqual([["stem", `There is no picture media/${gone}.`]]);
    expect(await faults("![A cup](https://elsewhere.example/cup.png)")).toHaveLength(1);
    expect(await faults(`| ![A cup](media/${name}) |\n|---|`)).toEqual([
      ["stem", "A picture stands where none can be shown: give it a line of its own."],
    ]);
    expect(await faults("```\n![A cup](media/x.png)\n```")).toEqual([]);
  });

  test("the pictures of a pack's files are loaded with it, and a second time change nothing", async () => {
    const made = got(await makePicture(await cup(80)));
    const pack = { ...soundPack(), pictures: [made] };
    await load(pack);
    await load(pack, START_MS + 1_000);
    const row = there((await listMedia(reader(), "brew")).find(({ name }) => name === made.name));
    expect(row).toMatchObject({ addedBy: null, addedAt: START_MS, hash: made.sha256, width: 80 });
    expect(await findPicture(made.name)).toEqual(made.data);
  });
});
