import { expect, test } from "@playwright/test";
import { signUp } from "../fixtures/learners";
import {
  answerByMouse,
  attemptIdOf,
  doubleClickWord,
  EXAMS,
  endExam,
  goToQuestion,
  navigatorButton,
  questionHeading,
  startExam,
} from "../fixtures/room";

const QUESTIONS = 14;

test("a new learner sits the exam, reads the result, and reviews every question", async ({ page }) => {
  test.setTimeout(120_000);
  await signUp(page, "Noor");

  await test.step("the chooser says which version is in use and what differs", async () => {
    await page.getByRole("main").getByRole("link", { name: "Choose an exam" }).click();
    await expect(page.getByText("The English exam moved to MLA-C02 on 29 September 2026")).toBeVisible();
    await page.getByText("What differs in this domain").first().click();
  });

  const attemptId = await startExam(page, EXAMS.domain);

  await test.step("all questions are answered; flags, strike-out and highlights stay", async () => {
    for (let number = 1; number <= QUESTIONS; number += 1) {
      await expect(questionHeading(page, number)).toBeVisible();
      await answerByMouse(page, number);
      await expect(navigatorButton(page, number, "answered")).toBeVisible();
      if (number === 2) await page.getByRole("button", { name: "Flag for review", exact: true }).click();
      if (number < QUESTIONS) await page.getByRole("button", { name: "Next", exact: true }).click();
    }
    await goToQuestion(page, 2);
    await expect(navigatorButton(page, 2, "answered, flagged")).toBeVisible();
    // A word of the stem is marked by the mouse and the key.
    await doubleClickWord(page, page.locator('[data-part="stem"] p').first());
    await page.keyboard.press("h");
    await expect(page.locator('[data-part="stem"] mark').first()).toBeVisible();
    await goToQuestion(page, 3);
    await goToQuestion(page, 2);
    await expect(page.locator('[data-part="stem"] mark').first()).toBeVisible();
  });

  await test.step("a changed answer is part of the path", async () => {
    await goToQuestion(page, 1);
    await answerByMouse(page, 2);
  });

  await test.step("the summary counts, the end is confirmed", async () => {
    await page.getByRole("button", { name: "Review all", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Review all", exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Flagged" }).getByRole("button")).toHaveCount(1);
    await page.getByRole("button", { name: "Back", exact: true }).click();
    await endExam(page);
  });

  await test.step("the result is a band with the pass line, by lesson and by trap", async () => {
    await expect(page).toHaveURL(new RegExp(`/attempts/${attemptId}$`));
    await expect(page.getByText(/likely range \(80\s%\) on the 100–1000 scale/)).toBeVisible();
    await expect(page.getByText("pass 720")).toBeVisible();
    await expect(page.getByText(/AWS does not publish/)).toBeVisible();
    await expect(page.getByText(/\d+ of 11 scored right/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "By lesson" })).toBeVisible();
    await expect(page.getByText(/^\d of [34] right$/)).toHaveCount(3);
    await expect(page.getByText(/^You chose it in /).first()).toBeVisible();
    await expect(page.getByText(/unscored, as in the real exam/)).toBeVisible();
  });

  await test.step("the review gives reasons, sources and the path", async () => {
    await page.getByRole("link", { name: "Review the questions" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Review" })).toBeVisible();
    const questions = page.getByRole("article");
    await expect(questions).toHaveCount(QUESTIONS);
    await expect(page.getByText("not scored", { exact: true })).toHaveCount(3);
    for (const question of await questions.all()) {
      await expect(question.getByRole("region", { name: "Feedback" })).toBeVisible();
      await expect(question.getByText(/^\d+ sources?$/)).toBeVisible();
      await expect(question.getByText(/question verified on \d+ \w+ 20\d\d/)).toBeVisible();
    }
    const first = questions.first();
    await first.getByText(/^\d+ sources?$/).click();
    await expect(first.getByText(/verified on \d+ \w+ 20\d\d/).first()).toBeVisible();
    await first.getByText("Your path").click();
    await expect(first.getByRole("list").last().getByRole("listitem").nth(1)).toBeVisible();
  });

  await test.step("filters show their share", async () => {
    const filters = page.getByRole("navigation", { name: "Which questions" });
    await filters.getByRole("link", { name: /^Flagged/ }).click();
    await expect(page.getByRole("article")).toHaveCount(1);
    await filters.getByRole("link", { name: /^Changed/ }).click();
    await expect(page.getByRole("article").first().or(page.getByText("You changed no answer"))).toBeVisible();
    await filters.getByRole("link", { name: /^Slow/ }).click();
    await expect(page.getByText("No question took clearly longer than the others.")).toBeVisible();
    await filters.getByRole("link", { name: /^Wrong/ }).click();
    await expect(page.getByText("wrong", { exact: true }).first()).toBeVisible();
  });

  await test.step("the history lists it", async () => {
    await page.goto("/attempts");
    const entry = page.getByRole("listitem").filter({ hasText: EXAMS.domain });
    await expect(entry).toContainText(/\d+ of 11 right, likely \d+–\d+/);
    await entry.getByRole("link", { name: /^Open/ }).click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]{36}$/);
    expect(attemptIdOf(page)).toBe(attemptId);
  });
});
