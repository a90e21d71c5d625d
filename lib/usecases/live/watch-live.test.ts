import { beforeAll, expect, test } from "vitest";
import type { Viewer } from "@/lib/core/access/viewer";
import type { LiveStep } from "@/lib/core/live/live-step";
import type { LiveView } from "@/lib/core/live/live-view";
import { deleteSession } from "@/lib/data/sessions";
import { onBothEngines } from "@/lib/data/testing/engines";
import { join, leaveCohort, makeInvite } from "@/lib/usecases/cohort/join";
import { createCohort, removeMember } from "@/lib/usecases/cohort/manage-cohort";
import { at, got, load, newViewer, onAnotherServer, there } from "@/lib/usecases/testing/scene";
import { answerLive } from "./answer-live";
import { enterLive } from "./enter-live";
import { getLive } from "./get-live";
import { startLive } from "./start-live";
import { stepLive } from "./step-live";
import { type LiveEnd, watchLive } from "./watch-live";

/** So often that a test does not wait: each look is a check too. */
const QUICK = { pollMs: 5, looks: 1 };

onBothEngines("who follows a live session", (engine) => {
  beforeAll(async () => {
    await load();
  });

  const scene = async (learners = 2) => {
    const lead = await newViewer({ role: "lead" });
    const { cohortId } = got(await createCohort(at(lead), { name: "Room", examId: "brew-1", timeZone: "UTC" }));
    const invite = got(await makeInvite(at(lead), { cohortId, role: "learner", days: 14, maxUses: 300 }));
    const { sessionId } = got(await startLive(at(lead), { cohortId, questions: ["brew-q-heat-one"] }));
    const screen = async () => {
      const view = await getLive(at(lead), sessionId);
      if (view?.as !== "lead") throw new Error("no lead's view");
      return view;
    };
    const code = there((await screen()).code);
    const people: Viewer[] = [];
    for (let number = 0; number < learners; number += 1) {
      const viewer = await newViewer();
      got(await join(at(viewer), { code: invite.code }));
      got(await enterLive(at(viewer), { code }));
      people.push(viewer);
    }
    const step = async (name: LiveStep) =>
      got(await stepLive(at(lead), { sessionId, step: name, revision: (await screen()).revision }));
    return { lead, cohortId, sessionId, people, step };
  };

  /** Somebody who listens, and what they are told; null where the session is missing for them. */
  const listen = async (viewer: Viewer, sessionId: string) => {
    const views: LiveView[] = [];
    let ended: LiveEnd | null = null;
    let waiting: (() => void)[] = [];
    const wake = (): void => {
      const now = waiting;
      waiting = [];
      for (const run of now) run();
    };
    const listener = {
      send: (view: LiveView) => {
        views.push(view);
        wake();
      },
      beat: () => undefined,
      end: (why: LiveEnd) => {
        ended = why;
        wake();
      },
    };
    const stop = await watchLive({ viewer }, sessionId, listener, QUICK);
    const until = async (isIt: () => boolean): Promise<void> => {
      while (!isIt()) await new Promise<void>((run) => waiting.push(run));
    };
    return {
      isThere: stop !== null,
      stop: () => stop?.(),
      views,
      last: () => there(views.at(-1)),
      sees: (isIt: (view: LiveView) => boolean) => until(() => views.some(isIt)),
      end: async (): Promise<LiveEnd | null> => {
        await until(() => ended !== null);
        return ended;
      },
    };
  };

  test("what another server writes is shown: steps to all, answers on the projector alone, the end ends it", async () => {
    const { lead, sessionId, people, step } = await scene();
    const other = await engine.openAgain();
    const [first, second] = [there(people[0]), there(people[1])];
    const [screen, phone] = [await listen(lead, sessionId), await listen(first, sessionId)];
    expect([screen.last().state, phone.last().state]).toEqual(["lobby", "lobby"]);
    await onAnotherServer(other, () => stepLive(at(lead), { sessionId, step: "open", revision: 0 }));
    await Promise.all([screen, phone].map(({ sees }) => sees(({ state }) => state === "open")));
    await onAnotherServer(other, () => answerLive(at(second), { sessionId, number: 1, answer: "o1" }));
    await screen.sees((view) => view.as === "lead" && view.answered === 1);
    expect(phone.views.map(({ state }) => state)).toEqual(["lobby", "open"]);
    await step("close");
    await phone.sees((view) => view.state === "closed" && view.result?.answered === 1);
    await step("end");
    expect(await Promise.all([screen.end(), phone.end()])).toEqual(["over", "over"]);
    expect(phone.last().state).toBe("ended");
  });

  test("who leaves, is removed or signs out hears nothing more; the others do", async () => {
    const { lead, cohortId, sessionId, people, step } = await scene(4);
    const all = await Promise.all(people.map((viewer) => listen(viewer, sessionId)));
    const [left, removed, out, stays] = all.map(there);
    got(await leaveCohort(at(there(people[0])), { cohortId }));
    got(await removeMember(at(lead), { cohortId, userId: there(people[1]).userId }));
    await engine.database().transaction((tx) => deleteSession(tx, there(people[2]).sessionIdHash));
    for (const one of [left, removed, out]) expect(await there(one).end()).toBe("gone");
    await step("open");
    await there(stays).sees(({ state }) => state === "open");
    for (const one of [left, removed, out]) expect(there(one).views.map(({ state }) => state)).toEqual(["lobby"]);
    there(stays).stop();
  });

  test("a stranger, and who did not come in, gets nothing", async () => {
    const { sessionId, lead } = await scene(0);
    for (const viewer of [await newViewer(), await newViewer({ role: "lead" }), await newViewer({ role: "admin" })]) {
      const { isThere, views } = await listen(viewer, sessionId);
      expect([isThere, views]).toEqual([false, []]);
    }
    const screen = await listen(lead, sessionId);
    expect(screen.isThere).toBe(true);
    screen.stop();
  });

  test("the fifth window of one person closes their first, and nobody else's", async () => {
    const { sessionId, people, step } = await scene();
    const [greedy, modest] = [there(people[0]), there(people[1])];
    const other = await listen(modest, sessionId);
    const windows = [];
    for (let number = 0; number < 5; number += 1) windows.push(await listen(greedy, sessionId));
    expect(await there(windows[0]).end()).toBe("replaced");
    await step("open");
    for (const one of [other, ...windows.slice(1)]) {
      await one.sees(({ state }) => state === "open");
      one.stop();
    }
    expect(there(windows[0]).views).toHaveLength(1);
  });

  test("who comes back is shown where it stands and what they had sent", async () => {
    const { sessionId, people, step } = await scene(1);
    const viewer = there(people[0]);
    const before = await listen(viewer, sessionId);
    before.stop();
    await step("open");
    got(await answerLive(at(viewer), { sessionId, number: 1, answer: "o2" }));
    const after = await listen(viewer, sessionId);
    expect(after.last()).toMatchObject({ as: "learner", state: "open", own: "o2" });
    expect(before.views).toHaveLength(1);
    after.stop();
  });
});
