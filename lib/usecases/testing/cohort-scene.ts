import type { Context } from "@/lib/core/access/viewer";
import { endAttempt } from "@/lib/usecases/attempt/end-attempt";
import { saveEvents } from "@/lib/usecases/attempt/save-events";
import { join, makeInvite } from "@/lib/usecases/cohort/join";
import { createCohort } from "@/lib/usecases/cohort/manage-cohort";
import { at, formOf, got, load, newTab, newViewer, START_MS, startedExam } from "./scene";

export const ZONE = "Europe/Vienna";
export const later = ({ viewer }: Context, now: number): Context => ({ viewer, now });

/** A lead with a cohort of the small pack, and a way for somebody new to join it. */
export async function cohortScene() {
  await load();
  const lead = at(await newViewer({ role: "lead" }));
  const { cohortId } = got(await createCohort(lead, { name: "Brewers", examId: "brew-1", timeZone: ZONE }));
  const joined = async (now = START_MS): Promise<Context> => {
    const { code } = got(await makeInvite(lead, { cohortId, role: "learner", days: 1, maxUses: 1 }));
    const learner = at(await newViewer(), now);
    got(await join(learner, { code }));
    return learner;
  };
  return { lead, cohortId, joined };
}

/** Sits the whole exam, all right or all wrong. Returns how many questions counted. */
export async function sitAll(learner: Context, how: "right" | "wrong"): Promise<number> {
  const attemptId = await startedExam(learner, "full");
  const form = await formOf(attemptId);
  const tab = newTab();
  got(await saveEvents(learner, { attemptId, events: form.map((item) => tab.answer(item.id, item[how])) }));
  await endAttempt(learner, { attemptId, as: "finished" });
  return form.filter(({ pilot }) => !pilot).length;
}
