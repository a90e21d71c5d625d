import { z } from "zod";
import type { Candidate } from "@/lib/core/exam/assemble-form";
import { KINDS } from "@/lib/core/question/schema";
import { offeredTraps } from "@/lib/core/question/score";
import { searchTextOf } from "@/lib/core/question/search-text";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { KeptById } from "@/lib/core/shared/kept-by-id";
import { remember } from "@/lib/core/shared/remember";
import type { Reader, Tx } from "./database";
import { markStale } from "./item-analysis/figures";
import { newId } from "./new-id";
import { inSlices } from "./sql/in-slices";
import { selectPublished } from "./sql/select-published";
import { toDate } from "./time";

/** A question of the bank with the version that new forms take. */
export type BankQuestion = Omit<Candidate, "seen" | "familySeen"> & { versionId: string; exams: readonly string[] };

// The same few lists stand at many questions, and a bank is read for every exam that starts.
const idsOf = remember(5_000, (text): readonly string[] => z.array(z.string()).parse(JSON.parse(text)));
const kindSchema = z.enum(KINDS);

// What a question says of itself never changes with its version: each is read once, and a bank is read for every exam
// that starts.
const described = new KeptById<BankQuestion>(20_000);

/** What questions say of themselves, by the versions that new forms take. */
async function readDescriptions(db: Reader, versionIds: readonly string[]): Promise<[string, BankQuestion][]> {
  const rows = await db.question.findMany({
    where: { versionId: { in: [...versionIds] } },
    select: {
      id: true,
      family: true,
      lesson: true,
      type: true,
      traps: true,
      counterCue: true,
      difficulty: true,
      caseId: true,
      caseIndex: true,
      versionId: true,
      exams: true,
    },
  });
  return rows.flatMap(({ versionId, ...row }): [string, BankQuestion][] => {
    if (versionId === null) return [];
    const lists = { exams: idsOf(row.exams), traps: idsOf(row.traps) };
    return [[versionId, { ...row, ...lists, versionId, type: kindSchema.parse(row.type) }]];
  });
}

const listed = new Map<string, readonly BankQuestion[]>();
const MOST_LISTED = 100;

/** The published questions of a pack that fit an exam: the same list as before, while it is the same. */
export async function listBank(db: Reader, packId: string, examId: string): Promise<readonly BankQuestion[]> {
  const versionIds = await selectPublished(db, packId);
  const known = await described.get(versionIds, async (missing) => {
    const read: [string, BankQuestion][] = [];
    for (const slice of inSlices(missing)) read.push(...(await readDescriptions(db, slice)));
    return new Map(read);
  });
  const bank = versionIds.flatMap((versionId) => {
    const question = known.get(versionId);
    return question?.exams.includes(examId) ? [question] : [];
  });
  const of = `${packId} ${examId}`;
  const before = listed.get(of);
  if (before?.length === bank.length && before.every((question, place) => question === bank[place])) return before;
  if (listed.size >= MOST_LISTED) listed.clear();
  listed.set(of, bank);
  return bank;
}

/** Of the questions that `listBank` lists, what their difficulty is known by. */
export type RatedQuestion = Pick<BankQuestion, "id" | "family" | "lesson" | "difficulty">;

/** What the engine must know of every question of a pack, retired ones too: past answers were given to them. */
export async function listQuestionFacts(
  db: Reader,
  packId: string,
): Promise<{ id: string; family: string | null; lesson: string; difficulty: number; traps: string[] }[]> {
  const rows = await db.question.findMany({
    where: { packId },
    orderBy: { id: "asc" },
    select: { id: true, family: true, lesson: true, difficulty: true, traps: true },
  });
  return rows.map((row) => ({ ...row, traps: [...idsOf(row.traps)] }));
}

/** What a version says of its question, as its row in the bank has it. */
const describedBy = (served: ServedQuestion) => ({
  family: served.family,
  lesson: served.question.lesson,
  type: served.question.type,
  caseId: served.context?.id ?? null,
  caseIndex: served.context?.position ?? null,
  difficulty: served.question.difficulty,
  counterCue: served.question.counterCue,
  exams: JSON.stringify(served.question.exams),
  traps: JSON.stringify(offeredTraps(served.question)),
  searchText: searchTextOf(served),
});

export type QuestionToLoad = {
  served: ServedQuestion;
  /** Of a draw, what its family made it from. */
  seed: string | null;
  hash: string;
  verifiedOn: string;
  review: string | null;
};

