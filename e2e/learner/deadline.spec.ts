import { expect, test } from "@playwright/test";
import { attemptOnServer } from "../fixtures/attempts";
import { answerRight, answerWrong, questionOnScreen } from "../fixtures/bank";
import { enterAsGuest } from "../fixtures/people";
import { answerByMouse, EXAMS, expectSaved, startExam } from "../fixtures/room";

/** The grace of a minute and the exam itself have to go by on the server's clock. */
const GRACE_TEST_MS = 120_000;

test("with the browser closed, the server ends the exam after the grace and scores what was saved", async ({
  page,
  context,
}) => {
  test.setTimeout(GRACE_TEST_MS);
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.seconds, "x1.5");
  await answerByMouse(page);
  await expectSaved(page, attemptId, 1);
  await page.close();

  const resultPage = `/attempts/${attemptId}`;
  const status = async () => (await context.request.get(resultPage, { maxRedirects: 0 })).status();
  expect(await status(), "while the exam runs, its result page leads back to it").toBe(307);
  await expect.poll(status, { timeout: 90_000, intervals: [2_000] }).toBe(200);

  const later = await context.newPage();
  await later.goto(resultPage);
  await expect(later.getByText("time was up")).toBeVisible();
  await later.getByRole("link", { name: "Review the questions" }).first().click();
  const articles = later.getByRole("article");
  await expect(articles).toHaveCount(3);
  await expect(articles.nth(0).getByText("Your path")).toBeVisible();
  await expect(articles.nth(1).getByRole("heading", { name: "Not answered" })).toBeVisible();
  await expect(articles.nth(2).getByRole("heading", { name: "Not answered" })).toBeVisible();
});

test("an answer that arrives after deadline and grace is kept as late and changes neither response nor score", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(GRACE_TEST_MS);
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.seconds, "x1.5");
  const question = await questionOnScreen(page);
  await answerRight(page, question);
  await expectSaved(page, attemptId, 1);

  await context.setOffline(true);
  await answerWrong(page, question);
  await expect(page.getByRole("heading", { name: "Time is up" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/^\d changes? (is|are) kept on this device and will be sent/)).toBeVisible();

  const phase = async () => (await attemptOnServer(page, attemptId)).phase;
  const inTime = async () => (await attemptOnServer(page, attemptId)).items[0]?.state;
  await expect.poll(phase, { timeout: 90_000, intervals: [2_000] }).toBe("finished");
  const before = await inTime();
  const elsewhere = await browser.newContext({ storageState: await context.storageState() });
  const result = await elsewhere.newPage();
  await result.goto(`/attempts/${attemptId}`);
  const scored = await result.getByRole("main").innerText();

  await context.setOffline(false);
  await expect(page.getByRole("heading", { name: "The exam is over" })).toBeVisible();
  await expect(
    page.getByText(/^\d answers? arrived after the end and do(es)? not count\. The review shows/),
  ).toBeVisible();

  expect(await inTime()).toEqual(before);
  await result.reload();
  expect(await result.getByRole("main").innerText()).toBe(scored);
  await elsewhere.close();
  await page.getByRole("link", { name: "See the result" }).click();
  await page.getByRole("link", { name: "Review the questions" }).first().click();
  const article = page.getByRole("article").first();
  await expect(article.getByText("right", { exact: true })).toBeVisible();
  await article.getByText("Your path").click();
  const steps = article.getByRole("group").getByRole("listitem");
  await expect(steps.first()).not.toContainText("late");
  await expect(steps.last()).toContainText("late, not counted");
});

test("at the deadline the open page hands in by itself and leads to a result that says so", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.seconds);
  await answerByMouse(page);
  await expect(page.getByRole("heading", { name: "The exam is over" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("radio").or(page.getByRole("checkbox"))).toHaveCount(0);
  const { phase, items } = await attemptOnServer(page, attemptId);
  expect(phase).toBe("finished");
  expect(items[0]?.state.answer).not.toBeNull();
  await page.getByRole("link", { name: "See the result" }).click();
  await expect(page.getByText("time was up")).toBeVisible();
  await page.goto("/attempts");
  await expect(page.getByRole("listitem").filter({ hasText: EXAMS.seconds })).toContainText("time was up");
});
