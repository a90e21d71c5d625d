import { type Context, can } from "@/lib/core/access/viewer";
import { type Blueprint, formSize } from "@/lib/core/exam/blueprint";
import type { BlueprintFields } from "@/lib/core/exam/blueprint-fields";
import { type FieldFaults, newBlueprintId, readBlueprintFields } from "@/lib/core/exam/read-blueprint-fields";
import { listPackLessons, type PackView } from "@/lib/core/pack/pack-view";
import type { Exam } from "@/lib/core/pack/schema";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { recordAudit } from "@/lib/data/audit";
import { writeBlueprint } from "@/lib/data/blueprints";
import { database, type Tx } from "@/lib/data/database";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { blueprintsOf, type EditedBlueprint, lacksOf } from "./blueprints";

/** What of a blueprint its pack and exam do not know. */
function unknownTo({ pack, exam }: { pack: PackView; exam: Exam }, { lessons, quotas }: Blueprint): FieldFaults {
  const known = new Set(listPackLessons(pack).map(({ id }) => id));
  const faults: FieldFaults = {};
  lessons.forEach(({ lesson }, index) => {
    if (!known.has(lesson)) faults[`lessons.${index}`] = "There is no such lesson any more.";
  });
  quotas.forEach(({ lesson, trap, type, version }, index) => {
    const gone = [
      lesson === undefined || known.has(lesson) ? null : "lesson",
      trap === undefined || pack.traps.has(trap) ? null : "trap",
      version === undefined || pack.info.exams.some(({ id }) => id === version) ? null : "exam version",
    ].find((word) => word !== null);
    if (gone !== undefined && gone !== null) faults[`quotas.${index}.min`] = `There is no such ${gone} any more.`;
    else if (type !== undefined && !exam.itemTypes.includes(type)) {
      faults[`quotas.${index}.min`] = `${exam.code} has no questions of this type.`;
    }
  });
  return faults;
}

/** What the editor is told while somebody writes. `lacks`: what the bank cannot give, in sentences. */
export type BlueprintCheck =
  | { kind: "faults"; faults: FieldFaults }
  | { kind: "checked"; size: number; pilots: number; seconds: number; lacks: string[] };

/** Whether a blueprint reads, and whether the bank fills it now. Null for those who may not write in the bank. */
export async function checkFields(
  { viewer, now }: Context,
  { examId, fields }: { examId: string; fields: BlueprintFields },
): Promise<BlueprintCheck | null> {
  if (!can(viewer, "writeBank")) return null;
  const { reader } = await database();
  const found = await findExamWithPack(reader, examId);
  if (found === null) return null;
  const read = readBlueprintFields(fields, "draft");
  if (!read.ok) return { kind: "faults", faults: read.error };
  const unknown = unknownTo(found, read.value);
  if (Object.keys(unknown).length > 0) return { kind: "faults", faults: unknown };
  const [lacks = []] = await lacksOf(reader, found, [read.value], now);
  const { pilots, seconds } = read.value;
  return { kind: "checked", size: formSize(read.value), pilots, seconds, lacks };
}

/**
 * Why a blueprint is not saved. `short`: learners would be offered what the bank cannot fill; `last`: none would be left
 * for them; `moved-on`: somebody else has saved it since.
 */
export type SaveRefusal =
  | { kind: "missing" }
  | { kind: "faults"; faults: FieldFaults }
  | { kind: "short"; lacks: string[] }
  | { kind: "last" }
  | { kind: "moved-on" };

/**
 * Saves a blueprint where it still stands at `revision`, or a new one where `blueprintId` is null. New exams are put
 * together by it at once; what was sat before stays as it was.
 */
export async function saveBlueprint(
  { viewer, now }: Context,
  input: { examId: string; blueprintId: string | null; revision: number; fields: BlueprintFields },
): Promise<Result<{ blueprintId: string }, SaveRefusal>> {
  if (!can(viewer, "writeBank")) return fail({ kind: "missing" });
  const db = await database();
  return db.transaction(async (tx) => {
    const found = await findExamWithPack(tx, input.examId);
    if (found === null) return fail({ kind: "missing" } as const);
    const known = await blueprintsOf(tx, found.pack.id, found.exam.id);
    const ids = known.map(({ blueprint }) => blueprint.id);
    if (input.blueprintId !== null && !ids.includes(input.blueprintId)) return fail({ kind: "missing" } as const);
    const id = input.blueprintId ?? newBlueprintId(input.fields.title, ids);
    const read = readBlueprintFields(input.fields, id);
    if (!read.ok) return fail({ kind: "faults", faults: read.error } as const);
    const unknown = unknownTo(found, read.value);
    if (Object.keys(unknown).length > 0) return fail({ kind: "faults", faults: unknown } as const);
    const action = input.blueprintId === null ? "blueprint-made" : "blueprint-changed";
    const put = await putBlueprint(
      tx,
      { viewer, now },
      { ...found, known, revision: input.revision, action },
      read.value,
    );
    return put.ok ? ok({ blueprintId: id }) : put;
  });
}

/** Writes a blueprint of an exam where learners are left with some, and with none that the bank does not fill. */
async function putBlueprint(
  tx: Tx,
  { viewer, now }: Context,
  at: { pack: PackView; exam: Exam; known: readonly EditedBlueprint[]; revision: number; action: string },
  blueprint: Blueprint,
): Promise<Result<null, SaveRefusal>> {
  const hidden = blueprint.hidden ?? false;
  const others = at.known.filter((one) => one.blueprint.id !== blueprint.id && !one.blueprint.hidden);
  if (hidden && others.length === 0) return fail({ kind: "last" });
  const [lacks = []] = hidden ? [] : await lacksOf(tx, at, [blueprint], now);
  if (lacks.length > 0) return fail({ kind: "short", lacks });
  const place = { packId: at.pack.id, examId: at.exam.id, revision: at.revision, userId: viewer.userId };
  if (!(await writeBlueprint(tx, place, blueprint, now))) return fail({ kind: "moved-on" });
  const detail = { exam: at.exam.id, hidden: hidden ? "yes" : "no" };
  await recordAudit(tx, { actorId: viewer.userId, action: at.action, subject: blueprint.id, detail }, now);
  return ok(null);
}

/** Takes a blueprint out of what learners are offered, or puts it back, where it still stands at `revision`. */
export async function hideBlueprint(
  { viewer, now }: Context,
  input: { examId: string; blueprintId: string; revision: number; hidden: boolean },
): Promise<Result<null, SaveRefusal>> {
  if (!can(viewer, "writeBank")) return fail({ kind: "missing" });
  const db = await database();
  return db.transaction(async (tx) => {
    const found = await findExamWithPack(tx, input.examId);
    const known = found === null ? [] : await blueprintsOf(tx, found.pack.id, found.exam.id);
    const one = known.find(({ blueprint }) => blueprint.id === input.blueprintId);
    if (found === null || one === undefined) return fail({ kind: "missing" } as const);
    const { hidden: _was, ...shown } = one.blueprint;
    const at = { ...found, known, revision: input.revision, action: "blueprint-changed" };
    return putBlueprint(tx, { viewer, now }, at, input.hidden ? { ...shown, hidden: true } : shown);
  });
}
