import { type Context, can } from "@/lib/core/access/viewer";
import { database } from "@/lib/data/database";
import { type DisputeRow, unscopedCountOpen, unscopedListDisputes } from "@/lib/data/disputes";

/** So many are listed at once; the others come up as these are answered. */
const LISTED = 200;

export type DisputeList = {
  rows: (DisputeRow & { ofQuestion: number })[];
  open: number;
};

/** Disputes for those who may judge them, with how many of the list are on the same question; null for everybody else. */
export async function listDisputes({ viewer }: Context, show: "open" | "answered"): Promise<DisputeList | null> {
  if (!can(viewer, "writeBank")) return null;
  const { reader } = await database();
  const rows = await unscopedListDisputes(reader, show, LISTED);
  const counts = new Map<string, number>();
  for (const { questionId } of rows) counts.set(questionId, (counts.get(questionId) ?? 0) + 1);
  return {
    rows: rows.map((row) => ({ ...row, ofQuestion: counts.get(row.questionId) ?? 1 })),
    open: await unscopedCountOpen(reader),
  };
}

/** How many disputes wait; 0 for those who may not judge them. */
export async function countOpenDisputes(viewer: Context["viewer"]): Promise<number> {
  if (!can(viewer, "writeBank")) return 0;
  return unscopedCountOpen((await database()).reader);
}
