import { expect, type Page, test } from "@playwright/test";
import { attemptOnServer } from "../fixtures/attempts";
import { enterAsGuest } from "../fixtures/people";
import {
  answerByMouse,
  answerOnScreen,
  attemptIdOf,
  EXAMS,
  endExam,
  examCard,
  expectSaved,
  goToQuestion,
  questionHeading,
  startExam,
  waitForRoom,
} from "../fixtures/room";

const clock = (page: Page) => page.getByRole("timer");
const hideClock = (page: Page) => page.getByRole("button", { name: "Hide the clock" });
const historyEntry = (page: Page, title: string) =>
  page.getByRole("listitem").filter({ has: page.getByText(title, { exact: true }) });

/** Minutes and seconds on the clock, in seconds. */
async function secondsOnClock(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (/(\d+):(\d\d)/.exec(await clock(page).innerText()) ?? []).slice(1).map(Number);
  return minutes * 60 + seconds;
}

test("a learner leaves the room and takes the exam up again where it stood, with the clock gone on", async ({
  page,
}) => {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.domain);
  await answerByMouse(page);
  const first = await answerOnScreen(page);
  await goToQuestion(page, 3);
  await page.getByRole("button", { name: "Flag for review", exact: true }).click();
  await answerByMouse(page, 1);
  await expectSaved(page, attemptId, 3);
  const before = await secondsOnClock(page);
  await page.getByRole("link", { name: "Leave: the clock goes on" }).click();

  await expect(page.getByRole("heading", { name: "An exam is running" })).toBeVisible();
  await page.goto("/attempts");
  await expect(historyEntry(page, EXAMS.domain)).toContainText("Running");
  await historyEntry(page, EXAMS.domain).getByRole("link").click();

  await waitForRoom(page);
  await expect(questionHeading(page, 3)).toBeVisible();
  await expect(page.getByRole("button", { name: "Flag for review", exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  expect(await secondsOnClock(page)).toBeLessThan(before);
  await goToQuestion(page, 1);
  expect(await answerOnScreen(page)).toEqual(first);
});

test("one exam at a time: every other start leads into the one that runs, until it is given up", async ({
  page,
  context,
}) => {
  await enterAsGuest(page);
  const other = await context.newPage();
  await Promise.all([page.goto("/exams"), other.goto("/exams")]);
  await Promise.all([
    examCard(page, EXAMS.domain).getByRole("button", { name: "Start" }).click(),
    examCard(other, EXAMS.types).getByRole("button", { name: "Start" }).click(),
  ]);
  await Promise.all([waitForRoom(page), waitForRoom(other)]);
  const attemptId = attemptIdOf(page);
  expect(attemptIdOf(other), "two starts at the same time make one exam").toBe(attemptId);
  await other.close();

  await page.goto("/exams");
  await expect(page.getByText("One exam at a time: end it before you start the next.")).toBeVisible();
  await examCard(page, EXAMS.minutes).getByRole("button", { name: "Start" }).click();
  await waitForRoom(page);
  expect(attemptIdOf(page)).toBe(attemptId);

  await page.goto("/attempts");
  await page.getByText("Give up an attempt that is not finished").click();
  await page.getByRole("button", { name: /^Give up “/ }).click();
  await expect(page.getByText("Given up. Its answers are kept, but it has no result.")).toBeVisible();
  await expect(page.getByText("Given up, without a result")).toBeVisible();
  expect((await attemptOnServer(page, attemptId)).phase).toBe("abandoned");
  await page.goto(`/exam/${attemptId}`);
  await expect(page.getByRole("heading", { name: "You gave this attempt up" })).toBeVisible();

  expect(await startExam(page, EXAMS.minutes)).not.toBe(attemptId);
  await endExam(page);
});

test("clock and counter hide; warnings come at 30 and 5 minutes, and the clock returns for the last five", async ({
  page,
  context,
}) => {
  // The browser's view of time alone is moved: the line is cut, so that the server's clock does not set it right.
  await page.clock.install();
  await enterAsGuest(page);
  await startExam(page, EXAMS.long);
  await page.getByRole("button", { name: "Hide the question counter" }).click();
  await expect(page.getByText("Question 1 of 28")).not.toBeInViewport();
  await hideClock(page).click();
  await expect(clock(page)).toHaveText("Clock hidden");
  await context.setOffline(true);

  const warning = (text: string) => page.getByRole("status").getByText(text);
  await page.clock.fastForward("20:00");
  await expect(warning("minutes left")).toHaveCount(0);
  await page.clock.fastForward("06:30");
  await expect(warning("30 minutes left")).toBeVisible();
  await expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toHaveCount(0);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(clock(page)).toHaveText("Clock hidden");

  await page.clock.fastForward("24:40");
  await expect(warning("5 minutes left. The clock stays in sight from now on.")).toBeVisible();
  await expect(clock(page)).toContainText(/0[45]:\d\d/);
  await expect(hideClock(page)).toBeDisabled();

  // A device whose clock runs ahead cannot end the exam: the server says that there is time left.
  await page.clock.fastForward("05:30");
  await expect(page.getByRole("heading", { name: "Time is up" })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole("button", { name: "Flag for review", exact: true })).toBeVisible({ timeout: 45_000 });
  await expect(clock(page)).toHaveText("Clock hidden");
});

test("in an exam of two minutes the clock cannot be hidden", async ({ page }) => {
  await enterAsGuest(page);
  await startExam(page, EXAMS.minutes);
  await expect(hideClock(page)).toBeDisabled();
  await hideClock(page).press("Enter");
  await expect(clock(page)).toContainText(/0[12]:\d\d/);
});

test("extra time: double time doubles the clock; without a limit no time runs out, and the exam waits", async ({
  page,
}) => {
  await enterAsGuest(page);
  await startExam(page, EXAMS.minutes, "x2");
  await expect(clock(page)).toContainText(/03:[0-5]\d/);
  await expect(clock(page)).toContainText("left");
  await endExam(page);

  const attemptId = await startExam(page, EXAMS.minutes, "untimed");
  await expect(clock(page)).toContainText(/00:[0-5]\d/);
  await expect(clock(page)).toContainText("elapsed");
  await expect(clock(page)).not.toContainText("left");
  expect((await attemptOnServer(page, attemptId)).deadline).toBeNull();
  await page.getByRole("link", { name: "Leave: come back any time" }).click();
  await expect(page.getByText("It has no time limit.")).toBeVisible();
});
