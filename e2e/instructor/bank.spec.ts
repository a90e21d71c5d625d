import { expect, test } from "@playwright/test";
import { expectSound } from "../fixtures/axe";
import { enterAs } from "../fixtures/people";

test("an instructor finds questions, changes two of them, and takes it back", async ({ page }) => {
  await enterAs(page, "instructor");
  await page.goto("/questions");
  await page.getByLabel("Search").fill("ENDPOINT");
  await page.getByLabel("Lesson", { exact: true }).selectOption("3.2");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/text=ENDPOINT.*lesson=3\.2/);
  const row = page.getByRole("row").nth(1);
  await expect(row).toContainText("3.2");
  await row.getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Feedback" })).toBeVisible();
  await expect(page.getByText(/Solved blind by a (person|model)/)).toBeVisible();
  await page.goBack();

  // By keyboard: a box is ticked, the next one is a tab away or two.
  const boxes = page.getByRole("checkbox", { name: /^Select / });
  for (const at of [0, 1]) {
    await boxes.nth(at).focus();
    await page.keyboard.press("Space");
  }
  await expect(page.getByText("2 selected")).toBeVisible();
  await page.getByRole("button", { name: "Change the selected" }).click();
  await expect(page.getByRole("heading", { name: "Change 2 questions" })).toBeVisible();
  await page.getByRole("link", { name: "Counter-cue" }).click();
  const counterCue = page.getByRole("combobox", { name: "Counter-cue" });
  await counterCue.selectOption("yes");
  await page.getByRole("button", { name: "Preview" }).click();
  const preview = page.getByRole("region", { name: "Preview" });
  await preview.getByLabel("Why").fill("The trap-looking option is the key here.");
  await preview.getByRole("button", { name: /^Change \d question/ }).click();
  await expect(page.getByText(/\d questions? changed/)).toBeVisible();
  await expectSound(page, "light");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText(/Undone: \d questions? put back/)).toBeVisible();
});

test("the search works without scripts, page by page", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  const page = await context.newPage();
  const scripted = await browser.newPage({ baseURL });
  await enterAs(scripted, "instructor");
  await context.addCookies(await scripted.context().cookies());
  await scripted.context().close();
  await page.goto("/questions?draws=without");
  const first = await page.getByRole("row").nth(1).getByRole("link").first().innerText();
  await page.getByRole("link", { name: "Next" }).click();
  await expect(page.getByRole("row").nth(1).getByRole("link").first()).not.toHaveText(first);
  await page.getByRole("link", { name: "Previous" }).click();
  await expect(page.getByRole("row").nth(1).getByRole("link").first()).toHaveText(first);
  await page.getByLabel("Search").fill("no such words anywhere");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: "No question matches" })).toBeVisible();
  await page
    .getByRole("link", { name: /^Without “no such/ })
    .first()
    .click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  await context.close();
});

for (const role of ["learner", "lead"] as const) {
  test(`a ${role} finds no bank`, async ({ page }) => {
    await enterAs(page, role);
    for (const address of ["/questions", "/questions/bulk?all=yes&do=retire"]) {
      const answer = await page.goto(address);
      expect(answer?.status()).toBe(404);
    }
  });
}
