import { expect, type Page, test } from "@playwright/test";
import { enterAsGuest } from "../fixtures/people";
import { FIRST_TRAP, fallInProbe, passProbes, report, SYMPTOM, startProbes } from "../fixtures/remedy";

const HERE = `/remediations/${SYMPTOM}`;
const nextStep = (page: Page) => page.getByRole("region").filter({ hasText: "Next step" });
const stage = (page: Page) =>
  page.getByRole("list", { name: `The way of ${FIRST_TRAP.short}` }).locator('[aria-current="step"]');
const work = (page: Page) => page.getByRole("list", { name: `Work on ${FIRST_TRAP.short}` }).getByRole("listitem");

test("from “this is me” to a treated trap that waits for its check", async ({ page }) => {
  await enterAsGuest(page);
  await page.goto("/home");
  await expect(page.getByRole("button", { name: /^Start the diagnosis/ })).toBeVisible();
  await report(page, SYMPTOM);

  await test.step("a report is a suspicion, and today leads to it", async () => {
    await expect(stage(page)).toHaveText("suspected, now");
    await expect(page.getByText("None yet: you said that this is you.")).toBeVisible();
    await expect(page.getByText("Reported by you; not confirmed yet.").first()).toBeVisible();
    await page.goto("/home");
    await expect(
      page.getByRole("heading", { name: `Make sure of “${FIRST_TRAP.short}”: up to 3 questions` }),
    ).toBeVisible();
    await expect(page.getByRole("region", { name: "You keep missing" }).getByText("open for you")).toHaveCount(1);
    await page.goto("/learn");
    await expect(page.getByRole("row").filter({ hasText: "open for you" })).toContainText("Every serving option");
    await page.goto(`/learn/symptoms/${SYMPTOM}`);
    await expect(page.getByRole("button", { name: "This is me" })).toBeHidden();
    await page.getByRole("link", { name: "Go on with it" }).click();
    await page.waitForURL(HERE);
  });

  await test.step("a probe that catches confirms it; the answer is the evidence", async () => {
    await fallInProbe(page);
    await page.goto(HERE);
    await expect(stage(page)).toHaveText("confirmed, now");
    await expect(page.getByText("You fell for it: confirmed.")).toBeVisible();
    await page.getByRole("region", { name: "The answers behind it" }).getByRole("link").click();
    await page.waitForURL(/\/attempts\/[0-9a-f-]{36}\/review#q1$/);
    await expect(page.getByRole("article").first().getByText("wrong", { exact: true }).first()).toBeVisible();
  });

  await test.step("the fact stands here in full; then the section, with the way back", async () => {
    await page.goto(HERE);
    await expect(
      nextStep(page).getByText("Payload and processing limits belong to the inference option."),
    ).toBeVisible();
    await expect(nextStep(page).getByText("Then:")).toHaveCount(2);
    await page.getByRole("button", { name: /^I have read it/ }).click();
    await expect(work(page).filter({ hasText: "Read the deciding fact" })).toContainText(": done");
    await page.getByRole("button", { name: /^Open the section/ }).click();
    await page.waitForURL("/learn/3.1#limits-belong-to-the-option");
    await page.getByRole("link", { name: "Back to it" }).click();
    await page.waitForURL(HERE);
    await expect(work(page).filter({ hasText: "Read the lesson's section" })).toContainText(": done");
  });

  await test.step("three probes without falling end the treatment", async () => {
    await startProbes(page, /^3 more of 3 probes without falling/);
    const sitting = page.url();
    await page.goto(HERE);
    await page.getByRole("link", { name: "Go on with it" }).click();
    await page.waitForURL(sitting);
    expect(await passProbes(page)).toBe(3);
    await page.goto(HERE);
    await expect(stage(page)).toHaveText("treated, now");
    await expect(page.getByText("Fact, section and drill are done: treated, to be checked later.")).toBeVisible();
  });

  await test.step("other traps of it are still to be made sure of", async () => {
    // A probe of the drill may have spoken for or against another of them, as the draw goes.
    await expect(page.getByText(/Of its three traps, .*one is treated and to be checked.* suspected\b/)).toBeVisible();
    await expect(page.getByRole("heading", { name: "Make sure that it is so" })).toBeVisible();
    await page.goto("/remediations");
    await expect(
      page
        .getByRole("listitem")
        .filter({ hasText: `${FIRST_TRAP.short}: treated` })
        .first(),
    ).toBeVisible();
  });
});

test("a remediation that one has not is not there, nor is one of somebody else", async ({ page, browser, baseURL }) => {
  await enterAsGuest(page);
  await report(page, SYMPTOM);
  const other = await browser.newPage({ baseURL });
  await enterAsGuest(other);
  expect((await other.goto(HERE))?.status()).toBe(404);
  expect((await page.goto("/remediations/no-such-symptom"))?.status()).toBe(404);
  expect((await page.goto(HERE))?.status()).toBe(200);
  await other.context().close();
});
