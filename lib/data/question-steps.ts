import { z } from "zod";
import { type StepKind, stepKindSchema } from "@/lib/core/authoring/step";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "./database";
import { newId } from "./new-id";
import { toDate, toEpochMs } from "./time";
import { findNames } from "./users";

export type NewStep = {
  packId: string;
  unitId: string;
  kind: StepKind;
  /** Null: the loader of files. */
  actorId: string | null;
  /** The versions that a publishing made. */
  versions?: readonly string[];
  detail?: Readonly<Record<string, unknown>>;
};

/** Rows of one statement: within what either engine binds. */
const AT_ONCE = 100;

/** Writes who did what in the lives of several questions. */
export async function recordSteps(tx: Tx, steps: readonly NewStep[], now: EpochMs): Promise<void> {
  const rows = steps.map(({ versions = [], detail = {}, ...row }) => ({
    ...row,
    id: newId(),
    versions: JSON.stringify(versions),
    detail: JSON.stringify(detail),
    createdAt: toDate(now),
  }));
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    await tx.questionStep.createMany({ data: rows.slice(start, start + AT_ONCE) });
  }
}

/** Writes who did what in the life of a question. */
export const recordStep = (tx: Tx, step: NewStep, now: EpochMs): Promise<void> => recordSteps(tx, [step], now);

export type Step = {
  id: string;
  kind: StepKind;
  actorId: string | null;
  /** Null where nobody is known by the id any more. */
  actor: string | null;
  versions: string[];
  detail: Record<string, unknown>;
  at: EpochMs;
};

const idsSchema = z.array(z.string());
const detailSchema = z.record(z.string(), z.unknown());

/** The life of a question or case, the newest step first. */
export async function listSteps(db: Reader, unitId: string): Promise<Step[]> {
  const rows = await db.questionStep.findMany({
    where: { unitId },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const actors = rows.flatMap(({ actorId }) => actorId ?? []);
  const names = await findNames(db, actors);
  return rows.map((row) => ({
    id: row.id,
    kind: stepKindSchema.parse(row.kind),
    actorId: row.actorId,
    actor: row.actorId === null ? null : (names.get(row.actorId) ?? null),
    versions: idsSchema.parse(JSON.parse(row.versions)),
    detail: detailSchema.parse(JSON.parse(row.detail)),
    at: toEpochMs(row.createdAt),
  }));
}