/**
 * Makes the next version of a question and the one that new forms take; the question comes into the bank, or back into
 * it. Attempts keep the versions that they have. Returns the version's id.
 */
export async function publishVersion(
  tx: Tx,
  packId: string,
  { served, seed, hash, verifiedOn, review, source }: QuestionToLoad & { source: "file" | "editor" },
  now: EpochMs,
): Promise<string> {
  const { question } = served;
  const at = toDate(now);
  const newest = await tx.questionVersion.findFirst({
    where: { questionId: question.id },
    orderBy: { version: "desc" },
    select: { version: true },
  });
  const versionId = newId();
  const row = {
    packId,
    ...describedBy(served),
    state: "published",
    versionId,
    stateByHand: false,
    verifiedOn,
    updatedAt: at,
  };
  await tx.question.upsert({ where: { id: question.id }, create: { id: question.id, ...row }, update: row });
  await tx.questionVersion.create({
    data: {
      id: versionId,
      questionId: question.id,
      version: (newest?.version ?? 0) + 1,
      hash,
      content: JSON.stringify(served),
      seed,
      source,
      verifiedOn,
      review,
      createdAt: at,
    },
  });
  await markStale(tx, [question.id]);
  return versionId;
}

export type LoadOutcome = "added" | "changed" | "same" | "conflict";
/** `versionId`: of the version that was made, null where none was. */
export type Loaded = { outcome: LoadOutcome; versionId: string | null };

const unchanged = (outcome: LoadOutcome): Loaded => ({ outcome, versionId: null });

/**
 * Brings one question from a file into the bank. A changed file makes the next version; a version made in the editor
 * is never overwritten: when both changed, the file is left out and the conflict is told. What somebody retired by hand
 * stays retired, with its file there or not; when that file has changed, that is a conflict too, and so is a file that
 * says what was taken back in the app. The bank's word is the version that new forms take, which need not be the newest.
 */
export async function loadQuestion(
  tx: Tx,
  packId: string,
  { served, seed, hash, verifiedOn, review }: QuestionToLoad,
  now: EpochMs,
): Promise<Loaded> {
  const { question } = served;
  const at = toDate(now);
  const stored = await tx.question.findUnique({
    where: { id: question.id },
    select: {
      state: true,
      stateByHand: true,
      versionId: true,
      versions: { orderBy: { version: "desc" }, select: { id: true, version: true, hash: true, source: true } },
    },
  });
  const isHeld = stored?.state === "retired" && stored.stateByHand;
  const standing = stored?.versions.find(({ id }) => id === stored.versionId);
  const sameContent = stored?.versions.filter((version) => version.hash === hash) ?? [];
  const known = sameContent.find((version) => version === standing) ?? sameContent[0];
  if (known !== undefined) {
    await tx.questionVersion.update({ where: { id: known.id }, data: { verifiedOn, review } });
    await tx.question.updateMany({
      where: { versionId: known.id, verifiedOn: { not: verifiedOn } },
      data: { verifiedOn },
    });
    if (stored?.state === "retired" && !isHeld) {
      await tx.question.update({ where: { id: question.id }, data: { state: "published", updatedAt: at } });
    }
    if (known === standing || standing?.source === "editor") return unchanged("same");
    if (known.source === "editor") return unchanged("conflict");
  }
  if (standing?.source === "editor" || isHeld) return unchanged("conflict");
  const versionId = await publishVersion(tx, packId, { served, seed, hash, verifiedOn, review, source: "file" }, now);
  return { outcome: standing === undefined ? "added" : "changed", versionId };
}

/** Retires the questions that came from files and whose file is gone, unless they were brought back by hand. */
export async function retireMissing(
  tx: Tx,
  packId: string,
  present: readonly string[],
  now: EpochMs,
): Promise<{ id: string; unitId: string }[]> {
  const kept = new Set(present);
  const rows = await tx.question.findMany({
    where: { packId, state: { not: "retired" }, stateByHand: false },
    select: { id: true, caseId: true, versionId: true, versions: { select: { id: true, source: true } } },
  });
  const gone = rows
    .filter((row) => !kept.has(row.id) && row.versions.find(({ id }) => id === row.versionId)?.source === "file")
    .map(({ id, caseId }) => ({ id, unitId: caseId ?? id }));
  for (const { id } of gone) {
    await tx.question.update({ where: { id }, data: { state: "retired", updatedAt: toDate(now) } });
  }
  return gone;
}

