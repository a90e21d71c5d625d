import { questionHash } from "@/lib/content/content-hash";
import { type BulkChange, changeInWords, type Retag } from "@/lib/core/authoring/bulk/bulk-change";
import { refusalInWords } from "@/lib/core/authoring/bulk/refusal";
import type { StepKind } from "@/lib/core/authoring/step";
import type { PackView } from "@/lib/core/pack/pack-view";
import { reviewSchema } from "@/lib/core/question/fields";
import type { ServedQuestion } from "@/lib/core/question/served";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { findOpenDrafts, type ListedQuestion, listQuestionsOf } from "@/lib/data/bank-list";
import { type BulkItem, type BulkRow, listBulkItems, setBulkItem } from "@/lib/data/bulk-changes";
import type { Tx } from "@/lib/data/database";
import { recordStep } from "@/lib/data/question-steps";
import { findReviews, getServedQuestions } from "@/lib/data/question-versions";
import { lockQuestions, publishVersion, retireQuestion, reviveQuestion } from "@/lib/data/questions";
import { retagged } from "./plan-bulk";

/** So many questions are changed in one transaction: few enough that nobody's answer waits long for it. */
export const STEP = 100;

const CHANGED = "Somebody has changed it meanwhile.";

type Found = { item: BulkItem; row: ListedQuestion };
type Life = { kind: StepKind; versions: string[] };

/** The state in which a change leaves a question. */
const stateAfter = (change: BulkChange): ListedQuestion["state"] => (change.do === "retire" ? "retired" : "published");
const stateBefore = (change: BulkChange): ListedQuestion["state"] =>
  change.do === "restore" ? "retired" : "published";

/** The items whose question still stands as it is expected to, without a draft; the others get their note. */
async function stillAs(
  tx: Tx,
  bulk: BulkRow,
  items: readonly BulkItem[],
  expected: (item: BulkItem) => { versionId: string; state: ListedQuestion["state"] },
  otherwise: "left" | "kept",
): Promise<Found[]> {
  const ids = items.map(({ questionId }) => questionId);
  await lockQuestions(tx, bulk.packId, ids);
  const rows = await listQuestionsOf(tx, bulk.packId, { ids });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const drafts = await findOpenDrafts(
    tx,
    items.map(({ unitId }) => unitId),
  );
  const found: Found[] = [];
  for (const item of items) {
    const row = byId.get(item.questionId);
    const { versionId, state } = expected(item);
    const isSame = row !== undefined && row.versionId === versionId && row.state === state;
    if (isSame && !drafts.has(item.unitId)) found.push({ item, row });
    else
      await setBulkItem(tx, item.id, { state: otherwise, note: isSame ? refusalInWords({ kind: "draft" }) : CHANGED });
  }
  return found;
}

/** A review says what somebody found in these tags; of a trap that was swapped nobody has found anything yet. */
function reviewAfter(review: string | null, change: Retag): string | null {
  if (review === null || change.do !== "trap") return review;
  return JSON.stringify({ ...reviewSchema.parse(JSON.parse(review)), tagsBlind: "pending" });
}

async function publish(
  tx: Tx,
  packId: string,
  version: { served: ServedQuestion; verifiedOn: string; review: string | null },
  now: EpochMs,
): Promise<string> {
  const { question, context, family } = version.served;
  const hash = questionHash(question, context, family);
  return publishVersion(tx, packId, { ...version, hash, seed: null, source: "editor" }, now);
}

/** One step in the life of each unit that was touched: who, why, and by which bulk change. */
async function recordLives(
  tx: Tx,
  bulk: BulkRow,
  lives: ReadonlyMap<string, Life>,
  actorId: string,
  detail: Readonly<Record<string, unknown>>,
  now: EpochMs,
): Promise<void> {
  for (const [unitId, { kind, versions }] of lives)
    await recordStep(tx, { packId: bulk.packId, unitId, kind, actorId, versions, detail }, now);
}

