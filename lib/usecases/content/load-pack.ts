import type { PackContent } from "@/lib/content/read-pack";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database } from "@/lib/data/database";
import { type ContentEntry, type EntryKind, mirrorEntries } from "@/lib/data/packs";
import { type LoadOutcome, loadQuestion, retireMissing } from "@/lib/data/questions";

export type LoadReport = {
  entries: { added: number; changed: number; retired: number };
  questions: Record<LoadOutcome, number>;
  /** Ids of questions that were changed both in the file and in the editor; the editor's version stays. */
  conflicts: string[];
  retired: string[];
};

function entriesOf(pack: PackContent, hashOf: (text: string) => string): ContentEntry[] {
  const entry = (kind: EntryKind, key: string, value: unknown, position: number): ContentEntry => {
    const content = JSON.stringify(value);
    return { kind, key, content, hash: hashOf(content), position };
  };
  return [
    entry("pack", pack.info.id, pack.info, 0),
    ...pack.chapters.map((chapter, index) => entry("chapter", chapter.id, chapter, index)),
    ...pack.lessons.map((lesson, index) => entry("lesson", lesson.id, lesson, index)),
    ...pack.traps.map((trap, index) => entry("trap", trap.id, trap, index)),
    ...pack.facts.map((fact, index) => entry("fact", fact.id, fact, index)),
    ...pack.figures.map((figure, index) => entry("figure", figure.source, [figure.source, figure.svg], index)),
  ];
}

/** Brings a pack into the database, all of it or nothing. Loading the same pack again changes nothing. */
export async function loadPack(
  pack: PackContent,
  input: { position: number; hashOf: (text: string) => string },
  now: EpochMs,
): Promise<LoadReport> {
  const db = await database();
  return db.transaction(async (tx) => {
    const entries = await mirrorEntries(
      tx,
      { id: pack.info.id, hash: pack.hash, position: input.position },
      entriesOf(pack, input.hashOf),
      now,
    );
    const questions: Record<LoadOutcome, number> = { added: 0, changed: 0, same: 0, conflict: 0 };
    const conflicts: string[] = [];
    for (const { question, context, draw, hash } of pack.questions) {
      const { review, ...content } = question;
      const outcome = await loadQuestion(
        tx,
        pack.info.id,
        {
          served: { question: content, context, family: draw?.family ?? null },
          seed: draw?.seed ?? null,
          hash,
          verifiedOn: question.verifiedOn,
          review: review === undefined ? null : JSON.stringify(review),
        },
        now,
      );
      questions[outcome] += 1;
      if (outcome === "conflict") conflicts.push(question.id);
    }
    const present = pack.questions.map(({ question }) => question.id);
    return { entries, questions, conflicts, retired: await retireMissing(tx, pack.info.id, present, now) };
  });
}
