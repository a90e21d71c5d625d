import type { PackContent } from "@/lib/content/read-pack";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fillSearch } from "@/lib/data/bank-list";
import { database } from "@/lib/data/database";
import { requestRecount } from "@/lib/data/item-analysis/counting";
import { markStale } from "@/lib/data/item-analysis/figures";
import { recordMedia, storeMedia } from "@/lib/data/media-files";
import { type ContentEntry, type EntryKind, mirrorEntries } from "@/lib/data/packs";
import { type NewStep, recordSteps } from "@/lib/data/question-steps";
import { type LoadOutcome, loadQuestion, retireMissing } from "@/lib/data/questions";

export type LoadReport = {
  entries: { added: number; changed: number; retired: number };
  questions: Record<LoadOutcome, number>;
  /** Ids of questions that were changed in the file, and changed or retired in the editor; the editor's word stays. */
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
  for (const { name, data } of pack.pictures) await storeMedia(name, data);
  return db.transaction(async (tx) => {
    const entries = await mirrorEntries(
      tx,
      { id: pack.info.id, hash: pack.hash, position: input.position },
      entriesOf(pack, input.hashOf),
      now,
    );
    for (const { name, sha256, width, height, data } of pack.pictures) {
      const file = { packId: pack.info.id, name, hash: sha256, bytes: data.byteLength, width, height, alt: "" };
      await recordMedia(tx, { ...file, addedBy: null, addedAt: now });
    }
    const questions: Record<LoadOutcome, number> = { added: 0, changed: 0, same: 0, conflict: 0 };
    const conflicts: string[] = [];
    const made = new Map<string, string[]>();
    let hasOtherDraws = false;
    for (const { question, context, draw, hash } of pack.questions) {
      const { review, ...content } = question;
      const { outcome, versionId } = await loadQuestion(
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
      const unitId = context?.id ?? question.id;
      if (versionId !== null) made.set(unitId, [...(made.get(unitId) ?? []), versionId]);
      if (outcome !== "changed") continue;
      hasOtherDraws ||= draw !== null;
    }
    await fillSearch(tx, pack.info.id);
    const present = pack.questions.map(({ question }) => question.id);
    const retired = await retireMissing(tx, pack.info.id, present, now);
    const step = { packId: pack.info.id, actorId: null };
    const published = [...made].map(
      ([unitId, versions]): NewStep => ({ ...step, unitId, kind: "published", versions }),
    );
    const units = new Set(retired.map(({ unitId }) => unitId));
    const gone = [...units].map((unitId): NewStep => ({ ...step, unitId, kind: "retired" }));
    await recordSteps(tx, [...published, ...gone], now);
    await markStale(
      tx,
      retired.map(({ id }) => id),
    );
    if (hasOtherDraws) await requestRecount(tx, pack.info.id);
    return { entries, questions, conflicts, retired: retired.map(({ id }) => id) };
  });
}
