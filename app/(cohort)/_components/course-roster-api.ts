import type { CourseRosterRow } from "@/lib/core/lti/roster";

export type CourseReply = { ok: true; people: CourseRosterRow[] } | { ok: false; message: string };

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields => typeof value === "object" && value !== null;
// A captive portal answers 200 too: what is not shaped like our reply counts as no line.
const isReply = (value: unknown): value is { people: CourseRosterRow[] } =>
  isFields(value) && Array.isArray(value.people);

/** Has the roster of a cohort's course read from the learning platform. */
export async function readCourse(cohortId: string): Promise<CourseReply> {
  try {
    const response = await fetch(`/api/v1/cohorts/${cohortId}/course-roster`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    const reply: unknown = await response.json();
    if (response.ok && isReply(reply)) return { ok: true, people: reply.people };
    const told = isFields(reply) && typeof reply.message === "string" ? reply.message : null;
    return { ok: false, message: told ?? "That did not work. Nothing was changed; try again." };
  } catch {
    return { ok: false, message: "There is no line to the server. Nothing was changed; try again in a moment." };
  }
}
