import type { Context } from "@/lib/core/access/viewer";
import { isOfPlatform, NRPS_SCOPE } from "@/lib/core/lti/launch";
import { type CourseRosterRow, nextPage, type RosterMember, readRosterPage } from "@/lib/core/lti/roster";
import type { EpochMs } from "@/lib/core/shared/epoch-ms";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { findLedCohort, listMembers } from "@/lib/data/cohorts";
import { database } from "@/lib/data/database";
import { listCourses } from "@/lib/data/lti/courses";
import { listLtiUsers } from "@/lib/data/lti/people";
import { askPlatform, PlatformUnreachable } from "@/lib/data/lti/platform-http";
import { type Platform, unscopedFindPlatform } from "@/lib/data/lti/platforms";
import { getServiceToken } from "./platform-token";

const PAGES_MOST = 50;
const PEOPLE_MOST = 5_000;

export type RosterRefusal = "missing" | "no-roster" | "platform";

/** Every page of a course's members; null where the platform does not hand them out. */
async function readAll(platform: Platform, url: string, now: EpochMs): Promise<RosterMember[] | null> {
  const token = await getServiceToken(platform, [NRPS_SCOPE], now);
  if (!token.ok) return null;
  const headers = {
    accept: "application/vnd.ims.lti-nrps.v2.membershipcontainer+json",
    authorization: `Bearer ${token.value}`,
  };
  const people = new Map<string, RosterMember>();
  let next: string | null = url;
  for (let page = 0; next !== null && page < PAGES_MOST && people.size < PEOPLE_MOST; page += 1) {
    // The token goes to the platform alone, wherever a page says that the next one is.
    if (!isOfPlatform(next, platform.serviceOrigin)) return null;
    const { status, body, link } = await askPlatform(next, { headers });
    const members = status === 200 ? readRosterPage(body) : null;
    if (members === null) return null;
    for (const member of members) people.set(member.sub, member);
    next = nextPage(link);
  }
  return [...people.values()];
}

/** Whether a cohort that the viewer leads is that of a course whose members can be read; null for everybody else. */
export async function findCourseOf(
  { viewer }: Context,
  cohortId: string,
): Promise<{ titles: string[]; hasRoster: boolean } | null> {
  const { reader } = await database();
  if ((await findLedCohort(reader, viewer, cohortId)) === null) return null;
  const courses = await listCourses(reader, cohortId);
  return {
    titles: courses.map(({ title }) => title),
    hasRoster: courses.some(({ membershipsUrl }) => membershipsUrl !== null),
  };
}

/**
 * Who is a learner of the course of a cohort that the viewer leads, as the platform says now, and who of them has come
 * and joined. Makes no accounts and keeps nothing of it.
 */
export async function readCourseRoster(
  { viewer, now }: Context,
  cohortId: string,
): Promise<Result<CourseRosterRow[], RosterRefusal>> {
  const { reader } = await database();
  if ((await findLedCohort(reader, viewer, cohortId)) === null) return fail("missing");
  const inCohort = new Set((await listMembers(reader, cohortId)).map(({ userId }) => userId));
  const rows: CourseRosterRow[] = [];
  let asked = 0;
  for (const { platformId, membershipsUrl } of await listCourses(reader, cohortId)) {
    const platform = await unscopedFindPlatform(reader, platformId);
    if (membershipsUrl === null || platform === null) continue;
    asked += 1;
    try {
      const members = await readAll(platform, membershipsUrl, now);
      if (members === null) return fail("platform");
      const known = await listLtiUsers(reader, platformId);
      for (const { sub, name, email } of members) {
        const userId = known.get(sub);
        const standing = userId === undefined ? "not-yet" : inCohort.has(userId) ? "joined" : "came";
        rows.push({ name, email, standing });
      }
    } catch (error) {
      if (error instanceof PlatformUnreachable) return fail("platform");
      throw error;
    }
  }
  return asked === 0 ? fail("no-roster") : ok(rows.sort((a, b) => a.name.localeCompare(b.name, "en")));
}
