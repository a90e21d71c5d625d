import { dueTraps } from "@/lib/core/learning/fold/due-traps";
import { digestContent } from "@/lib/core/mail/digest-content";
import { type DigestWeek, digestWeek } from "@/lib/core/mail/digest-week";
import { digestLetter } from "@/lib/core/mail/letters";
import type { Digest } from "@/lib/core/notice/notice";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { type Database, database, type Reader } from "@/lib/data/database";
import {
  type DigestMark,
  type ForDigest,
  findDigestMark,
  takeDigest,
  unscopedListForDigest,
  unscopedListZones,
} from "@/lib/data/mail/mail-people";
import { log } from "@/lib/log";
import { getCurrentExam } from "@/lib/usecases/learn/current-exam";
import { getFoldedLearner } from "@/lib/usecases/learning/fold-learner";
import { listedRemediations } from "@/lib/usecases/learning/list-remediations";
import { listRunning } from "@/lib/usecases/learning/list-running";
import { type NextToday, nextToday } from "@/lib/usecases/learning/next-today";
import { routeOf } from "@/lib/usecases/learning/route-of";
import { tellPerson } from "@/lib/usecases/notice/tell-person";

/** So many people are looked at in one round. */
const PAGE = 50;

function nextWords(next: NextToday): string {
  switch (next.kind) {
    case "running":
      return `go on with “${next.attempt.title}”.`;
    case "checks":
      return next.count === 1 ? "the check that is due." : "the checks that are due.";
    case "remediation":
      return `go on with “${next.remediation.symptom.symptom}”`;
    case "begin":
      return `your answers point at something: “${next.words}”`;
    case "diagnosis":
      return "a diagnosis, which says why you miss questions.";
    case "exam":
      return "sit an exam.";
  }
}

/**
 * What was answered since the digest of the week before; null where that was not made, or was about another pack. Who
 * came in this week has answered all of it in this week.
 */
function answeredSince(
  mark: DigestMark | null,
  week: DigestWeek,
  seen: Pick<DigestMark, "packId" | "answers">,
  isNew: boolean,
) {
  if (mark === null && isNew) return seen.answers;
  if (mark?.week !== week.before || mark.packId !== seen.packId) return null;
  return Math.max(0, seen.answers - mark.answers);
}

/** What somebody's digest says, with the mark to leave for the next one. Reads what is folded, never the log. */
async function digestOf(
  db: Reader,
  person: ForDigest,
  week: DigestWeek,
  now: EpochMs,
): Promise<{ mark: DigestMark; digest: Digest | null }> {
  const { pack, exam } = await getCurrentExam(person);
  const folded = await getFoldedLearner(db, person, pack.id);
  const { state } = folded;
  const running = await listRunning(db, { viewer: person, now }, { packId: pack.id, examId: exam.id });
  const remediations = listedRemediations(state, pack, now);
  const next = nextToday({ now }, { folded, pack, exam, running, route: routeOf(folded, pack), remediations });
  const { answered } = state.head.general;
  const before = await findDigestMark(db, person.userId);
  const mark = { week: week.week, packId: pack.id, answers: answered };
  return {
    mark,
    digest: digestContent(state, week, {
      answered: answeredSince(before, week, mark, person.since >= week.from),
      due: dueTraps(state, now).filter(({ because }) => because === "check").length,
      next: nextWords(next),
      short: (trap) => pack.traps.get(trap)?.short ?? trap,
    }),
  };
}

async function tellDigest(db: Database, person: ForDigest, week: DigestWeek, now: EpochMs): Promise<void> {
  const { userId } = person;
  const { mark, digest } = await digestOf(db.reader, person, week, now);
  await db.transaction(async (tx) => {
    if (!(await takeDigest(tx, userId, mark)) || digest === null) return;
    await tellPerson(
      tx,
      userId,
      `digest/${week.week}`,
      { kind: "digest", ...digest },
      { kind: "digest", write: (site, { name }) => digestLetter(site, name, digest) },
      now,
    );
  });
}

/**
 * Tells those for whom it is Monday morning what their week was, where there is something to say; some at a time.
 * Returns how many were looked at: 0 once nobody is left. Several processes may do this at once: each digest is made by
 * one of them.
 */
export async function tellDigests(now: EpochMs): Promise<number> {
  const db = await database();
  let seen = 0;
  for (const zone of await unscopedListZones(db.reader)) {
    const week = digestWeek(now, zone ?? "UTC");
    if (week === null || seen >= PAGE) continue;
    const people = await unscopedListForDigest(
      db.reader,
      { timeZone: zone, week: week.week, bornBefore: week.to },
      PAGE - seen,
    );
    seen += people.length;
    for (const person of people) {
      try {
        await tellDigest(db, person, week, now);
      } catch (error) {
        // One that cannot be made must not keep all others waiting, this Monday and the next.
        log.error("digest failed", error);
        const mark = { week: week.week, packId: "", answers: 0 };
        await db.transaction((tx) => takeDigest(tx, person.userId, mark));
      }
    }
  }
  return seen;
}
