import { expect, test } from "@playwright/test";
import { enterAs } from "../fixtures/people";

test("an instructor reads the bank, question by question", async ({ page }) => {
  await enterAs(page, "instructor");
  await page.goto("/questions");
  await page.getByRole("navigation", { name: "Lessons" }).getByRole("link", { name: "Lesson 3.2" }).click();
  await expect(page).toHaveURL(/lesson=3\.2/);
  const row = page.getByRole("row").nth(1);
  await expect(row).toContainText("3.2");
  await row.getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Feedback" })).toBeVisible();
  await expect(page.getByText(/Solved blind by a (person|model)/)).toBeVisible();
});

for (const role of ["learner", "lead"] as const) {
  test(`a ${role} finds no bank`, async ({ page }) => {
    await enterAs(page, role);
    const answer = await page.goto("/questions");
    expect(answer?.status()).toBe(404);
  });
}
