import { expect, test } from "@playwright/test";
import { answersOnServer, attemptOnServer, type KindAnswer } from "../fixtures/attempts";
import { enterAsGuest } from "../fixtures/people";
import {
  answerByMouse,
  answerOnScreen,
  EXAMS,
  endExam,
  goToQuestion,
  navigatorButton,
  questionHeading,
  queuedOnDevice,
  saveState,
  startExam,
  waitForKeptPage,
  waitForRoom,
} from "../fixtures/room";

test("work that is done without a line is kept, survives a reload, and reaches the server in order", async ({
  page,
  context,
}) => {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  await answerByMouse(page);
  const first = await answerOnScreen(page);
  await expect.poll(() => answersOnServer(page, attemptId, [first.kind])).toEqual([first]);
  const chosen: KindAnswer[] = [first];
  await waitForKeptPage(page);

  await context.setOffline(true);

  await test.step("answers of every kind, a changed one, and flags are taken", async () => {
    for (let number = 2; number <= 6; number += 1) {
      await goToQuestion(page, number);
      await answerByMouse(page, number);
    }
    await goToQuestion(page, 1);
    await answerByMouse(page, 1);
    await goToQuestion(page, 3);
    await page.getByRole("button", { name: "Flag for review", exact: true }).click();
    await goToQuestion(page, 6);
    await page.getByRole("button", { name: "Flag for review", exact: true }).click();
    for (let number = 1; number <= 6; number += 1) {
      await goToQuestion(page, number);
      chosen[number - 1] = await answerOnScreen(page);
      expect(chosen[number - 1]?.answer).not.toBeNull();
    }
    await expect(saveState(page, /^Offline: kept on this device, \d+ to send$/)).toBeVisible();
  });

  await test.step("the server knows nothing of it yet", async () => {
    const { items } = await attemptOnServer(page, attemptId);
    expect(items.slice(1).map((item) => item.state.answer)).toEqual([null, null, null, null, null]);
    expect(items.some((item) => item.state.flagged)).toBe(false);
  });

  await test.step("a reload without a line opens the exam with all of it, where the learner was", async () => {
    await goToQuestion(page, 4);
    const waiting = await queuedOnDevice(page);
    await page.reload();
    await waitForRoom(page);
    await expect(questionHeading(page, 4)).toBeVisible();
    await expect(saveState(page, /^Offline: kept on this device, \d+ to send$/)).toBeVisible();
    expect(await queuedOnDevice(page)).toBeGreaterThanOrEqual(waiting);
    for (let number = 1; number <= 6; number += 1) {
      const flagged = number === 3 || number === 6;
      await expect(navigatorButton(page, number, flagged ? "answered, flagged" : "answered")).toBeVisible();
      await goToQuestion(page, number);
      expect(await answerOnScreen(page)).toEqual(chosen[number - 1]);
    }
  });

  await test.step("what the reloaded page adds builds on it", async () => {
    await goToQuestion(page, 5);
    await answerByMouse(page, 7);
    chosen[4] = await answerOnScreen(page);
    await goToQuestion(page, 6);
    await page.getByRole("button", { name: "Flag for review", exact: true }).click();
  });

  await context.setOffline(false);

  await test.step("with the line back, the server holds what was chosen and the queue is empty", async () => {
    await expect(saveState(page, /^Saved /)).toBeVisible();
    await expect.poll(() => queuedOnDevice(page)).toBe(0);
    const kinds = chosen.map(({ kind }) => kind);
    expect(await answersOnServer(page, attemptId, kinds)).toEqual(chosen);
    const { items } = await attemptOnServer(page, attemptId);
    expect(items.map((item) => item.state.flagged)).toEqual([false, false, true, false, false, false]);
    await expect(page.getByRole("alertdialog")).toHaveCount(0);
  });

  await test.step("the exam ends with these answers, and the kept copy of its page is gone", async () => {
    await endExam(page);
    const kinds = chosen.map(({ kind }) => kind);
    expect(await answersOnServer(page, attemptId, kinds)).toEqual(chosen);
    await expect
      .poll(() => page.evaluate((path) => caches.match(path).then((copy) => copy === undefined), `/exam/${attemptId}`))
      .toBe(true);
  });
});
