import { expect, test } from "@playwright/test";
import { expectSound } from "../fixtures/axe";
import { enterAs, enterAsGuest } from "../fixtures/people";

test("an instructor writes a blueprint, is told what the bank lacks, and learners sit it in its sections", async ({
  page,
  browser,
  baseURL,
}) => {
  const title = `Serving first ${Date.now()}`;
  await enterAs(page, "instructor");
  await page.goto("/questions");
  await page.getByRole("link", { name: "Blueprints" }).click();
  await page.getByRole("link", { name: "New blueprint for MLA-C01" }).click();

  await page.getByLabel("Title").fill(title);
  await page.getByLabel("What it is for").fill("Two questions of serving, then one of orchestration.");
  await page.getByLabel("Minutes").fill("6");
  await page.getByLabel("Scored, 3.1").fill("2");
  await page.getByLabel("Scored, 3.2").fill("1");
  await page.getByLabel("Scored, 3.3").fill("0");
  const said = page.getByRole("complementary", { name: "What the bank says" });
  await expect(said.getByText("The bank fills it")).toBeVisible();

  // More than there are: said at once, with how many there are.
  await page.getByRole("button", { name: "Add a quota" }).click();
  const quota = page.getByRole("group", { name: "Quota 1" });
  await quota.getByLabel("At least").fill("3");
  await quota.getByLabel("Type").selectOption("ordering");
  await quota.getByLabel("Lesson").selectOption("3.3");
  await expect(said.getByText(/does not fit: only 0 of its 3 places/)).toBeVisible();
  await page.getByRole("button", { name: "Save the blueprint" }).click();
  await expect(page.getByText("The bank does not fill it, so learners cannot be offered it.")).toBeVisible();
  await quota.getByLabel("At least").fill("five");
  await expect(quota.getByText("Write a whole number.")).toBeVisible();
  await page.getByRole("button", { name: "Remove quota 1" }).click();

  for (const [index, words] of ["Serving", "Orchestration"].entries()) {
    await page.getByRole("button", { name: "Add a section" }).click();
    await page.getByLabel(`Section ${index + 1}`, { exact: true }).fill(words);
  }
  await page.getByLabel(/^Section of 3\.2/).selectOption("Orchestration");
  await expect(said.getByText("The bank fills it")).toBeVisible();
  await expectSound(page, "light");
  await page.getByRole("button", { name: "Save the blueprint" }).click();
  await expect(page).toHaveURL(/\/blueprints\?done=saved$/);
  const listed = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });
  await expect(listed).toContainText("3 questions · 6 minutes");

  const learner = await browser.newPage({ baseURL });
  await enterAsGuest(learner);
  await learner.goto("/exams");
  const offered = learner.getByRole("listitem").filter({ has: learner.getByRole("heading", { name: title }) });
  await expect(offered).toContainText("In this order: Serving · Orchestration");
  await offered.getByRole("button", { name: "Start" }).click();
  await learner.waitForURL(/\/exam\//);
  await expect(learner.getByText(/^Serving · /)).toBeVisible();
  await learner.getByRole("button", { name: "Next", exact: true }).click();
  await learner.getByRole("button", { name: "Next", exact: true }).click();
  await expect(learner.getByText(/^Orchestration · /)).toBeVisible();
  await learner.context().close();

  await listed.getByRole("button", { name: "Hide from learners" }).click();
  await expect(listed.getByText("hidden", { exact: true })).toBeVisible();
  await expect(listed.getByRole("button", { name: "Show to learners" })).toBeVisible();
});