/** What is known of a question beside its content: the version that new forms take and where it stands. */
export async function findQuestionRecord(db: Reader, id: string) {
  const row = await db.question.findUnique({ where: { id }, select: { packId: true, state: true, versionId: true } });
  if (row === null || row.versionId === null) return null;
  const version = await db.questionVersion.findUnique({
    where: { id: row.versionId },
    select: { version: true, verifiedOn: true, review: true },
  });
  return version === null ? null : { ...row, versionId: row.versionId, ...version };
}

export type UnitVersions = {
  packId: string;
  /** The case's id, or the question's own. */
  unitId: string;
  family: string | null;
  /** In the order of the case; each with the version that new forms take. */
  questions: { id: string; versionId: string; state: string }[];
};

/** The question file that a published question belongs to; null where there is no such question. */
export async function listUnitVersions(db: Reader, questionId: string): Promise<UnitVersions | null> {
  const found = await db.question.findUnique({
    where: { id: questionId },
    select: { id: true, packId: true, caseId: true, family: true, state: true, versionId: true },
  });
  if (found === null) return null;
  const rows =
    found.caseId === null
      ? [found]
      : await db.question.findMany({
          where: { packId: found.packId, caseId: found.caseId, state: found.state },
          orderBy: { caseIndex: "asc" },
          select: { id: true, packId: true, caseId: true, family: true, state: true, versionId: true },
        });
  const questions = rows.flatMap(({ id, versionId, state }) => (versionId === null ? [] : [{ id, versionId, state }]));
  return { packId: found.packId, unitId: found.caseId ?? found.id, family: found.family, questions };
}

/** The version of each published question that new forms take, with its hash; an undone repair leaves newer ones. */
export async function findServedVersions(
  db: Reader,
  questionIds: readonly string[],
): Promise<Map<string, { id: string; hash: string }>> {
  const rows = await db.question.findMany({
    where: { id: { in: [...questionIds] }, state: "published" },
    select: { id: true, versionId: true },
  });
  const versions = await db.questionVersion.findMany({
    where: { id: { in: rows.flatMap(({ versionId }) => versionId ?? []) } },
    select: { id: true, questionId: true, hash: true },
  });
  return new Map(versions.map(({ questionId, ...version }) => [questionId, version]));
}

/** Takes a question out of new forms, by hand: its file does not bring it back. Attempts keep it. */
export async function retireQuestion(tx: Tx, id: string, now: EpochMs): Promise<void> {
  await tx.question.update({ where: { id }, data: { state: "retired", stateByHand: true, updatedAt: toDate(now) } });
  await markStale(tx, [id]);
}

/** Puts a retired question back into new forms, by hand: that its file is gone does not take it out again. */
export async function reviveQuestion(tx: Tx, id: string, now: EpochMs): Promise<void> {
  await tx.question.update({ where: { id }, data: { state: "published", stateByHand: true, updatedAt: toDate(now) } });
  await markStale(tx, [id]);
}

/** Says anew when a version was verified and how its blind review came out; both may change without a new version. */
export async function markVerified(
  tx: Tx,
  versionId: string,
  { verifiedOn, review }: { verifiedOn: string; review: string | null },
): Promise<void> {
  const data = review === null ? { verifiedOn } : { verifiedOn, review };
  await tx.questionVersion.update({ where: { id: versionId }, data });
  await tx.question.updateMany({ where: { versionId }, data: { verifiedOn } });
}

/** Holds questions of a pack until the transaction ends, so that two who change them do so in turn. */
export async function lockQuestions(tx: Tx, packId: string, ids: readonly string[]): Promise<void> {
  // Writing the pack onto itself changes nothing and takes the rows' locks on both engines.
  await tx.question.updateMany({ where: { packId, id: { in: [...ids] } }, data: { packId } });
}

/** `stateByHand`: somebody decided the state in the app, whatever the files say. */
export type Standing = { state: string; versionId: string; stateByHand: boolean };

/** How a question stands: its state and the version that new forms take. */
export async function findStanding(db: Reader, id: string): Promise<Standing | null> {
  const row = await db.question.findUnique({
    where: { id },
    select: { state: true, versionId: true, stateByHand: true },
  });
  return row === null || row.versionId === null ? null : { ...row, versionId: row.versionId };
}

/** Lets new forms take an earlier version again; `served` is what that version holds. */
export async function putBackVersion(tx: Tx, served: ServedQuestion, standing: Standing, now: EpochMs): Promise<void> {
  const { id, verifiedOn } = served.question;
  const row = { ...describedBy(served), verifiedOn, updatedAt: toDate(now) };
  await tx.question.update({ where: { id }, data: { ...row, ...standing } });
  await markStale(tx, [id]);
}