function addLife(lives: Map<string, Life>, unitId: string, kind: StepKind, version: string | null): void {
  const life = lives.get(unitId) ?? { kind, versions: [] };
  if (version !== null) life.versions.push(version);
  lives.set(unitId, life);
}

/**
 * Changes the next questions of a bulk change, within the caller's transaction. What has moved on since the preview is
 * left as it is. Returns whether there may be more.
 */
export async function changeNext(tx: Tx, bulk: BulkRow, pack: PackView, now: EpochMs): Promise<boolean> {
  const { change, reason, actorId } = bulk;
  const items = await listBulkItems(tx, bulk.id, ["waiting"], STEP);
  const expected = (item: BulkItem) => ({ versionId: item.beforeVersion, state: stateBefore(change) });
  const found = await stillAs(tx, bulk, items, expected, "left");
  const versionIds = found.map(({ item }) => item.beforeVersion);
  const lives = new Map<string, Life>();
  if (change.do === "retire" || change.do === "restore") {
    const [kind, write] =
      change.do === "retire" ? (["retired", retireQuestion] as const) : (["restored", reviveQuestion] as const);
    for (const { item } of found) {
      await write(tx, item.questionId, now);
      await setBulkItem(tx, item.id, { state: "done" });
      addLife(lives, item.unitId, kind, null);
    }
  } else {
    const served = await getServedQuestions(tx, versionIds);
    const reviews = await findReviews(tx, versionIds);
    for (const { item, row } of found) {
      const before = served.get(item.beforeVersion);
      if (before === undefined) continue;
      const review = reviewAfter(reviews.get(item.beforeVersion) ?? null, change);
      const after = retagged(before, row.verifiedOn, change);
      const afterVersion = await publish(tx, bulk.packId, { served: after, verifiedOn: row.verifiedOn, review }, now);
      await setBulkItem(tx, item.id, { state: "done", afterVersion });
      addLife(lives, item.unitId, "published", afterVersion);
    }
  }
  const detail = { note: reason, bulk: bulk.id, change: changeInWords(change, pack) };
  await recordLives(tx, bulk, lives, actorId, detail, now);
  return items.length === STEP;
}

/**
 * Puts the next questions of a bulk change back as they were: by a new version with the old content, since versions are
 * never taken away. What somebody has changed since is kept. Returns whether there may be more.
 */
export async function undoNext(tx: Tx, bulk: BulkRow, pack: PackView, actorId: string, now: EpochMs): Promise<boolean> {
  const { change } = bulk;
  const items = await listBulkItems(tx, bulk.id, ["done"], STEP);
  const expected = (item: BulkItem) => ({
    versionId: item.afterVersion ?? item.beforeVersion,
    state: stateAfter(change),
  });
  const found = await stillAs(tx, bulk, items, expected, "kept");
  const versionIds = found.map(({ item }) => item.beforeVersion);
  const lives = new Map<string, Life>();
  const served = await getServedQuestions(tx, versionIds);
  const reviews = await findReviews(tx, versionIds);
  for (const { item, row } of found) {
    if (change.do === "restore") {
      await retireQuestion(tx, item.questionId, now);
      addLife(lives, item.unitId, "retired", null);
    } else if (change.do === "retire") {
      await reviveQuestion(tx, item.questionId, now);
      addLife(lives, item.unitId, "restored", null);
    } else {
      const before = served.get(item.beforeVersion);
      if (before === undefined) continue;
      const { verifiedOn } = row;
      const old = { ...before, question: { ...before.question, verifiedOn } };
      const review = reviews.get(item.beforeVersion) ?? null;
      addLife(lives, item.unitId, "restored", await publish(tx, bulk.packId, { served: old, verifiedOn, review }, now));
    }
    await setBulkItem(tx, item.id, { state: "undone" });
  }
  const detail = { note: `Undone: ${bulk.reason}`, bulk: bulk.id, change: changeInWords(change, pack) };
  await recordLives(tx, bulk, lives, actorId, detail, now);
  return items.length === STEP;
}
