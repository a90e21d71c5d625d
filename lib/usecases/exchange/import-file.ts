import { createHash } from "node:crypto";
import { makesDraft } from "@/lib/content/drafts/plan-import";
import { type ReadFile, readFileSchema, readImport, type Unread } from "@/lib/content/drafts/read-import";
import { IMPORTABLE } from "@/lib/content/interchange/detect-format";
import { LIMITS } from "@/lib/content/interchange/exchange";
import { findFormat } from "@/lib/content/interchange/formats";
import { spotWords } from "@/lib/content/interchange/spot-words";
import { type Context, can } from "@/lib/core/access/viewer";
import { unitIdOf } from "@/lib/core/authoring/draft-file";
import { listPackLessons, type PackView } from "@/lib/core/pack/pack-view";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database, type Reader } from "@/lib/data/database";
import { createDrafts, listTakenIds } from "@/lib/data/drafts";
import { dropImport, findImport, type ImportRow, keepImport, settleImport } from "@/lib/data/imports";
import { findPackView } from "@/lib/data/packs";
import { recordSteps } from "@/lib/data/question-steps";
import { findDraftFiles, findUnits } from "@/lib/data/question-units";
import { lockUser } from "@/lib/data/users";
import { lintContext } from "@/lib/usecases/authoring/lint-context";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import {
  type ImportLine,
  type ImportPlan,
  type ImportWishes,
  importLines,
  newIdsOf,
  planReadFile,
  wishesIn,
} from "./plan-read-file";

/** The largest file that is read, and the formats that can be. */
export const importBounds = {
  bytes: LIMITS.bytes,
  formats: IMPORTABLE.map(({ id, label, endings }) => ({ id, label, endings })),
};

/** What is kept of one file at most; texts within `LIMITS` stay far below. */
const MOST_KEPT = 48 * 1024 * 1024;

/** Why a file was not taken. `problems` say it by row or element. */
export type FileRefusal =
  | { kind: "missing" }
  | { kind: "too-much" }
  | { kind: "unknown-format" }
  | { kind: "nothing"; label: string; problems: { place: string; message: string }[]; count: number };

/** Why nothing was read, in words. */
export function unreadWords(unread: Unread): FileRefusal {
  if (unread.kind === "unknown-format") return unread;
  const { format, problems, count } = unread;
  const told = problems.map(({ at, message }) => ({ place: spotWords(at), message }));
  return { kind: "nothing", label: format.label, problems: told, count };
}

/**
 * Reads a file and keeps what was read for its owner until they decide; a file in which nothing can be read leaves
 * nothing behind. Returns the import's id.
 */
export async function bringFile(
  context: Context,
  file: { name: string; bytes: Uint8Array; format: string | null },
): Promise<Result<{ importId: string }, FileRefusal>> {
  const { viewer, now } = context;
  if (!can(viewer, "writeBank")) return fail({ kind: "missing" });
  const read = readImport(file, file.format);
  if (!read.ok) return fail(unreadWords(read.error));
  const content = JSON.stringify(read.value.read);
  if (content.length > MOST_KEPT) return fail({ kind: "too-much" });
  const hash = createHash("sha256").update(file.bytes).digest("hex");
  const { pack } = await getCurrentExam(viewer);
  const db = await database();
  const row = {
    ownerId: viewer.userId,
    packId: pack.id,
    format: read.value.format.id,
    fileName: file.name.slice(-200),
    hash,
    content,
  };
  const importId = await db.transaction((tx) => keepImport(tx, row, now));
  return ok({ importId });
}

/** What an import has become. */
export type MadeImport = { kind: "made"; fileName: string; drafts: number };

/** What an import will come to, a page of it, for its owner. */
export type ImportPreview = {
  kind: "waiting";
  id: string;
  fileName: string;
  format: string;
  hash: string;
  packName: string;
  wishes: ImportWishes;
  lessons: { id: string; title: string }[];
  exams: { id: string; name: string }[];
  /** Of the whole file. */
  counts: Record<ImportLine["fate"], number> & { drafts: number; questions: number; sameQuestions: number };
  lines: ImportLine[];
  page: number;
  pages: number;
  problems: { place: string; message: string }[];
  losses: { place: string; what: string }[];
  told: ReadFile["count"];
  digest: string;
};

const PER_PAGE = 40;

/** Counts what a plan makes. */
export function countPlan({ units }: ImportPlan): ImportPreview["counts"] {
  const counts = { new: 0, copy: 0, update: 0, same: 0, skip: 0, drafts: 0, questions: 0, sameQuestions: 0 };
  for (const unit of units) {
    counts[unit.fate] += 1;
    if (unit.fate === "same") counts.sameQuestions += unit.file.questions.length;
    if (!makesDraft(unit)) continue;
    counts.drafts += 1;
    counts.questions += unit.file.questions.length;
  }
  return counts;
}

type Waiting = { row: ImportRow; read: ReadFile; pack: PackView; wishes: ImportWishes; plan: ImportPlan };

/** An import of the viewer's with what it comes to now; null where there is none that waits. */
async function planWaiting(
  db: Reader,
  { viewer }: Context,
  row: ImportRow,
  asked: Partial<ImportWishes>,
): Promise<Waiting | null> {
  const pack = await findPackView(db, row.packId);
  if (pack === null) return null;
  const wishes = wishesIn(pack, asked, viewer.examId ?? "");
  const read = readFileSchema.parse(JSON.parse(row.content));
  const plan = await planReadFile(db, read, { packId: row.packId, fileName: row.fileName, wishes });
  return { row, read, pack, wishes, plan };
}

