import { type AttemptResult, attemptResultSchema } from "@/lib/core/exam/result";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import type { Reader, Tx } from "@/lib/data/database";
import { toDate, toEpochMs } from "@/lib/data/time";

/** Notes that an attempt was started from a link, so that its score goes there once it has ended. */
export async function createScore(
  tx: Tx,
  score: { attemptId: string; linkId: string; ltiUserId: string },
  now: EpochMs,
): Promise<void> {
  await tx.ltiScore.create({ data: { ...score, state: "waiting", nextAt: toDate(now) } });
}

export type DueScore = {
  attemptId: string;
  linkId: string;
  revision: number;
  tries: number;
  sub: string;
  platformId: string;
  serviceOrigin: string;
  linkTitle: string;
  resourceLinkId: string;
  lineItemUrl: string | null;
  lineItemsUrl: string | null;
  result: AttemptResult;
  /** When the score came to be: at the end of the attempt, or by a repair. */
  scoredAt: EpochMs;
};

/** Scores of ended attempts that are to be sent now, those that wait longest first. */
export async function unscopedListDueScores(db: Reader, now: EpochMs, take: number): Promise<DueScore[]> {
  const rows = await db.ltiScore.findMany({
    where: {
      state: "waiting",
      nextAt: { lte: toDate(now) },
      attempt: { state: "finished", result: { not: null } },
      link: { context: { platform: { disabledAt: null } } },
    },
    orderBy: [{ nextAt: "asc" }, { attemptId: "asc" }],
    take,
    select: {
      attemptId: true,
      linkId: true,
      revision: true,
      tries: true,
      changedAt: true,
      ltiUser: { select: { sub: true } },
      attempt: { select: { result: true, finishedAt: true } },
      link: {
        select: {
          title: true,
          linkId: true,
          lineItemUrl: true,
          lineItemsUrl: true,
          context: { select: { platform: { select: { id: true, serviceOrigin: true } } } },
        },
      },
    },
  });
  return rows.map(({ attemptId, linkId, revision, tries, changedAt, ltiUser, attempt, link }) => ({
    attemptId,
    linkId,
    revision,
    tries,
    sub: ltiUser.sub,
    platformId: link.context.platform.id,
    serviceOrigin: link.context.platform.serviceOrigin,
    linkTitle: link.title,
    resourceLinkId: link.linkId,
    lineItemUrl: link.lineItemUrl,
    lineItemsUrl: link.lineItemsUrl,
    result: attemptResultSchema.parse(JSON.parse(attempt.result ?? "null")),
    scoredAt: toEpochMs(changedAt ?? attempt.finishedAt ?? toDate(now)),
  }));
}

/** What came of trying to send a score. A score that has changed in the meantime stays to be sent. */
export async function settleScore(
  tx: Tx,
  { attemptId, revision }: Pick<DueScore, "attemptId" | "revision">,
  outcome:
    | { state: "sent"; at: EpochMs }
    | { state: "waiting"; tries: number; nextAt: EpochMs; problem: string }
    | { state: "failed"; tries: number; problem: string }
    | { state: "none" },
): Promise<void> {
  const where = { attemptId, revision };
  switch (outcome.state) {
    case "sent":
      await tx.ltiScore.updateMany({ where, data: { state: "sent", sentAt: toDate(outcome.at), problem: null } });
      return;
    case "waiting":
      await tx.ltiScore.updateMany({ where, data: { ...outcome, nextAt: toDate(outcome.nextAt) } });
      return;
    case "failed":
    case "none":
      await tx.ltiScore.updateMany({ where, data: outcome });
      return;
  }
}

/** Has the scores of attempts sent again, since they have changed. Attempts that came from no link are left alone. */
export async function requeueScores(tx: Tx, attemptIds: readonly string[], now: EpochMs): Promise<void> {
  await tx.ltiScore.updateMany({
    where: { attemptId: { in: [...attemptIds] } },
    data: {
      state: "waiting",
      revision: { increment: 1 },
      tries: 0,
      nextAt: toDate(now),
      changedAt: toDate(now),
      problem: null,
    },
  });
}

const ofPlatform = (platformId: string) => ({ link: { context: { platformId } } });

/** Has the scores of a platform sent again that were given up. Returns how many. */
export async function retryFailedScores(tx: Tx, platformId: string, now: EpochMs): Promise<number> {
  const { count } = await tx.ltiScore.updateMany({
    where: { state: "failed", ...ofPlatform(platformId) },
    data: { state: "waiting", tries: 0, nextAt: toDate(now), problem: null },
  });
  return count;
}

/** How many scores of ended attempts of a platform were sent, wait, or were given up. */
export async function countScores(db: Reader, platformId: string) {
  const ended = { attempt: { state: "finished" }, ...ofPlatform(platformId) };
  return {
    sent: await db.ltiScore.count({ where: { state: "sent", ...ended } }),
    waiting: await db.ltiScore.count({ where: { state: "waiting", ...ended } }),
    failed: await db.ltiScore.count({ where: { state: "failed", ...ended } }),
  };
}

/** Keeps where the scores of a link go, once the platform has made a line item for it. */
export async function setLineItem(tx: Tx, linkId: string, lineItemUrl: string): Promise<void> {
  await tx.ltiResourceLink.updateMany({ where: { id: linkId, lineItemUrl: null }, data: { lineItemUrl } });
}
