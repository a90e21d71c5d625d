import type { Reader } from "./database";

/** What waits to be sent to somebody else's server, and what was given up. */
export type Queues = { mailsWaiting: number; mailsFailed: number; scoresWaiting: number; scoresFailed: number };

/** Counts what waits and what failed, of mails and of scores for courses. */
export async function countQueues(db: Reader): Promise<Queues> {
  const [mailsWaiting, mailsFailed, scoresWaiting, scoresFailed] = await Promise.all([
    db.mailJob.count({ where: { state: { in: ["queued", "sending"] } } }),
    db.mailJob.count({ where: { state: "failed" } }),
    db.ltiScore.count({ where: { state: "waiting" } }),
    db.ltiScore.count({ where: { state: "failed" } }),
  ]);
  return { mailsWaiting, mailsFailed, scoresWaiting, scoresFailed };
}
