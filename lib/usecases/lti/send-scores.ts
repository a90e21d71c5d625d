import { z } from "zod";
import { AGS_LINE_ITEM_SCOPE, AGS_SCORE_SCOPE, isOfPlatform } from "@/lib/core/lti/launch";
import { nextTry, scoreAnswer, scoreOf, scoresUrl, TRIES_MOST } from "@/lib/core/lti/score";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { type Database, database } from "@/lib/data/database";
import { leaseWasTaken, takeLease } from "@/lib/data/leases";
import { askPlatform, PlatformUnreachable } from "@/lib/data/lti/platform-http";
import { type Platform, unscopedFindPlatform } from "@/lib/data/lti/platforms";
import { type DueScore, setLineItem, settleScore, unscopedListDueScores } from "@/lib/data/lti/scores";
import { newId } from "@/lib/data/new-id";
import { keepDoing } from "@/lib/usecases/running/jobs";
import { getServiceToken } from "./platform-token";

const EVERY_MS = 15 * SECOND_MS;
/** So many scores are sent in one round. */
const ROUND = 20;
/** Longer than a round may take at its slowest: each score is up to three requests of ten seconds. */
const LEASE_MS = 15 * MINUTE_MS;

type Trouble = { answer: "again" | "refused"; problem: string };
const itemSchema = z.object({ id: z.string().max(2_000) });
const itemsSchema = z.array(itemSchema.extend({ resourceLinkId: z.string().optional() })).max(1_000);

const trouble = (what: string, status: number): Trouble => ({
  answer: scoreAnswer(status) === "refused" ? "refused" : "again",
  problem: `${what}: ${status}`,
});

/** Where the scores of a link go: the line item of its launches, or one that is found or made for it. */
async function lineItemOf(score: DueScore, token: string): Promise<Result<string, Trouble>> {
  const { lineItemUrl, lineItemsUrl, serviceOrigin, resourceLinkId, linkTitle, result } = score;
  if (lineItemUrl !== null) return ok(lineItemUrl);
  if (lineItemsUrl === null) return fail({ answer: "refused", problem: "no line item" });
  const authorization = `Bearer ${token}`;
  const url = new URL(lineItemsUrl);
  url.searchParams.set("resource_link_id", resourceLinkId);
  const list = { accept: "application/vnd.ims.lis.v2.lineitemcontainer+json", authorization };
  const there = await askPlatform(url.href, { headers: list });
  const items = itemsSchema.safeParse(there.body);
  const found = items.success ? items.data.find((item) => item.resourceLinkId === resourceLinkId) : undefined;
  let id = found?.id;
  if (id === undefined) {
    const type = "application/vnd.ims.lis.v2.lineitem+json";
    const made = await askPlatform(lineItemsUrl, {
      method: "POST",
      headers: { "content-type": type, accept: type, authorization },
      body: JSON.stringify({ label: linkTitle, scoreMaximum: result.scored, resourceLinkId }),
    });
    const parsed = itemSchema.safeParse(made.body);
    if (made.status >= 300 || !parsed.success) return fail(trouble("line item", made.status));
    id = parsed.data.id;
  }
  if (!isOfPlatform(id, serviceOrigin)) return fail({ answer: "refused", problem: "line item elsewhere" });
  const db = await database();
  await db.transaction((tx) => setLineItem(tx, score.linkId, id));
  return ok(id);
}

async function post(score: DueScore, token: string): Promise<Result<"sent" | "none", Trouble>> {
  const sent = scoreOf(score.result, { sub: score.sub, at: new Date(score.scoredAt).toISOString() });
  if (sent === null) return ok("none");
  const item = await lineItemOf(score, token);
  if (!item.ok) return item;
  // Stored before the admin gave the platform another address, it may lie elsewhere by now.
  if (!isOfPlatform(item.value, score.serviceOrigin)) return fail({ answer: "refused", problem: "elsewhere" });
  const headers = { "content-type": "application/vnd.ims.lis.v1.score+json", authorization: `Bearer ${token}` };
  const { status } = await askPlatform(scoresUrl(item.value), {
    method: "POST",
    headers,
    body: JSON.stringify(sent),
  });
  return scoreAnswer(status) === "sent" ? ok("sent") : fail(trouble("score", status));
}

