import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { answerAll, finish } from "../fixtures/attempt-api";
import { makeCode, makeCohort } from "../fixtures/cohorts";
import { type Learner, signIn, signUp } from "../fixtures/learners";
import { noteLook } from "../fixtures/looks";
import { demoAccount, enterAs, enterAsGuest } from "../fixtures/people";
import { EXAMS, startExam } from "../fixtures/room";

/** The files that the account page's link saves, by name. */
async function download(page: Page): Promise<Map<string, string>> {
  await page.goto("/account");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download my data" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("my-data.zip");
  const files = unzipSync(new Uint8Array(readFileSync(await file.path())));
  return new Map(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** A new learner in a browser of their own, with an exam that is over. */
async function learnerWithExam(page: Page, name: string): Promise<Learner & { attemptId: string }> {
  const learner = await signUp(page, name);
  const attemptId = await startExam(page, EXAMS.types);
  await answerAll(page.request, attemptId);
  await finish(page.request, attemptId);
  return { ...learner, attemptId };
}

async function joinBy(page: Page, code: string): Promise<void> {
  await page.goto(`/join/${code}`);
  await page.getByRole("button", { name: "Join this cohort" }).click();
  await expect(page.getByText("You have joined.")).toBeVisible();
}

test("a learner sees who looked, takes their data along, and deletes their account; others are unharmed", async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow();
  const [desk, other] = [await browser.newPage({ baseURL }), await browser.newPage({ baseURL })];
  await enterAs(desk, "lead");
  const cohortId = await makeCohort(desk, "Seen and gone");
  const code = await makeCode(desk);
  const vera = await learnerWithExam(page, "Vera");
  const otto = await learnerWithExam(other, "Otto");
  await joinBy(page, code);
  await joinBy(other, code);

  await test.step("nobody looked at first; then the lead did, which the other one is not told", async () => {
    await page.getByRole("link", { name: "Who opened your page" }).click();
    await expect(page.getByRole("heading", { name: "Nobody opened your page" })).toBeVisible();
    noteLook({ lead: demoAccount("lead").email, learner: vera.email, cohortId });
    await page.reload();
    await expect(page.getByRole("row").filter({ hasText: "Seen and gone" })).toContainText("your page on the board");
    await other.goto("/account/access");
    await expect(other.getByRole("heading", { name: "Nobody opened your page" })).toBeVisible();
  });

  await test.step("the download has what is theirs, and nothing of anybody else", async () => {
    const files = await download(page);
    expect(files.get("README.txt")).toContain("attempts.json");
    expect(files.get("profile.json")).toContain(vera.email);
    expect(files.get("attempts.json")).toContain(vera.attemptId);
    expect(files.get("answer-log.json")).toContain(`"attemptId":"${vera.attemptId}"`);
    expect(files.get("access-log.json")).toContain("Seen and gone");
    const all = [...files.values()].join("\n");
    for (const theirs of [otto.email, otto.attemptId, demoAccount("lead").email]) expect(all).not.toContain(theirs);
  });

  await test.step("a wrong password deletes nothing", async () => {
    await page.goto("/account");
    await page.getByRole("link", { name: "Delete my account" }).click();
    await expect(page.getByRole("heading", { name: "What stays" })).toBeVisible();
    await page.getByLabel("Your password").fill("not this one at all");
    await page.getByRole("button", { name: "Delete my account for good" }).click();
    await expect(page.getByText("This is not your password. Nothing was deleted.")).toBeVisible();
  });

  await test.step("the password deletes it: signed out, and no way back in", async () => {
    await page.getByLabel("Your password").fill(vera.password);
    await page.getByRole("button", { name: "Delete my account for good" }).click();
    await expect(page.getByText("Your account is deleted, and you are signed out.")).toBeVisible();
    await page.goto("/account");
    await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
    await page.getByLabel("E-mail").fill(vera.email);
    await page.getByLabel("Password").fill(vera.password);
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  });

  await test.step("the cohort has the other one alone, whose work is all there", async () => {
    await desk.goto(`/cohorts/${cohortId}`);
    await expect(desk.getByText("1 learner.")).toBeVisible();
    await expect(desk.getByText(vera.email)).toHaveCount(0);
    await expect(desk.getByText(otto.email)).toBeVisible();
    await other.goto(`/attempts/${otto.attemptId}`);
    await expect(other.getByRole("heading", { level: 1 })).toBeVisible();
    expect((await download(other)).get("attempts.json")).toContain(otto.attemptId);
    const again = await browser.newPage({ baseURL });
    await signIn(again, otto);
    await again.context().close();
  });
  await desk.context().close();
  await other.context().close();
});

test("a guest types a word, and is gone with the exam that runs", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  await page.goto("/account/delete");
  await page.getByLabel("Type “delete”").fill("yes");
  await page.getByRole("button", { name: "Delete my account for good" }).click();
  await expect(page.getByText("Type “delete”. Nothing was deleted.")).toBeVisible();
  await page.getByLabel("Type “delete”").fill("delete");
  await page.getByRole("button", { name: "Delete my account for good" }).click();
  await expect(page.getByText("Your account is deleted, and you are signed out.")).toBeVisible();
  expect((await page.request.get(`/api/v1/attempts/${attemptId}`)).status()).toBe(401);
});

test("who leads an open cohort alone is told to hand it over; how long learners are kept is set by it", async ({
  page,
}) => {
  await enterAs(page, "lead");
  await makeCohort(page, "Not without a lead");
  await page.getByLabel("Leads see learners").selectOption({ label: "until 90 days after the cohort is archived" });
  await page.getByRole("button", { name: "Save how long" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Leads see learners")).toHaveValue("90");
  await page.goto("/account/delete");
  await page.getByLabel("Your password").fill(demoAccount("lead").password);
  await page.getByRole("button", { name: "Delete my account for good" }).click();
  await expect(page.getByText(/You alone lead .*Not without a lead/)).toBeVisible();
});
