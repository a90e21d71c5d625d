import { z } from "zod";
import { type Context, can } from "@/lib/core/access/viewer";
import { type Change, changesBetween } from "@/lib/core/authoring/changes";
import type { StepKind } from "@/lib/core/authoring/step";
import { reviewSchema } from "@/lib/core/question/fields";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { database, type Reader } from "@/lib/data/database";
import { findDraftOf } from "@/lib/data/drafts";
import { findPackView } from "@/lib/data/packs";
import { listVersions, type VersionRow } from "@/lib/data/question-standing";
import { listSteps, type Step } from "@/lib/data/question-steps";
import { getServedQuestions } from "@/lib/data/question-versions";
import { findQuestionRecord, listUnitVersions } from "@/lib/data/questions";
import { findNames } from "@/lib/data/users";

/** One thing that happened to a question, as its history tells it. */
export type HistoryEntry = {
  id: string;
  /** `put-back`: by the undoing of a repair, or with many questions at once. */
  kind: StepKind | "put-back";
  /** Null: a file, or somebody who is gone. */
  actor: string | null;
  byFile: boolean;
  at: EpochMs;
  /** The version of this question that it made, took up or put back; null where there was none. */
  version: number | null;
  /** Who wrote what somebody else published. */
  author: string | null;
  /** What somebody said about it. */
  note: string | null;
};

export type HistoryVersion = {
  id: string;
  version: number;
  at: EpochMs;
  isCurrent: boolean;
  /** "Reviewed by a person: solved agreed, tags agreed". */
  review: string;
  verifiedOn: string;
};

export type History = {
  questionId: string;
  unitId: string;
  state: string;
  /** A draw of a family: it is changed in code alone. */
  family: string | null;
  /** The other questions of its case, which retire and come back with it. */
  inCaseWith: string[];
  entries: HistoryEntry[];
  versions: HistoryVersion[];
  /** The draft that somebody is writing of it. */
  draft: { id: string; state: "draft" | "in-review" } | null;
  /** Two versions and what differs; null where there is only one. */
  compared: { from: number; to: number; changes: Change[] } | null;
};

const detailSchema = z.object({
  note: z.string().optional(),
  reason: z.string().optional(),
  because: z.string().optional(),
  draftId: z.string().optional(),
  author: z.string().nullish(),
  version: z.number().optional(),
});

const reviewWords = (review: string | null): string => {
  if (review === null) return "Not reviewed blind";
  const { by, solvedBlind, tagsBlind, on } = reviewSchema.parse(JSON.parse(review));
  return `Solved blind by a ${by} on ${on}: ${solvedBlind}; tags: ${tagsBlind}`;
};

function entryOf(step: Step, versions: readonly VersionRow[], names: ReadonlyMap<string, string>): HistoryEntry {
  const { note, reason, because, draftId, author, version } = detailSchema.catch({}).parse(step.detail);
  const made = versions.find(({ id }) => step.versions.includes(id));
  return {
    id: step.id,
    kind: step.kind === "restored" && draftId === undefined ? "put-back" : step.kind,
    actor: step.actor,
    byFile: step.actorId === null,
    at: step.at,
    version: made?.version ?? version ?? null,
    author: author && author !== step.actorId ? (names.get(author) ?? null) : null,
    note: note ?? reason ?? because ?? null,
  };
}

/** Versions from before steps were written: the bank knows when they came, and from where. */
const unstepped = (versions: readonly VersionRow[], steps: readonly Step[]): HistoryEntry[] =>
  versions
    .filter(({ id }) => !steps.some((step) => step.versions.includes(id)))
    .map(({ id, version, at, source }) => ({
      id,
      kind: "published",
      actor: null,
      byFile: source === "file",
      at,
      version,
      author: null,
      note: null,
    }));

async function compare(
  db: Reader,
  packId: string,
  pair: { from: VersionRow; to: VersionRow },
): Promise<History["compared"]> {
  const served = await getServedQuestions(db, [pair.from.id, pair.to.id]);
  const pack = await findPackView(db, packId);
  const [before, after] = [served.get(pair.from.id), served.get(pair.to.id)];
  if (before === undefined || after === undefined) return null;
  const nameOf = (id: string) => pack?.traps.get(id)?.name ?? id;
  return { from: pair.from.version, to: pair.to.version, changes: changesBetween(before, after, nameOf) };
}

/**
 * The life of a question, for those who read the bank; null for everybody else, and where there is none. `compare`: the
 * numbers of two versions; without them the one that new forms take is compared with the one before it, or with the next
 * where it is the first.
 */
export async function getHistory(
  { viewer }: Context,
  questionId: string,
  wanted: { from: number | null; to: number | null } = { from: null, to: null },
): Promise<History | null> {
  if (!can(viewer, "readBank")) return null;
  const { reader } = await database();
  const unit = await listUnitVersions(reader, questionId);
  const record = await findQuestionRecord(reader, questionId);
  if (unit === null || record === null) return null;
  const versions = await listVersions(reader, questionId);
  const steps = await listSteps(reader, unit.unitId);
  const draft = await findDraftOf(reader, unit.unitId);
  const authors = steps.flatMap(({ detail }) => detailSchema.catch({}).parse(detail).author ?? []);
  const names = await findNames(reader, authors);
  const entries = [...steps.map((step) => entryOf(step, versions, names)), ...unstepped(versions, steps)].sort(
    (a, b) => b.at - a.at,
  );
  const current = versions.findIndex(({ id }) => id === record.versionId);
  const to =
    versions.find(({ version }) => version === wanted.to) ??
    versions[Math.min(current, versions.length - 2)] ??
    versions[0];
  const from =
    versions.find(({ version }) => version === wanted.from) ??
    versions.find(({ version }) => to !== undefined && version < to.version);
  return {
    questionId,
    unitId: unit.unitId,
    state: record.state,
    family: unit.family,
    inCaseWith: unit.questions.flatMap(({ id }) => (id === questionId ? [] : [id])),
    entries,
    versions: versions.map(({ id, version, at, review, verifiedOn }) => ({
      id,
      version,
      at,
      verifiedOn,
      isCurrent: id === record.versionId,
      review: reviewWords(review),
    })),
    draft: draft === null ? null : { id: draft.id, state: draft.state },
    compared:
      to === undefined || from === undefined || from === to ? null : await compare(reader, unit.packId, { from, to }),
  };
}
