import { expect, test } from "@playwright/test";
import { fillSignUp, newLearner, signIn, signOut, signUp } from "../fixtures/learners";
import { answerByMouse, EXAMS, endExam, startExam } from "../fixtures/room";

test("a guest's work is kept on registering", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Try it now" }).click();
  await page.waitForURL("**/home");
  await startExam(page, EXAMS.types);
  await answerByMouse(page);
  await endExam(page);

  const learner = newLearner("Gale");
  await page.goto("/home");
  await page.getByRole("main").getByRole("link", { name: "Keep my work" }).click();
  await fillSignUp(page, learner, "Register and keep my work");
  await expect(page.getByText("Everything you did as a guest is kept.")).toBeVisible();
  await expect(page.getByText(EXAMS.types)).toBeVisible();

  await signOut(page, learner);
  await signIn(page, learner);
  await expect(page.getByText(EXAMS.types)).toBeVisible();
});

test("a guest's work goes along to the account they sign in to", async ({ page }) => {
  const learner = await signUp(page, "Ines");
  await signOut(page, learner);
  await page.goto("/");
  await page.getByRole("button", { name: "Try it now" }).click();
  await page.waitForURL("**/home");
  await startExam(page, EXAMS.types);
  await answerByMouse(page);
  await endExam(page);
  await signIn(page, learner);
  await page.goto("/attempts");
  await expect(page.getByRole("listitem").filter({ hasText: EXAMS.types })).toHaveCount(1);
});

test("an address that is taken is said at its field, and what was typed stays", async ({ page }) => {
  const learner = await signUp(page, "Otto");
  await signOut(page, learner);
  await page.goto("/sign-up");
  await fillSignUp(page, learner, "Create account");
  await expect(page.getByText("There is an account with this address already. Sign in instead.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue(learner.name);
});
