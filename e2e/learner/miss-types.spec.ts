import { expect, type Page, test } from "@playwright/test";
import { answerAll, finish } from "../fixtures/attempt-api";
import { enterAsGuest } from "../fixtures/people";
import { EXAMS, startExam } from "../fixtures/room";

/** The review of an exam with wrong answers, those alone. */
async function sat(page: Page): Promise<string> {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  await answerAll(page.request, attemptId);
  await finish(page.request, attemptId);
  return `/attempts/${attemptId}/review?show=wrong`;
}

const first = (page: Page) => page.getByRole("region", { name: "Kind of miss" }).first();
const pressed = (page: Page) => first(page).locator('button[aria-pressed="true"]');

async function sayRushedAndTakeItBack(page: Page): Promise<void> {
  const proposed = await pressed(page).innerText();
  await expect(first(page).getByText("proposed", { exact: true })).toBeVisible();
  const word = proposed === "Rushed" ? "Did not know" : "Rushed";

  await first(page).getByRole("button", { name: word, exact: true }).click();
  await expect(pressed(page)).toHaveText(word);
  await expect(first(page).getByText("your word", { exact: true })).toBeVisible();
  await expect(first(page).getByText(`Proposed: “${proposed}”`)).toBeVisible();

  await page.reload();
  await expect(pressed(page)).toHaveText(word);

  await first(page).getByRole("button", { name: "Take back" }).click();
  await expect(pressed(page)).toHaveText(proposed);
  await expect(first(page).getByText("your word", { exact: true })).toBeHidden();
}

test("the kind of a miss is proposed with its reason, corrected by one press, and taken back", async ({ page }) => {
  const review = await sat(page);
  await page.goto(review);
  const wrong = await page
    .getByRole("article")
    .filter({ hasNot: page.getByText("not answered") })
    .count();
  await expect(page.getByRole("region", { name: "Kind of miss" })).toHaveCount(wrong);
  await sayRushedAndTakeItBack(page);
});

test("and without scripts too", async ({ page, browser, baseURL }) => {
  const review = await sat(page);
  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false });
  await plain.addCookies(await page.context().cookies());
  const without = await plain.newPage();
  await without.goto(review);
  await sayRushedAndTakeItBack(without);
  await plain.close();
});
