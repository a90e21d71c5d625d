import { z } from "zod";
import { answer, missing, refuse, writeRoute } from "@/lib/actions/define-route";
import { LIVE_STEPS } from "@/lib/core/live/live-step";
import { getLive } from "@/lib/usecases/live/get-live";
import { stepLive } from "@/lib/usecases/live/step-live";

/** `revision`: what the lead saw when they pressed. */
const bodySchema = z.strictObject({ step: z.enum(LIVE_STEPS), revision: z.number().int().min(0) });

/** Takes a step as a lead, and answers with the session after it. */
export const POST = writeRoute<{ sessionId: string }, typeof bodySchema>(
  bodySchema,
  async (context, { sessionId }, body) => {
    const taken = await stepLive(context, { sessionId, ...body });
    if (!taken.ok && taken.error === "moved") return refuse(409, "moved", "The session has moved on in the meantime.");
    const view = taken.ok ? await getLive(context, sessionId) : null;
    return view === null ? missing("session") : answer(view);
  },
);
