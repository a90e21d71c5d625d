import { expect, type Page, test } from "@playwright/test";
import { checkSomehow, finish, startPractice, syncOf } from "../fixtures/attempt-api";
import { enterAsGuest } from "../fixtures/people";
import { answerByMouse, EXAMS, kindOnScreen, startExam } from "../fixtures/room";

const feedback = (page: Page) => page.getByRole("region", { name: "Feedback" });

for (const [type, kind] of [
  ["Multiple choice", "multiple-choice"],
  ["Multiple response", "multiple-response"],
  ["Ordering", "ordering"],
  ["Matching", "matching"],
] as const) {
  test(`practice on ${type} gives the reasons after each answer, and the answer then stays`, async ({ page }) => {
    await enterAsGuest(page);
    await startPractice(page, 5, [type]);
    expect(await kindOnScreen(page)).toBe(kind);
    await expect(feedback(page)).toBeHidden();
    await answerByMouse(page, 1);
    await page.getByRole("button", { name: "Check answer", exact: true }).click();
    await expect(feedback(page)).toBeVisible();
    await expect(feedback(page).getByText(/^\d+ sources?$/)).toBeVisible();
    for (const input of await page.getByRole("main").locator("input:visible, select:visible").all()) {
      if ((await input.getAttribute("name"))?.includes("confidence")) continue;
      await expect(input).toBeDisabled();
    }
    // One key says how sure the answer was; the same key takes it back.
    const sure = page.getByRole("button", { name: "Sure", exact: true });
    await page.keyboard.press("1");
    await expect(sure).toHaveAttribute("aria-pressed", "true");
    await page.keyboard.press("3");
    await expect(page.getByRole("button", { name: "A guess", exact: true })).toHaveAttribute("aria-pressed", "true");
    await expect(sure).toHaveAttribute("aria-pressed", "false");
    // After a reload it goes on with the next question; what was checked stands where it was, with its feedback.
    await page.reload();
    await page.getByRole("button", { name: "Previous", exact: true }).click();
    await expect(feedback(page)).toBeVisible();
  });
}

test("a drill starts from a trap and from a symptom", async ({ page }) => {
  await enterAsGuest(page);
  await page.goto("/learn");
  await page.getByRole("link", { name: "Every serving option sounds plausible." }).first().click();
  await page.getByRole("button", { name: /^Drill: / }).click();
  await page.waitForURL(/\/practice\/[0-9a-f-]{36}/);
  await expect(page.getByRole("button", { name: "Check answer", exact: true })).toBeVisible();

  await page.goto("/learn/traps/forcing-real-time");
  await expect(page.getByRole("heading", { name: "The deciding fact" })).toBeVisible();
  await page.getByRole("button", { name: /^Drill: / }).click();
  await page.waitForURL(/\/practice\/[0-9a-f-]{36}/);
  await expect(page.getByRole("button", { name: "Check answer", exact: true })).toBeVisible();
});

test("while an exam runs, the review of an earlier attempt keeps its questions back", async ({ page }) => {
  test.setTimeout(120_000);
  await enterAsGuest(page);
  // All ordering and matching questions of the lesson: the exam has one of each.
  const practice = await startPractice(page, 20, ["Ordering", "Matching"], ["3.1"]);
  const { items } = await syncOf(page.request, practice);
  for (const { id } of items) await checkSomehow(page.request, practice, id);
  await finish(page.request, practice);
  const review = `/attempts/${practice}/review`;
  await page.goto(review);
  await expect(page.getByRole("article")).toHaveCount(items.length);
  await expect(page.getByText("Kept back while your exam runs")).toHaveCount(0);

  await startExam(page, EXAMS.few);
  await page.goto(review);
  const kept = page.getByText("Kept back while your exam runs");
  await expect(kept.first()).toBeVisible();
  const back = await kept.count();
  expect(back).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole("region", { name: "Feedback" })).toHaveCount(items.length - back);

  await page.goto("/attempts");
  await page.getByText("Give up an attempt that is not finished").click();
  await page
    .getByRole("button", { name: /^Give up/ })
    .first()
    .click();
  await expect(page.getByText("Given up. Its answers are kept, but it has no result.")).toBeVisible();
  await page.goto(review);
  await expect(page.getByRole("region", { name: "Feedback" })).toHaveCount(items.length);
});
