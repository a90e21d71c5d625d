import { expect, test } from "@playwright/test";
import { fillSignUp, newLearner } from "../fixtures/learners";

const GIT = "Git in Everyday Teamwork";
const FIRST = "AWS Certified Machine Learning Engineer – Associate";

test("a visitor looks at the other pack and tries it as a guest", async ({ page }) => {
  await page.goto("/");
  const packs = page.getByRole("navigation", { name: "What you practise for" });
  await expect(packs.getByRole("link", { name: FIRST })).toHaveAttribute("aria-current", "page");
  await packs.getByRole("link", { name: GIT }).click();
  await expect(packs.getByRole("link", { name: GIT })).toHaveAttribute("aria-current", "page");
  await expect(page.getByText("“I never know which undo is the safe one.”")).toBeVisible();
  await page.getByRole("banner").getByRole("link", { name: "Lessons" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Recording and Sharing Work" })).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Try it now" }).click();
  await page.waitForURL("**/home");
  await expect(page.getByRole("main").getByText(GIT).first()).toBeVisible();
  await page.getByRole("button", { name: /^Start the diagnosis/ }).click();
  await page.waitForURL(/\/diagnose\//);
  await expect(page.getByRole("main")).not.toContainText("SageMaker");
});

test("an exam is chosen at sign-up, another later, and a link of the first still leads somewhere", async ({ page }) => {
  const learner = newLearner("Runa");
  await page.goto("/sign-up");
  await page.getByLabel("What do you practise for?").selectOption(GIT);
  await fillSignUp(page, learner, "Create account");
  await expect(page.getByRole("heading", { level: 1, name: "Hello, Runa" })).toBeVisible();
  await expect(page.getByText("“I never know which undo is the safe one.”")).toBeVisible();

  await page.goto("/learn/traps/forcing-real-time");
  const notice = page.getByRole("note").filter({ hasText: "You practise for another exam now." });
  await expect(notice).toBeVisible();
  await expect(page.getByRole("button", { name: /^Drill/ })).toHaveCount(0);
  await notice.getByRole("button", { name: "Practise for MLA-C01" }).click();
  await expect(page.getByRole("button", { name: /^Drill/ })).toBeVisible();
  await expect(page).toHaveURL(/\/learn\/traps\/forcing-real-time$/);
  await page.goto("/exams");
  await expect(page.getByRole("listitem").filter({ hasText: "you practise for this" })).toContainText("MLA-C01");
  await page.getByRole("button", { name: "Practise for GIT" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "you practise for this" })).toContainText("GIT");
});