const findOwn = (db: Reader, { viewer }: Context, id: string): Promise<ImportRow | null> =>
  can(viewer, "writeBank") ? findImport(db, viewer.userId, id) : Promise.resolve(null);

/** What a file will come to, or has come to; null where there is no such import, or it is another's. */
export async function getImport(
  context: Context,
  input: { importId: string; wishes: Partial<ImportWishes>; page: number },
): Promise<ImportPreview | MadeImport | null> {
  const { reader } = await database();
  const row = await findOwn(reader, context, input.importId);
  if (row === null) return null;
  if (row.isMade) return { kind: "made", fileName: row.fileName, drafts: row.draftIds.length };
  const waiting = await planWaiting(reader, context, row, input.wishes);
  if (waiting === null) return null;
  const { read, pack, wishes, plan } = waiting;
  const pages = Math.max(1, Math.ceil(plan.units.length / PER_PAGE));
  const page = Math.min(Math.max(1, input.page), pages);
  return {
    kind: "waiting",
    id: row.id,
    fileName: row.fileName,
    format: findFormat(row.format)?.label ?? row.format,
    hash: row.hash,
    packName: pack.info.name,
    wishes,
    lessons: listPackLessons(pack).map(({ id, title }) => ({ id, title })),
    exams: pack.info.exams.map(({ id, code }) => ({ id, name: code })),
    counts: countPlan(plan),
    lines: importLines(
      plan.units.slice((page - 1) * PER_PAGE, page * PER_PAGE),
      pack,
      await lintContext(reader, pack.id, context.now),
    ),
    page,
    pages,
    problems: read.problems.map(({ at, message }) => ({ place: spotWords(at), message })),
    losses: read.losses.map(({ at, what }) => ({ place: spotWords(at), what })),
    told: read.count,
    digest: plan.digest,
  };
}

/** `changed`: the bank is not as it was when they looked; `nothing`: there is no draft to make. */
export type MakeRefusal = "missing" | "changed" | "nothing";

/**
 * Makes the drafts of an import, all of them or none, as they were looked at (`digest`). A second try finds them made
 * and makes nothing. Writes a step for each.
 */
export async function makeDrafts(
  context: Context,
  input: { importId: string; wishes: Partial<ImportWishes>; digest: string },
): Promise<Result<{ drafts: number }, MakeRefusal>> {
  const { viewer, now } = context;
  const db = await database();
  const found = await findOwn(db.reader, context, input.importId);
  if (found === null) return fail("missing");
  if (found.isMade) return ok({ drafts: found.draftIds.length });
  const waiting = await planWaiting(db.reader, context, found, input.wishes);
  if (waiting === null) return fail("missing");
  const { plan, row } = waiting;
  if (plan.digest !== input.digest) {
    // The plan also moves by its own drafts: of two clicks, the other one may have made them just now.
    const again = await db.transaction((tx) => findImport(tx, viewer.userId, row.id));
    return again?.isMade ? ok({ drafts: again.draftIds.length }) : fail("changed");
  }
  const units = plan.units.filter(makesDraft);
  if (units.length === 0) return fail("nothing");
  const updates = units.filter(({ fate }) => fate === "update");
  const updateIds = updates.map(({ file }) => unitIdOf(file));
  const drafts = units.map(({ file, base }) => ({ packId: row.packId, file, base, by: viewer.userId }));
  const detail = { format: row.format, file: row.fileName, hash: row.hash };
  const steps = units.map(({ file }) => ({
    packId: row.packId,
    unitId: unitIdOf(file),
    kind: "imported" as const,
    actorId: viewer.userId,
    detail,
  }));

  return db.transaction(async (tx): Promise<Result<{ drafts: number }, MakeRefusal>> => {
    // Of two clicks at once the second waits here, and finds the drafts made.
    await lockUser(tx, viewer.userId);
    const current = await findImport(tx, viewer.userId, row.id);
    if (current === null) return fail("missing");
    if (current.isMade) return ok({ drafts: current.draftIds.length });
    // The plan was made outside: what it rests on must still hold where it is carried out.
    if ((await listTakenIds(tx, newIdsOf(units))).size > 0) return fail("changed");
    if ((await findDraftFiles(tx, updateIds)).size > 0) return fail("changed");
    const stored = await findUnits(tx, updateIds);
    const stands = updates.every(({ file, base }) =>
      stored.get(unitIdOf(file))?.questions.every(({ id, versionId }) => base[id] === versionId),
    );
    if (!stands) return fail("changed");
    const ids = await createDrafts(tx, drafts, now);
    await recordSteps(tx, steps, now);
    await settleImport(tx, row.id, ids, now);
    return ok({ drafts: ids.length });
  });
}

/** Throws a file away that waits for a decision. Returns whether there was one of theirs. */
export async function forgetImport({ viewer }: Context, importId: string): Promise<boolean> {
  if (!can(viewer, "writeBank")) return false;
  const db = await database();
  return db.transaction((tx) => dropImport(tx, viewer.userId, importId));
}
