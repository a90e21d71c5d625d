import type { Context } from "@/lib/core/access/viewer";
import type { Risk } from "@/lib/core/cohort/board";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { findLedCohort, listMembers, listOwnMemberships } from "@/lib/data/cohorts";
import { database, type Reader } from "@/lib/data/database";
import { recordAccess } from "@/lib/usecases/privacy/record-access";
import { type Board, boardOf, risksOfLearner } from "./board";
import { type FoundLearner, findLearner, type LearnerPage, learnerPageOf, openLearner } from "./learner-page";

/**
 * A cohort on paper: its board, with everybody on the roster; null for all but its leads. Since paper goes about, each
 * learner is told that there is a report with them in it.
 */
export async function getCohortReport({ viewer, now }: Context, cohortId: string): Promise<Board | null> {
  const db = await database();
  const cohort = await findLedCohort(db.reader, viewer, cohortId);
  if (cohort === null) return null;
  const learners = (await listMembers(db.reader, cohort.id)).filter(({ role }) => role === "learner");
  // Written down before anything of theirs is read.
  await db.transaction(async (tx) => {
    for (const { userId } of learners) {
      await recordAccess(tx, { leadId: viewer.userId, learnerId: userId, cohortId: cohort.id, what: "report" }, now);
    }
  });
  return boardOf(db, cohort, "all", now);
}

/** What a cohort's leads see of one learner, with what speaks for it that they fall behind. */
export type LearnerReport = LearnerPage & { risks: Risk[]; disclaimer: string };

async function reportOf(reader: Reader, opened: FoundLearner, now: EpochMs): Promise<LearnerReport> {
  const page = await learnerPageOf(reader, opened, now);
  const risks = await risksOfLearner(reader, opened.cohort, opened.member, now);
  const { disclaimer } = opened.found.pack.info;
  return { ...page, risks, disclaimer };
}

/** One learner of a cohort on paper, for its leads; the learner is told. Null for everybody else. */
export async function getLearnerReport(
  context: Context,
  at: { cohortId: string; userId: string },
): Promise<LearnerReport | null> {
  const opened = await openLearner(context, at, "report");
  return opened === null ? null : reportOf((await database()).reader, opened, context.now);
}

/** What the leads of a cohort that the viewer learns in see of them; null where they are not in it as a learner. */
export async function getOwnReport({ viewer, now }: Context, cohortId: string): Promise<LearnerReport | null> {
  const { reader } = await database();
  const memberships = await listOwnMemberships(reader, viewer);
  const own = memberships.find(({ cohort, role }) => cohort.id === cohortId && role === "learner");
  const found = own === undefined ? null : await findLearner(reader, own.cohort, viewer.userId);
  return found === null ? null : reportOf(reader, found, now);
}
