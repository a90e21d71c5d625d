import { expect, test } from "@playwright/test";
import { answersOnServer, attemptOnServer } from "../fixtures/attempts";
import { failSaves } from "../fixtures/failing-saves";
import { enterAsGuest } from "../fixtures/people";
import {
  answerByMouse,
  answerOnScreen,
  EXAMS,
  goToQuestion,
  navigatorButton,
  queuedOnDevice,
  saveState,
  startExam,
  waitForRoom,
} from "../fixtures/room";
import { readVitals, watchVitals } from "../fixtures/vitals";

/** What moves under its reader's eyes at most: the bound that browsers call good. */
const CLS_AT_MOST = 0.1;
const QUESTIONS = [1, 2, 3, 4, 5, 6];

test("while saves fail and are tried again, answers and flags are taken at once, nothing moves, and nothing is lost", async ({
  page,
}) => {
  await watchVitals(page);
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  await page.reload();
  await waitForRoom(page);
  const failing = await failSaves(page);

  const chosen: Awaited<ReturnType<typeof answerOnScreen>>[] = [];
  for (const number of QUESTIONS) {
    await goToQuestion(page, number);
    await answerByMouse(page, number);
    await page.getByRole("button", { name: "Flag for review", exact: true }).click();
    await expect(navigatorButton(page, number, "answered, flagged")).toBeVisible();
    const taken = await answerOnScreen(page);
    expect(taken.answer, `question ${number} is answered on screen`).not.toBeNull();
    chosen.push(taken);
  }
  // Each way to fail was met, the one in which the server has it too.
  await expect.poll(failing.count, { timeout: 60_000 }).toBeGreaterThanOrEqual(3);
  await expect(saveState(page, /to send$/)).toBeVisible();
  expect(await queuedOnDevice(page)).toBeGreaterThan(0);
  expect((await readVitals(page)).cls).toBeLessThan(CLS_AT_MOST);

  await failing.mend();
  await expect(saveState(page, /^Saved /)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => queuedOnDevice(page)).toBe(0);
  const kinds = chosen.map(({ kind }) => kind);
  expect(await answersOnServer(page, attemptId, kinds)).toEqual(chosen);
  const { items } = await attemptOnServer(page, attemptId);
  expect(items.map((item) => item.state.flagged)).toEqual(QUESTIONS.map(() => true));
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  expect((await readVitals(page)).cls).toBeLessThan(CLS_AT_MOST);
});

for (const { name, path } of [
  { name: "the landing page", path: "/" },
  { name: "the list of lessons", path: "/learn" },
  { name: "a lesson", path: "/learn/3.1" },
  { name: "the list of exams", path: "/exams" },
]) {
  test(`nothing moves while ${name} loads`, async ({ page }) => {
    await watchVitals(page);
    if (path === "/exams") await enterAsGuest(page);
    await page.goto(path);
    await page.waitForLoadState("networkidle");
    const { lcp, cls } = await readVitals(page);
    expect(lcp, "the browser has noted what it painted").toBeGreaterThan(0);
    expect(cls).toBeLessThan(CLS_AT_MOST);
  });
}
