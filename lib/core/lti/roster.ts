import { z } from "zod";
import { courseRole } from "./launch";

const memberSchema = z.object({
  user_id: z.string().min(1).max(255),
  status: z.string().max(40).optional(),
  name: z.string().max(1_000).nullish(),
  given_name: z.string().max(1_000).nullish(),
  family_name: z.string().max(1_000).nullish(),
  email: z.string().max(1_000).nullish(),
  roles: z.array(z.string().max(300)).max(100),
});

const pageSchema = z.object({ members: z.array(memberSchema).max(5_000) });

export type RosterMember = { sub: string; name: string; email: string | null };

/** The learners of a page of a platform's roster who are active; null where it cannot be read. */
export function readRosterPage(body: unknown): RosterMember[] | null {
  const parsed = pageSchema.safeParse(body);
  if (!parsed.success) return null;
  return parsed.data.members
    .filter(({ roles, status }) => courseRole(roles) === "learner" && (status === undefined || status === "Active"))
    .map(({ user_id, name, given_name, family_name, email }) => ({
      sub: user_id,
      name: (name ?? `${given_name ?? ""} ${family_name ?? ""}`).trim().slice(0, 80) || "Without a name",
      email: email?.slice(0, 254) ?? null,
    }));
}

/** The address of the next page in a Link header (RFC 8288); null where there is none. */
export function nextPage(link: string | null): string | null {
  for (const part of (link ?? "").slice(0, 8_000).split(/,(?=\s*<)/)) {
    const found = /^\s*<([^<>]*)>(.*)$/.exec(part);
    if (found !== null && /;\s*rel="?next"?(?:\s|;|$)/i.test(found[2] ?? "")) return found[1] ?? null;
  }
  return null;
}

/** How somebody of a course stands to its cohort. */
export type CourseStanding = "joined" | "came" | "not-yet";
export type CourseRosterRow = { name: string; email: string | null; standing: CourseStanding };
