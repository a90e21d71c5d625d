import type { Context } from "@/lib/core/access/viewer";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { adoptAttempt, findOwnAssignment } from "@/lib/data/assignments";
import { listAttempts } from "@/lib/data/attempts";
import { database, type Tx } from "@/lib/data/database";
import { type StartRefusal, startExam } from "@/lib/usecases/attempt/start-exam";
import { storeTrapDrill } from "@/lib/usecases/attempt/start-practice";
import { storeDiagnosis } from "@/lib/usecases/diagnose/diagnose";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { enterAssignment } from "./enter";

/** Where a learner goes on: into a sitting, or to a lesson. */
export type Begun = { kind: "exam" | "drill" | "diagnose"; attemptId: string } | { kind: "lesson"; lesson: string };

/** `none-left`: the bank has no question for it just now; `gone`: its exam, trap or lesson is not there any more. */
export type BeginRefusal = StartRefusal | { kind: "none-left" } | { kind: "gone" };

/** Carries a refusal out of a transaction, so that nothing of it is kept. */
class Refused extends Error {
  constructor(readonly refusal: BeginRefusal) {
    super("an assignment was not begun");
  }
}

/** Begins what the viewer is to do, or goes on with it. Null-like refusals tell why it cannot begin; then nothing is kept. */
export async function beginAssignment(context: Context, assignmentId: string): Promise<Result<Begun, BeginRefusal>> {
  const { viewer } = context;
  const db = await database();
  const own = await findOwnAssignment(db.reader, viewer, assignmentId);
  if (own === null) return fail({ kind: "no-assignment" });
  const found = await findExamWithPack(db.reader, own.cohort.examId);
  if (found === null) return fail({ kind: "gone" });
  const { work } = own.assignment;
  const examId = own.cohort.examId;
  try {
    switch (work.kind) {
      case "exam": {
        const input = { examId, blueprintId: work.blueprint, extraTime: "none" as const, assignmentId };
        const started = await startExam(context, input);
        if (started.ok) return ok({ kind: "exam", ...started.value });
        return started.error.kind === "unknown-blueprint" ? fail({ kind: "gone" }) : started;
      }
      case "drill":
        return await db.transaction(async (tx) => {
          const [running] = await listAttempts(tx, viewer, { take: 1, state: "running", mode: "drill", assignmentId });
          if (running !== undefined) return ok({ kind: "drill" as const, attemptId: running.id });
          await enter(tx, context, assignmentId);
          const started = await storeTrapDrill(tx, context, found, { trap: work.trap, assignmentId });
          if (!started.ok) throw new Refused({ kind: started.error === "unknown" ? "gone" : "none-left" });
          return ok({ kind: "drill" as const, ...started.value });
        });
      case "diagnose":
        return await db.transaction(async (tx) => {
          const [running] = await listAttempts(tx, viewer, { take: 1, state: "running", mode: "diagnose", examId });
          if (running?.assignmentId === assignmentId) return ok({ kind: "diagnose" as const, attemptId: running.id });
          await enter(tx, context, assignmentId);
          const started = await storeDiagnosis(tx, context, found);
          if (!started.ok) throw new Refused({ kind: "none-left" });
          await adoptAttempt(tx, started.value.attemptId, assignmentId);
          return ok({ kind: "diagnose" as const, ...started.value });
        });
      case "lesson":
        if (!found.pack.lessons.has(work.lesson)) return fail({ kind: "gone" });
        return await db.transaction(async (tx) => {
          await enter(tx, context, assignmentId);
          return ok({ kind: "lesson" as const, lesson: work.lesson });
        });
    }
  } catch (error) {
    if (error instanceof Refused) return fail(error.refusal);
    throw error;
  }
}

async function enter(tx: Tx, context: Context, assignmentId: string): Promise<void> {
  const entered = await enterAssignment(tx, context, assignmentId);
  if (!entered.ok) throw new Refused(entered.error);
}
