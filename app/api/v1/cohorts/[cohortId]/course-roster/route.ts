import { z } from "zod";
import { answer, refuse, writeRoute } from "@/lib/actions/define-route";
import { readCourseRoster } from "@/lib/usecases/lti/read-course-roster";

const bodySchema = z.strictObject({});

/** Reads who is in the course of a cohort from its learning platform. Changes nothing; asking another server is no read. */
export const POST = writeRoute<{ cohortId: string }, typeof bodySchema>(bodySchema, async (context, { cohortId }) => {
  const read = await readCourseRoster(context, cohortId);
  if (read.ok) return answer({ people: read.value });
  switch (read.error) {
    case "missing":
      return refuse(404, "missing", "There is no such cohort, or you do not lead it.");
    case "no-roster":
      return refuse(409, "no-roster", "The learning platform hands out no roster for this course.");
    case "platform":
      return refuse(
        502,
        "platform",
        "The learning platform did not hand out the roster. Nothing was changed; try again.",
      );
  }
});
