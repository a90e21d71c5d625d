import type { Viewer } from "@/lib/core/access/viewer";
import type { LiveStep } from "@/lib/core/live/live-step";
import type { LeadLiveView, LearnerLiveView } from "@/lib/core/live/live-view";
import type { ResponseValue } from "@/lib/core/question/answer";
import { join, makeInvite } from "@/lib/usecases/cohort/join";
import { createCohort } from "@/lib/usecases/cohort/manage-cohort";
import { answerLive } from "@/lib/usecases/live/answer-live";
import { enterLive } from "@/lib/usecases/live/enter-live";
import { getLive } from "@/lib/usecases/live/get-live";
import { startLive } from "@/lib/usecases/live/start-live";
import { stepLive } from "@/lib/usecases/live/step-live";
import { at, got, newViewer, there } from "./scene";

export const ONE = "brew-q-heat-one";
export const PAIR = "brew-q-heat-pair";
export const STEPS = "brew-q-steps";
export const PAIRS = "brew-q-pairs";

/** A lead's session in its lobby, the learners who have come in, and what each of them does and sees. */
export async function liveScene({ learners = 6, questions = [ONE, PAIR] } = {}) {
  const lead = await newViewer({ role: "lead" });
  const { cohortId } = got(await createCohort(at(lead), { name: "Room", examId: "brew-1", timeZone: "Europe/Vienna" }));
  const { code } = got(await makeInvite(at(lead), { cohortId, role: "learner", days: 14, maxUses: 300 }));
  const member = async (): Promise<Viewer> => {
    const viewer = await newViewer();
    got(await join(at(viewer), { code }));
    return viewer;
  };
  const { sessionId } = got(await startLive(at(lead), { cohortId, questions }));
  const screen = async (): Promise<LeadLiveView> => {
    const view = await getLive(at(lead), sessionId);
    if (view?.as !== "lead") throw new Error("no lead's view");
    return view;
  };
  const liveCode = there((await screen()).code);
  const enter = async () => {
    const viewer = await member();
    got(await enterLive(at(viewer), { code: liveCode }));
    return viewer;
  };
  const people: Viewer[] = [];
  for (let number = 0; number < learners; number += 1) people.push(await enter());
  const step = async (name: LiveStep) =>
    got(await stepLive(at(lead), { sessionId, step: name, revision: (await screen()).revision }));
  const phone = async (viewer: Viewer): Promise<LearnerLiveView> => {
    const view = await getLive(at(viewer), sessionId);
    if (view?.as !== "learner") throw new Error("no learner's view");
    return view;
  };
  /** The option that begins with this word. */
  const option = async (word: string) => {
    const view = await screen();
    return there(view.question?.question.options.find(({ text }) => text.startsWith(word))).id;
  };
  /** The prompt that begins with this word. */
  const prompt = async (word: string) => {
    const question = (await screen()).question?.question;
    if (question?.type !== "matching") throw new Error("no matching is shown");
    return there(question.prompts.find(({ text }) => text.startsWith(word))).id;
  };
  const send = (viewer: Viewer, answer: ResponseValue, number = 1) =>
    answerLive(at(viewer), { sessionId, number, answer });
  return { lead, cohortId, sessionId, liveCode, people, member, enter, screen, phone, step, option, prompt, send };
}
