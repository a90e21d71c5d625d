import { expect, test } from "@playwright/test";
import { answerAll, finish } from "../fixtures/attempt-api";
import { COUNTED, countAnswers } from "../fixtures/item-counts";
import { enterAs, enterAsGuest } from "../fixtures/people";
import { EXAMS, startExam } from "../fixtures/room";

test("an instructor finds the question whose key the better ones do not choose", async ({ page }) => {
  await countAnswers(COUNTED);
  await enterAs(page, "instructor");
  await page.goto("/questions");
  await page.getByRole("link", { name: "Item analysis" }).click();
  const row = page.getByRole("row").filter({ hasText: COUNTED });
  // The sweeper works the figures out in its next round; before the first there is nothing to choose from.
  await expect(async () => {
    await page.goto("/questions/analysis");
    const kinds = page.getByRole("navigation", { name: "What stands out" });
    await kinds.getByRole("link", { name: /wrong key/ }).click({ timeout: 1_000 });
    await expect(row).toContainText("the key may be wrong", { timeout: 1_000 });
  }).toPass();
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: COUNTED })).toBeVisible();
  await expect(page.getByText(/Of 120 answers, 60 are [A-D] .* and 40 the key/)).toBeVisible();
  const options = page.getByRole("table", { name: "Answers by thirds of the score on the other questions" });
  const key = options.getByRole("row").filter({ hasText: "key" });
  await expect(key).toContainText("33 %");
  await expect(page.getByRole("table", { name: /Who chose what/ })).toHaveCount(1);
  await page.getByText("The figures, four weeks by four weeks").click();
  await expect(page.getByRole("table", { name: "Four weeks by four weeks" }).getByRole("row")).toHaveCount(3);
});

test("an exam that ends is in the figures of its form, and says so where there are few", async ({ page, context }) => {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  await answerAll(page.request, attemptId);
  await finish(page.request, attemptId);
  await context.clearCookies();
  await enterAs(page, "instructor");
  await expect(async () => {
    await page.goto("/questions/analysis");
    await expect(page.getByRole("row", { name: /Exam of all types/ })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole("row").filter({ hasText: "Figures from 30 answers on." }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: /answers? so far; figures from 30 on/ })).toBeVisible();
});
