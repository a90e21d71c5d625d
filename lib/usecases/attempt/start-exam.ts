import type { Context } from "@/lib/core/access/viewer";
import { type ExtraTime, limitWithExtraMs } from "@/lib/core/attempt/accommodation";
import { clockEnd, reviewOpensAt } from "@/lib/core/cohort/assignment";
import { assembleForm, type Shortfall } from "@/lib/core/exam/assemble-form";
import { examProbeTraps } from "@/lib/core/learning/fold/due-traps";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { seededRng } from "@/lib/core/shared/rng";
import { listAttempts, lockAttempt } from "@/lib/data/attempts";
import { database, type Tx } from "@/lib/data/database";
import { listMeetings } from "@/lib/data/meetings";
import { newId } from "@/lib/data/new-id";
import { lockUser } from "@/lib/data/users";
import { type AssignmentRefusal, enterAssignment } from "@/lib/usecases/assignment/enter";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { probesForExam } from "@/lib/usecases/learning/start-probes";
import { storeAttempt, toCandidates } from "./assemble";
import { listExamBank } from "./exam-bank";
import { isOverdue, settle } from "./settle-attempt";

export type StartRefusal =
  | AssignmentRefusal
  | { kind: "unknown-blueprint" }
  | { kind: "already-running"; attemptId: string }
  | { kind: "short"; shortfalls: Shortfall[] };

/**
 * Assembles a form from the blueprint and starts its clock. One exam at a time: where one runs, its id comes back
 * instead. The person's row is locked, so two starts at once make one exam. For an assignment its rules hold: the extra
 * time and the end that its lead has set, and when its review opens.
 *
 * @param along What else is written with the new attempt, in the same transaction.
 */
export async function startExam(
  { viewer, now }: Context,
  input: { examId: string; blueprintId: string; extraTime: ExtraTime; assignmentId?: string },
  along?: (tx: Tx, attemptId: string) => Promise<void>,
): Promise<Result<{ attemptId: string }, StartRefusal>> {
  const db = await database();
  return db.transaction(async (tx) => {
    await lockUser(tx, viewer.userId);
    const [running] = await listAttempts(tx, viewer, { take: 1, state: "running", mode: "exam" });
    if (running !== undefined) {
      if (!isOverdue(running, now)) return fail({ kind: "already-running", attemptId: running.id } as const);
      const locked = await lockAttempt(tx, viewer, running.id);
      if (locked !== null && isOverdue(locked, now)) await settle(tx, locked, "deadline", locked.deadline ?? now);
    }
    const found = await findExamWithPack(tx, input.examId);
    const blueprint = found?.exam.blueprints.find((candidate) => candidate.id === input.blueprintId);
    if (found === null || blueprint === undefined) return fail({ kind: "unknown-blueprint" } as const);
    const { pack, exam } = found;
    const bank = await listExamBank(tx, pack.id, exam, now);
    const seed = newId();
    const met = await listMeetings(tx, viewer, pack.id);
    const { state } = await getFoldedLearner(tx, viewer, pack.id);
    const due = examProbeTraps(state, now);
    const wanted = probesForExam(due, bank, met, seededRng(`${seed}/probes`));
    const candidates = toCandidates(bank, pack, met).map((question) =>
      wanted.has(question.id) ? { ...question, wanted: true } : question,
    );
    const form = assembleForm(blueprint, candidates, seededRng(seed));
    if (!form.ok) return fail({ kind: "short", shortfalls: form.error } as const);
    const byId = new Map(bank.map((question) => [question.id, question]));
    const chosen = form.value.flatMap(({ id, pilot }) => {
      const question = byId.get(id);
      return question === undefined ? [] : [{ question, pilot }];
    });
    // Last, since whoever enters has begun.
    const entered =
      input.assignmentId === undefined ? null : await enterAssignment(tx, { viewer, now }, input.assignmentId);
    if (entered?.ok === false) return entered;
    const assigned = entered?.value ?? null;
    const baseMs = blueprint.seconds * 1_000;
    const extraTime = assigned?.rules.extraTime ?? input.extraTime;
    const limitMs = limitWithExtraMs(baseMs, extraTime);
    const ownEnd = limitMs === null ? null : now + limitMs;
    const attemptId = await storeAttempt(
      tx,
      viewer,
      {
        packId: pack.id,
        examId: exam.id,
        mode: "exam",
        title: blueprint.title,
        plan: { kind: "blueprint", blueprint },
        seed,
        deadline: assigned === null ? ownEnd : clockEnd(assigned.rules, now, baseMs),
        limitMs,
        extraTime,
        ...(assigned === null
          ? {}
          : { assigned: { assignmentId: assigned.assignmentId, reviewAt: reviewOpensAt(assigned.rules) } }),
      },
      chosen,
      now,
    );
    await along?.(tx, attemptId);
    return ok({ attemptId });
  });
}
