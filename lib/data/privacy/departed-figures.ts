import { z } from "zod";
import { evidenceSchema } from "@/lib/core/question/score";
import type { Reader, Tx } from "@/lib/data/database";
import { newId } from "@/lib/data/new-id";

const takenSchema = z.array(z.string());

/** Keeps the falls and decided offers of a learner who is deleted among those of all who are. */
export async function departTraps(tx: Tx, learner: { id: string; packId: string }): Promise<void> {
  const rows = await tx.learnerTrap.findMany({
    where: { learnerId: learner.id },
    select: { trap: true, falls: true, decided: true },
  });
  for (const { trap, falls, decided } of rows) {
    const key = { packId: learner.packId, trap };
    await tx.departedTrap.upsert({
      where: { packId_trap: key },
      create: { ...key, falls, decided },
      update: { falls: { increment: falls }, decided: { increment: decided } },
    });
  }
}

/** Keeps how often a wrong answer of these attempts took which traps, as `unscopedListAnswers` would have told it. */
export async function departChoices(tx: Tx, packId: string, attemptIds: readonly string[]): Promise<void> {
  const rows = await tx.attemptItem.findMany({
    where: {
      attemptId: { in: [...attemptIds] },
      attempt: { packId, state: "finished" },
      ...{ pilot: false, dropped: false, outcome: "wrong", evidence: { not: null } },
    },
    select: { questionId: true, evidence: true },
  });
  const counts = new Map<string, { questionId: string; taken: string; n: number }>();
  for (const { questionId, evidence } of rows) {
    const taken = JSON.stringify([...evidenceSchema.parse(JSON.parse(evidence ?? "")).taken].sort());
    const name = `${questionId} ${taken}`;
    const known = counts.get(name);
    if (known === undefined) counts.set(name, { questionId, taken, n: 1 });
    else known.n += 1;
  }
  for (const { n, ...choice } of counts.values()) {
    const key = { packId, ...choice };
    const where = { packId_questionId_taken: key };
    await tx.departedChoice.upsert({ where, create: { ...key, n }, update: { n: { increment: n } } });
  }
}

/** Keeps what was said of somebody's chances and how their exams went, and takes their exam days away. */
export async function departOutcomes(tx: Tx, userId: string): Promise<void> {
  const rows = await tx.examDate.findMany({ where: { userId, outcome: { not: null }, readiness: { not: null } } });
  await tx.departedOutcome.createMany({
    data: rows.flatMap(({ examId, outcome, readiness }) =>
      readiness === null ? [] : [{ id: newId(), examId, readiness, passed: outcome === "passed" }],
    ),
  });
  await tx.examDate.deleteMany({ where: { userId } });
}

/** Falls and decided offers of all who are deleted, by trap. */
export async function departedTraps(db: Reader, packId: string) {
  return db.departedTrap.findMany({ where: { packId }, select: { trap: true, falls: true, decided: true } });
}

/** The wrong answers of all who are deleted, by question and the traps that they took. */
export async function departedChoices(db: Reader, packId: string) {
  const rows = await db.departedChoice.findMany({
    where: { packId },
    orderBy: [{ questionId: "asc" }, { taken: "asc" }],
  });
  return rows.map(({ questionId, taken, n }) => ({ questionId, taken: takenSchema.parse(JSON.parse(taken)), n }));
}

/** Stated chances and outcomes of all who are deleted. */
export async function departedOutcomes(db: Reader, examIds: readonly string[]) {
  const rows = await db.departedOutcome.findMany({ where: { examId: { in: [...examIds] } } });
  return rows.map(({ readiness, passed }) => ({ chance: readiness, passed }));
}
