import { z } from "zod";
import { answer, refuse, writeRoute } from "@/lib/actions/define-route";
import { inviteRoster } from "@/lib/usecases/cohort/invite-roster";

const bodySchema = z.strictObject({
  text: z.string().max(400_000),
  days: z.number().int().min(1).max(365),
  /** False: only what would be made. */
  make: z.boolean(),
  /** Sends each code to its address, where this server sends mail. */
  mail: z.boolean().default(false),
});

/** Reads a roster, and makes the codes where that is asked for. */
export const POST = writeRoute<{ cohortId: string }, typeof bodySchema>(
  bodySchema,
  async (context, { cohortId }, body) => {
    const invited = await inviteRoster(context, { cohortId, ...body });
    if (invited.ok) return answer(invited.value);
    return invited.error === "archived"
      ? refuse(409, "archived", "The cohort is archived: open it first. Nothing was made.")
      : refuse(404, "missing", "There is no such cohort, or you do not lead it. Nothing was made.");
  },
);
