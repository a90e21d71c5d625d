import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { parseLesson } from "@/lib/content/parse-lesson";
import { parseYaml } from "@/lib/content/parse-yaml";
import { type PackContent, readPack, readPacks } from "@/lib/content/read-pack";
import { samplePack } from "@/lib/content/testing/sample-pack";
import { questionFileSchema, questionSchema } from "@/lib/core/question/schema";
import { arbitraryQuestion } from "@/lib/core/question/testing/arbitrary-question";
import { bankFiles } from "./bank-files";
import { lessonFile } from "./lesson-file";

const QUESTIONS = path.resolve("questions");
const shipped = await readPacks(QUESTIONS);
if (!shipped.ok) throw new Error("the shipped packs have faults: npm run content:check");
// Inside the project, so that the families find what they import.
mkdirSync(path.resolve(".tmp"), { recursive: true });
const scratch = mkdtempSync(path.resolve(".tmp", "bank-files-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const written = (pack: PackContent) => pack.questions.filter(({ draw }) => draw === null);

describe.each(shipped.value.map((pack) => ({ id: pack.info.id, pack })))("$id", ({ id, pack }) => {
  test("written and read again it is the same pack, to the hash over all of it", async () => {
    const folder = path.join(scratch, id);
    for (const file of bankFiles({ ...pack, questions: written(pack) })) {
      const target = path.join(folder, file.path);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, file.text);
    }
    for (const chapter of pack.info.chapters) {
      const families = path.join(QUESTIONS, id, chapter, "families");
      if (pack.questions.some(({ draw }) => draw !== null))
        cpSync(families, path.join(folder, chapter, "families"), { recursive: true });
    }
    const again = await readPack(folder);
    if (!again.ok) throw new Error(JSON.stringify(again.error.slice(0, 3)));
    const { places: _places, ...got } = again.value;
    const { places: _shippedPlaces, ...wanted } = pack;
    expect(got).toEqual(wanted);
  });

  test.each(pack.lessons)("lesson $id is the same when it is read again", (lesson) => {
    const again = parseLesson(lessonFile(lesson), "lesson.md");
    expect(again.ok && again.value.lesson).toEqual(lesson);
  });
});

test("any question is the same when its file is read again", () => {
  const pack = samplePack();
  fc.assert(
    fc.property(arbitraryQuestion, (drawn) => {
      const question = questionSchema.parse(JSON.parse(JSON.stringify(drawn)));
      const files = bankFiles({ ...pack, questions: [{ question, context: null }] });
      const file = files.find((one) => one.path.endsWith(`/${question.id}.yaml`));
      const again = parseYaml(questionFileSchema, file?.text ?? "", { file: "q.yaml" });
      expect(again.ok && again.value.value).toEqual(question);
    }),
  );
});
