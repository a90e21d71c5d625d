import { expect, type Page, test } from "@playwright/test";
import { attemptOnServer } from "../fixtures/attempts";
import { enterAsGuest } from "../fixtures/people";
import { answerByMouse, EXAMS, endExam, expectSaved, goToQuestion, startExam, waitForRoom } from "../fixtures/room";

const DAY_AND_MORE_MS = 26 * 3_600_000;
/** A page is asked and a server is asked; between the two a busy machine lets some seconds go by. */
const APART_S = 8;

/** The time left that the room shows, and the one that the server would give, in seconds. */
async function timesLeft(page: Page, attemptId: string): Promise<{ shown: number; real: number }> {
  const text = await page.getByRole("timer").innerText();
  const [minutes, seconds] = /(\d+):(\d\d)/.exec(text)?.slice(1).map(Number) ?? [];
  const { deadline, serverNow } = await attemptOnServer(page, attemptId);
  return { shown: (minutes ?? Number.NaN) * 60 + (seconds ?? 0), real: ((deadline ?? 0) - serverNow) / 1_000 };
}

async function expectServersTime(page: Page, attemptId: string): Promise<void> {
  await expect
    .poll(async () => {
      const { shown, real } = await timesLeft(page, attemptId);
      return Math.abs(shown - real) < APART_S;
    }, "the room shows the server's time")
    .toBe(true);
}

for (const [name, first, then] of [
  ["a day ahead, and set back in mid-exam", 1, -1],
  ["a day behind, and set forward in mid-exam", -1, 1],
] as const) {
  test(`a device whose clock is ${name}, has the server's time and deadline, and its answers count`, async ({
    page,
  }) => {
    await page.clock.install({ time: Date.now() + first * DAY_AND_MORE_MS });
    await enterAsGuest(page);
    const attemptId = await startExam(page, EXAMS.types);
    const { deadline } = await attemptOnServer(page, attemptId);
    await expectServersTime(page, attemptId);
    await answerByMouse(page);
    await expectSaved(page, attemptId, 1);

    await page.clock.setSystemTime(Date.now() + then * DAY_AND_MORE_MS);
    await expectServersTime(page, attemptId);
    await goToQuestion(page, 2);
    await answerByMouse(page);
    await expectSaved(page, attemptId, 2);

    await page.reload();
    await waitForRoom(page);
    await expectServersTime(page, attemptId);
    const { phase, deadline: unchanged } = await attemptOnServer(page, attemptId);
    expect({ phase, deadline: unchanged }).toEqual({ phase: "running", deadline });

    await endExam(page);
    await expect(page.getByText("time was up")).toHaveCount(0);
    await page.getByRole("link", { name: "Review the questions" }).first().click();
    await expect(page.getByText("late, not counted")).toHaveCount(0);
    await expect(page.getByRole("heading", { name: "Not answered" })).toHaveCount(4);
  });
}