async function send(score: DueScore, token: Result<string, Trouble>): Promise<Result<"sent" | "none", Trouble>> {
  if (!token.ok) return token;
  try {
    return await post(score, token.value);
  } catch (error) {
    if (error instanceof PlatformUnreachable) return fail({ answer: "again", problem: error.message });
    throw error;
  }
}

async function tokenFor(platform: Platform | null, scores: readonly DueScore[], now: EpochMs) {
  if (platform === null) return fail<Trouble>({ answer: "refused", problem: "no platform" });
  const makes = scores.some(({ lineItemUrl }) => lineItemUrl === null);
  const scopes = makes ? [AGS_SCORE_SCOPE, AGS_LINE_ITEM_SCOPE] : [AGS_SCORE_SCOPE];
  try {
    const token = await getServiceToken(platform, scopes, now);
    // Refused for good is no token: an admin can mend it, and then all of these go out.
    return token.ok ? token : fail<Trouble>({ answer: "again", problem: `token: ${token.error}` });
  } catch (error) {
    if (error instanceof PlatformUnreachable) return fail<Trouble>({ answer: "again", problem: error.message });
    throw error;
  }
}

/** Sends what is due, platform by platform. Returns how many scores were taken. */
async function sendDue(db: Database, now: EpochMs): Promise<number> {
  const due = await db.transaction((tx) => unscopedListDueScores(tx, now, ROUND));
  let taken = 0;
  for (const platformId of new Set(due.map((score) => score.platformId))) {
    const scores = due.filter((score) => score.platformId === platformId);
    const platform = await db.transaction((tx) => unscopedFindPlatform(tx, platformId));
    const token = await tokenFor(platform, scores, now);
    for (const score of scores) {
      const sent = await send(score, token);
      taken += sent.ok && sent.value === "sent" ? 1 : 0;
      await settle(db, score, sent, now);
    }
  }
  return taken;
}

/**
 * One round, unless another one runs, here or on another server: sends scores of ended exams to the courses that they
 * were started from. A score stays to be sent until the platform has taken it: it is sent again after a failure, and
 * once more after a crash, which changes nothing at the platform. Returns how many were taken.
 */
export async function sendScores(now: EpochMs): Promise<number> {
  const db = await database();
  if ((await unscopedListDueScores(db.reader, now, 1)).length === 0) return 0;
  // Of each round, not of each server: a round that is slow keeps out the next one of its own server too.
  const lease = { name: "lti-scores", holder: newId() };
  try {
    const until = now + LEASE_MS;
    if (!(await db.transaction((tx) => takeLease(tx, { ...lease, until }, now)))) return 0;
  } catch (error) {
    if (leaseWasTaken(error)) return 0;
    throw error;
  }
  try {
    return await sendDue(db, now);
  } finally {
    await db.transaction((tx) => takeLease(tx, { ...lease, until: now - 1 }, now));
  }
}

async function settle(
  db: Database,
  score: DueScore,
  sent: Result<"sent" | "none", Trouble>,
  now: EpochMs,
): Promise<void> {
  await db.transaction(async (tx) => {
    if (sent.ok) return settleScore(tx, score, sent.value === "sent" ? { state: "sent", at: now } : { state: "none" });
    const { answer, problem } = sent.error;
    const tries = score.tries + 1;
    const again = answer === "again" && tries < TRIES_MOST;
    const outcome = again
      ? { state: "waiting" as const, tries, nextAt: nextTry(tries, now), problem }
      : { state: "failed" as const, tries, problem };
    return settleScore(tx, score, outcome);
  });
}

/** Sends scores as long as the server runs. */
export function startScoreSender(): void {
  keepDoing("lti scores", EVERY_MS, () => sendScores(Date.now()));
}
