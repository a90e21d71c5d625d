import type { Context } from "@/lib/core/access/viewer";
import { mayBegin, type NotNow, type OwnRules, ownRules } from "@/lib/core/cohort/assignment";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import {
  type AllowanceRow,
  type AssignmentRow,
  countBegun,
  findOwnAssignment,
  listAllowances,
  listWork,
} from "@/lib/data/assignments";
import type { Tx } from "@/lib/data/database";
import { lockUser } from "@/lib/data/users";

/** Why an assignment cannot be begun; `no-assignment`: it is somebody else's, or nothing any more. */
export type AssignmentRefusal = { kind: NotNow } | { kind: "no-assignment" };

/** The rules of an assignment for one of those whose allowances are given. */
export function rulesFor(assignment: AssignmentRow, allowances: readonly AllowanceRow[], userId: string): OwnRules {
  const of = (id: string | null): AllowanceRow | null =>
    allowances.find((one) => one.userId === userId && one.assignmentId === id) ?? null;
  return ownRules(assignment, of(null), of(assignment.id));
}

/** Counts the beginning of a sitting for an assignment of the viewer, where it may begin now. The person is locked. */
export async function enterAssignment(
  tx: Tx,
  { viewer, now }: Context,
  assignmentId: string,
): Promise<Result<{ assignmentId: string; rules: OwnRules }, AssignmentRefusal>> {
  await lockUser(tx, viewer.userId);
  const own = await findOwnAssignment(tx, viewer, assignmentId);
  if (own === null) return fail({ kind: "no-assignment" });
  const allowances = await listAllowances(tx, own.cohort.id, viewer.userId);
  const rules = rulesFor(own.assignment, allowances, viewer.userId);
  const [work] = await listWork(tx, [assignmentId], [viewer.userId]);
  const not = mayBegin(rules, work?.begun ?? 0, now);
  if (not !== null) return fail({ kind: not });
  await countBegun(tx, assignmentId, viewer.userId, now);
  return ok({ assignmentId, rules });
}
