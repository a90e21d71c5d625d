import type { Context } from "@/lib/core/access/viewer";
import { type ExtraTime, limitWithExtraMs } from "@/lib/core/attempt/accommodation";
import { assembleForm, type Shortfall } from "@/lib/core/exam/assemble-form";
import { examProbeTraps } from "@/lib/core/learning/fold/due-traps";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { seededRng } from "@/lib/core/shared/rng";
import { listAttempts, lockAttempt } from "@/lib/data/attempts";
import { database } from "@/lib/data/database";
import { listMeetings } from "@/lib/data/meetings";
import { newId } from "@/lib/data/new-id";
import { forNewExams } from "@/lib/data/question-versions";
import { listBank } from "@/lib/data/questions";
import { lockUser } from "@/lib/data/users";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { probesForExam } from "@/lib/usecases/learning/start-probes";
import { storeAttempt, toCandidates } from "./assemble";
import { isOverdue, settle } from "./settle-attempt";

export type StartRefusal =
  | { kind: "unknown-blueprint" }
  | { kind: "already-running"; attemptId: string }
  | { kind: "short"; shortfalls: Shortfall[] };

/**
 * Assembles a form from the blueprint and starts its clock. One exam at a time: where one runs, its id comes back
 * instead. The person's row is locked, so two starts at once make one exam.
 */
export async function startExam(
  { viewer, now }: Context,
  input: { examId: string; blueprintId: string; extraTime: ExtraTime },
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
    const bank = (await forNewExams(tx, await listBank(tx, pack.id, exam.id), now)).filter(
      (question) => exam.itemTypes.includes(question.type) && (exam.hasCases || question.caseId === null),
    );
    const seed = newId();
    const met = await listMeetings(tx, viewer, pack.id);
    const { state } = await getFoldedLearner(tx, viewer, pack.id);
    const due = examProbeTraps(state, now);
    const wanted = probesForExam(due, bank, met, seededRng(`${seed}/probes`));
    const candidates = toCandidates(bank, pack, met).map((question) => ({
      ...question,
      wanted: wanted.has(question.id),
    }));
    const form = assembleForm(blueprint, candidates, seededRng(seed));
    if (!form.ok) return fail({ kind: "short", shortfalls: form.error } as const);
    const byId = new Map(bank.map((question) => [question.id, question]));
    const chosen = form.value.flatMap(({ id, pilot }) => {
      const question = byId.get(id);
      return question === undefined ? [] : [{ question, pilot }];
    });
    const limitMs = limitWithExtraMs(blueprint.seconds * 1_000, input.extraTime);
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
        deadline: limitMs === null ? null : now + limitMs,
        limitMs,
        extraTime: input.extraTime,
      },
      chosen,
      now,
    );
    return ok({ attemptId });
  });
}
