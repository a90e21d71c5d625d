import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { wallTimeOf } from "./wall-time";

type Sat = {
  id: string;
  userId: string;
  title: string;
  startedAt: EpochMs;
  finishedAt: EpochMs;
  result: { right: number; scored: number };
};

/**
 * Ended attempts as xAPI 1.0.3 statements, a JSON array: each says that its learner completed it, with the share of right
 * answers. Actors are accounts of this installation, by their ids; ids of statements are those of the attempts.
 */
export function xapiStatements(
  attempts: readonly Sat[],
  at: { learners: readonly { userId: string; name: string }[]; origin: string; examId: string },
): string {
  const names = new Map(at.learners.map(({ userId, name }) => [userId, name]));
  const statements = attempts.map(({ id, userId, title, startedAt, finishedAt, result }) => ({
    id,
    actor: {
      objectType: "Agent",
      name: names.get(userId) ?? "",
      account: { homePage: at.origin, name: userId },
    },
    verb: { id: "http://adlnet.gov/expapi/verbs/completed", display: { "en-US": "completed" } },
    object: {
      objectType: "Activity",
      id: `${at.origin}/xapi/exams/${at.examId}/attempts/${id}`,
      definition: { name: { "en-US": title }, type: "http://adlnet.gov/expapi/activities/assessment" },
    },
    result: {
      completion: true,
      duration: `PT${Math.max(0, Math.round((finishedAt - startedAt) / 1_000))}S`,
      ...(result.scored === 0
        ? {}
        : {
            score: {
              raw: result.right,
              min: 0,
              max: result.scored,
              scaled: Number((result.right / result.scored).toFixed(4)),
            },
          }),
    },
    timestamp: `${wallTimeOf(finishedAt, "UTC", "second")}Z`,
  }));
  return `${JSON.stringify(statements, null, 2)}\n`;
}
