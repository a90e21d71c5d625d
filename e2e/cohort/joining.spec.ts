import { expect, test } from "@playwright/test";
import { makeCode, makeCohort } from "../fixtures/cohorts";
import { signUp } from "../fixtures/learners";
import { enterAs, enterAsGuest } from "../fixtures/people";

test("a lead makes a cohort and a code; a learner reads what is seen, joins, leaves", async ({
  page,
  browser,
  baseURL,
}) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "Evening class");
  const code = await makeCode(page);
  const learner = await browser.newPage({ baseURL });
  await signUp(learner, "Vera");

  await test.step("the code leads to who leads and what they see, and then in", async () => {
    await learner.goto("/join");
    await learner.getByLabel("Code").fill(code.toLowerCase());
    await learner.getByRole("button", { name: "Go on" }).click();
    await expect(learner.getByRole("heading", { name: "Join “Evening class”?" })).toBeVisible();
    await expect(learner.getByText("what you did before you joined")).toBeVisible();
    await learner.getByRole("button", { name: "Join this cohort" }).click();
    await expect(learner.getByText("You have joined.")).toBeVisible();
  });

  await test.step("the lead sees them; the learner does not see the cohort's page", async () => {
    await page.reload();
    await expect(page.getByText("1 learner.")).toBeVisible();
    await expect(page.getByText("1 of 30")).toBeVisible();
    await page.getByRole("button", { name: "Remove Vera" }).click();
    await page.getByRole("alertdialog", { name: "Remove Vera?" }).getByRole("button", { name: "Cancel" }).click();
    await expect(page.getByRole("button", { name: "Remove Vera" })).toBeVisible();
    await learner.goto(`/join/${code}`);
    await expect(learner.getByRole("heading", { name: "You are in “Evening class” already" })).toBeVisible();
    expect((await learner.goto(`/cohorts/${cohortId}`))?.status()).toBe(404);
  });

  await test.step("who leaves is gone", async () => {
    await learner.goto("/account");
    await learner.getByRole("button", { name: "Leave Evening class" }).click();
    const asked = learner.getByRole("alertdialog", { name: "Leave Evening class?" });
    await expect(asked).toContainText("Its leads see nothing of yours any more");
    await asked.getByRole("button", { name: "Leave" }).click();
    await expect(learner.getByText("You have left.", { exact: false })).toBeVisible();
    await expect(learner.getByRole("button", { name: "Leave Evening class" })).toBeHidden();
    await page.reload();
    await expect(page.getByText("0 learners.")).toBeVisible();
  });

  await test.step("a list makes a code for each person, who are told of once", async () => {
    await page.getByRole("link", { name: "From a list" }).click();
    await page.getByLabel("Names and addresses").fill("name,email\nAda,ada@example.org\nBob,nowhere");
    await page.getByRole("button", { name: "Look it over" }).click();
    await expect(page.getByText("Row 3: “nowhere” is no e-mail address.")).toBeVisible();
    await page.getByRole("button", { name: "Make 1 code" }).click();
    const saving = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    expect((await saving).suggestedFilename()).toBe("codes Evening class.csv");
    await page.getByRole("link", { name: "Back to the cohort" }).click();
    await expect(page.getByText("Ada, ada@example.org")).toBeVisible();
  });

  await test.step("a code for a lead says so to whose account may not lead", async () => {
    await learner.goto(`/join/${await makeCode(page, "one lead")}`);
    await expect(learner.getByText("It is for a lead, and your account is not one.", { exact: false })).toBeVisible();
  });

  await test.step("a withdrawn code lets nobody in", async () => {
    await page.getByRole("button", { name: `Withdraw the code that ends in ${code.slice(-4)}` }).click();
    await expect(page.getByRole("row").filter({ hasText: "withdrawn" })).toHaveCount(1);
    await learner.goto(`/join/${code}`);
    await expect(learner.getByRole("heading", { name: "This code does not let you in" })).toBeVisible();
  });

  await test.step("an archived cohort offers neither a list nor an assignment", async () => {
    await page.goto(`/cohorts/${cohortId}`);
    await page.getByRole("button", { name: "Archive the cohort" }).click();
    await expect(page.getByRole("button", { name: "Open again" })).toBeVisible();
    for (const [at, button] of [
      ["roster", "Look it over"],
      ["assignments/new", "Assign it"],
    ] as const) {
      await page.goto(`/cohorts/${cohortId}/${at}`);
      await expect(page.getByText("This cohort is archived", { exact: false })).toBeVisible();
      await expect(page.getByRole("button", { name: button })).toHaveCount(0);
    }
  });
  await learner.context().close();
});

test("a guest registers on the way in", async ({ page, browser, baseURL }) => {
  await enterAs(page, "lead");
  await makeCohort(page, "Morning class");
  const code = await makeCode(page);
  const guest = await browser.newPage({ baseURL });
  await enterAsGuest(guest);
  await guest.goto(`/join/${code}`);
  await guest.getByRole("link", { name: "Register, then join" }).click();
  await guest.getByLabel("Name").fill("Formerly a guest");
  await guest.getByLabel("E-mail").fill(`guest-${code.toLowerCase()}@example.org`);
  await guest.getByLabel("Password").fill("a sentence that is long");
  await guest.getByRole("button", { name: "Register and keep my work" }).click();
  await guest.getByRole("button", { name: "Join this cohort" }).click();
  await expect(guest.getByText("You have joined.")).toBeVisible();
  await guest.context().close();
});
