import { expect, type Page, test } from "@playwright/test";
import { answerAll, finish, syncOf } from "../fixtures/attempt-api";
import { expectSound } from "../fixtures/axe";
import { assignShortExam, makeCode, makeCohort } from "../fixtures/cohorts";
import { signUp } from "../fixtures/learners";
import { enterAs } from "../fixtures/people";
import { attemptIdOf, waitForRoom } from "../fixtures/room";

async function joinBy(page: Page, code: string): Promise<void> {
  await page.goto(`/join/${code}`);
  await page.getByRole("button", { name: "Join this cohort" }).click();
  await expect(page.getByText("You have joined.")).toBeVisible();
}

const deadlineOf = async (page: Page, attemptId: string): Promise<number> =>
  (await syncOf(page.request, attemptId)).deadline ?? 0;

test("a lead assigns an exam; a learner of two cohorts sits it, is given more time in the middle, and hands it in", async ({
  page,
  browser,
  baseURL,
}) => {
  await enterAs(page, "lead");
  const learner = await browser.newPage({ baseURL });
  const { name } = await signUp(learner, "Ines");
  const title = `Mock before the weekend ${Date.now()}`;

  const other = await makeCohort(page, "The other class");
  await joinBy(learner, await makeCode(page));
  const cohortId = await makeCohort(page, "Evening exam class");
  await joinBy(learner, await makeCode(page));
  await assignShortExam(page, other, "In the other class");
  const assignmentId = await assignShortExam(page, cohortId, title);
  await expectSound(page, "light");

  await learner.goto("/home");
  const due = learner.getByRole("region", { name: "Due" });
  await expect(due.getByText("In the other class")).toBeVisible();
  await due.getByRole("button", { name: `Begin ${title}` }).click();
  await waitForRoom(learner);
  const attemptId = attemptIdOf(learner);
  const before = await deadlineOf(learner, attemptId);

  await test.step("double time, given while the exam runs, is on the clock within seconds", async () => {
    await page.reload();
    const more = page.getByRole("region", { name: "More time" });
    const label = await more.getByText("Due later").boundingBox();
    const control = await more.getByLabel("Due later").boundingBox();
    // No hint stands between them, and none leaves a hole.
    expect((control?.y ?? 0) - (label?.y ?? 0) - (label?.height ?? 0)).toBeLessThan(10);
    await more.getByRole("checkbox", { name }).check();
    await more.getByLabel("Extra time").selectOption({ label: "Double time" });
    await more.getByRole("button", { name: "Set for the chosen" }).click();
    await expect(more.getByText("Set for 1 learner.", { exact: false })).toBeVisible();
    expect(await deadlineOf(learner, attemptId)).toBeGreaterThan(before);
    // The page has not been touched since: it asks by itself. The exam had 14 minutes, and now has 28.
    await expect(learner.getByRole("timer")).toHaveText(/2\d:\d\d/, { timeout: 60_000 });
  });

  await test.step("more attempts are allowed, and taken back", async () => {
    const more = page.getByRole("region", { name: "More time" });
    const row = page.getByRole("row").filter({ hasText: name });
    const set = async (fill: () => Promise<void>): Promise<void> => {
      await page.reload();
      await more.getByRole("checkbox", { name }).check();
      await fill();
      await more.getByRole("button", { name: "Set for the chosen" }).click();
      await expect(more.getByText("Set for 1 learner.", { exact: false })).toBeVisible();
    };
    await set(() => more.getByLabel("Attempts in all").fill("3"));
    await expect(row).toContainText("3 attempts");
    await set(() => more.getByLabel("Take back").check());
    await expect(row).not.toContainText("3 attempts");
    await expect(row).toContainText("double time");
  });

  await test.step("on a phone a card names no field that holds nothing", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    const card = page.getByRole("row").filter({ hasText: name });
    await expect(card.getByText("Allowed")).toBeVisible();
    await expect(card.getByText("Done at")).toBeHidden();
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  await test.step("extra time in all assignments is set at once, and stands beside the name", async () => {
    await page.goto(`/cohorts/${cohortId}/assignments`);
    await page.getByRole("link", { name: "Extra time" }).click();
    const all = page.getByRole("region", { name: "Extra time in all assignments" });
    await all.getByRole("button", { name: "Choose all" }).click();
    await all.getByLabel("Extra time").selectOption({ label: "Time and a half" });
    await all.getByRole("button", { name: "Set for the chosen" }).click();
    await expect(all.getByText("Set for 1 learner.", { exact: false })).toBeVisible();
    await expect(all.getByRole("listitem").filter({ hasText: name })).toContainText("time and a half");
    await expectSound(page, "light");
  });

  await test.step("handed in, it is done for both", async () => {
    await answerAll(learner.request, attemptId);
    await finish(learner.request, attemptId);
    await learner.goto("/due");
    const done = learner.getByRole("region", { name: "Done and closed" });
    await expect(done.getByText(title)).toBeVisible();
    await expectSound(learner, "light");
    await page.goto(`/cohorts/${cohortId}/assignments`);
    await expect(page.getByRole("row").filter({ hasText: title })).toContainText("1 of 1");
    await page.goto(`/cohorts/${cohortId}/assignments/${assignmentId}`);
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText("done");
  });

  await test.step("the calendar shows both, under its address alone", async () => {
    await learner.goto("/due");
    await learner.getByRole("button", { name: "Make an address" }).click();
    const told = learner.getByText(/Give your calendar this address/);
    await expect(told).toBeVisible();
    const address = /\/api\/v1\/calendar\/[\w-]+/.exec(await told.innerText())?.[0] ?? "";
    const calendar = await page.request.get(address);
    expect(calendar.headers()["content-type"]).toContain("text/calendar");
    const text = (await calendar.text()).replaceAll("\r\n ", "");
    expect(text).toContain("SUMMARY:Due: In the other class");
    expect(text).toContain(`SUMMARY:Done: ${title}`);
    expect((await page.request.get(`${address}x`)).status()).toBe(404);
  });
  await learner.context().close();
});
