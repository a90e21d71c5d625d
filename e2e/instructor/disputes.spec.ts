import { expect, type Locator, type Page, test } from "@playwright/test";
import { disputeWrongChoice, fileDispute, openDisputeId, sit } from "../fixtures/disputes";
import { signUp } from "../fixtures/learners";
import { enterAs, freshEmail } from "../fixtures/people";
import { attemptIdOf, EXAMS } from "../fixtures/room";

test("a learner disputes, an instructor repairs and undoes, the learner sees was and now", async ({
  page,
  browser,
  baseURL,
}) => {
  await signUp(page, "Doris");
  const reason = `The guide says otherwise, says ${freshEmail("doris")}.`;
  await fileDispute(page, reason);
  const attemptId = attemptIdOf(page);

  const judge = await browser.newPage({ baseURL });
  await enterAs(judge, "instructor");
  await test.step("the instructor sees what would change, and repairs", async () => {
    await openDisputeId(judge, reason);
    await judge.getByRole("link", { name: "Repair the question" }).click();
    await judge.getByRole("radio", { name: /^Drop the question/ }).check();
    await judge.getByRole("button", { name: "Show what would change" }).click();
    await expect(judge.getByRole("heading", { name: /learner/ })).toBeVisible();
    await judge.getByLabel("Because").fill("The source was withdrawn.");
    await judge.getByRole("button", { name: "Repair and rescore" }).click();
    await expect(judge.getByText("The question is repaired")).toBeVisible();
  });

  await test.step("the learner is told, and sees both results", async () => {
    // The sweeper may be at it: what the repair itself does not get to comes with its next round.
    await expect(async () => {
      await page.goto("/home");
      await expect(page.getByText("A result of yours changed: a question was repaired.")).toBeVisible({
        timeout: 2_000,
      });
    }).toPass();
    await page.goto(`/attempts/${attemptId}`);
    await expect(page.getByText(/^Was \d+ of \d+ right.*; now \d+ of \d+ right/)).toBeVisible();
  });

  await test.step("undone, it is as it was", async () => {
    await judge.getByText("Undo this repair").click();
    await judge.getByRole("checkbox", { name: /^Change results/ }).check();
    await judge.getByRole("button", { name: "Undo the repair" }).click();
    await expect(judge.getByText("Undone").first()).toBeVisible();
    await expect(judge.getByText("The question is repaired")).toHaveCount(0);
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/because a repair was taken back/)).toBeVisible({ timeout: 2_000 });
    }).toPass();
  });
  await judge.context().close();
});

test("without scripts, the form of a dispute is one link further", async ({ page, browser, baseURL }) => {
  await signUp(page, "Dora");
  const attemptId = await sit(page, EXAMS.types);
  const plain = await browser.newContext({ baseURL, javaScriptEnabled: false });
  await plain.addCookies(await page.context().cookies());
  const without = await plain.newPage();
  await without.goto(`/attempts/${attemptId}/review`);
  const question = without.getByRole("article", { name: "Question 2", exact: true });
  await question.getByText("Is the question wrong?").click();
  await question.getByRole("link", { name: "Say what is wrong with it" }).click();
  await question.getByLabel("What is wrong with it?").fill("It is written otherwise in the guide.");
  await question.getByRole("button", { name: "Dispute question 2" }).click();
  await expect(question.getByText("waits for an answer")).toBeVisible();
  await plain.close();
});

type Rescored = { right: number; scored: number };

/** The changes of the result whose page is open that one repair made: other tests repair questions at the same time. */
const changesBy = (page: Page, because: string): Locator =>
  page
    .getByRole("listitem")
    .filter({ hasText: /^Was \d+ of \d+ right/ })
    .filter({ hasText: because });

/** What a result was before a change, and what it is by it. */
async function changed(change: Locator): Promise<{ was: Rescored; now: Rescored }> {
  const [was, now] = [...(await change.innerText()).matchAll(/(\d+) of (\d+) right/g)].map(([, right, scored]) => ({
    right: Number(right),
    scored: Number(scored),
  }));
  if (was === undefined || now === undefined) throw new Error("no result before and after");
  return { was, now };
}

/** Reloads until it shows: the sweeper may be at it, and what a repair does not get to comes with its next round. */
const eventually = (page: Page, shown: Locator): Promise<void> =>
  expect(async () => {
    await page.reload();
    await expect(shown).toBeVisible({ timeout: 2_000 });
  }).toPass();

for (const { ruling, told, kept, history } of [
  { ruling: "New key", told: "New key: ", kept: "new forms take the corrected version", history: "put back version 1" },
  {
    ruling: "Accept several",
    told: "All of these are right: ",
    kept: "new forms leave the question out",
    history: "put back version 1",
  },
]) {
  test(`${ruling}: previewed, rescored with its reason, and undone`, async ({ page, browser, baseURL }) => {
    await signUp(page, "Mora");
    const reason = `Mine is right too, says ${freshEmail("mora")}.`;
    const because = `The guide allows it, see ${freshEmail("guide")}.`;
    const { attemptId, chosen } = await disputeWrongChoice(page, reason);

    const judge = await browser.newPage({ baseURL });
    await enterAs(judge, "instructor");
    const disputeId = await openDisputeId(judge, reason);
    const questionId = await judge.getByRole("heading", { level: 1 }).innerText();

    await test.step("nothing is shown of a ruling that is none", async () => {
      await judge.getByRole("link", { name: "Repair the question" }).click();
      await judge.getByRole("radio", { name: new RegExp(`^${ruling}`) }).check();
      await judge.getByRole("checkbox", { name: /\(the key so far\)$/ }).check();
      await judge.getByRole("button", { name: "Show what would change" }).click();
      await expect(judge.getByText(/would change\.|two at least\./)).toBeVisible();
      await expect(judge.getByRole("button", { name: "Repair and rescore" })).toHaveCount(0);
    });

    await test.step("the preview says what changes, and nothing has changed by it", async () => {
      await judge.getByRole("checkbox", { name: chosen, exact: true }).check();
      if (ruling === "New key") await judge.getByRole("checkbox", { name: /\(the key so far\)$/ }).uncheck();
      await judge.getByRole("button", { name: "Show what would change" }).click();
      await expect(judge.getByRole("heading", { name: /learners?: [1-9]\d* results? better/ })).toBeVisible();
      await page.goto(`/attempts/${attemptId}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(changesBy(page, because)).toHaveCount(0);
    });

    await test.step("the repair is made", async () => {
      await judge.getByLabel("Because").fill(because);
      const reasons = judge.getByLabel("Why, from now on");
      await expect(reasons).toHaveCount(ruling === "New key" ? 2 : 0);
      for (const one of await reasons.all()) await one.fill("The newer guide says so in as many words.");
      await judge.getByRole("button", { name: "Repair and rescore" }).click();
      await expect(judge.getByText("The question is repaired")).toBeVisible();
      await eventually(judge, judge.getByText("in force", { exact: true }));
      const repairs = judge.getByRole("region", { name: "Repairs of this question" });
      await expect(repairs).toContainText(told);
      await expect(repairs).toContainText(chosen);
      await expect(repairs).toContainText(kept);
    });

    await test.step("the learner reads was, now and why, and is told", async () => {
      await page.goto("/notices");
      await expect(page.getByText("A result of yours changed: a question was repaired").first()).toBeVisible();
      await expect(page.getByText(because).first()).toBeVisible();
      await page.goto(`/attempts/${attemptId}`);
      await expect(changesBy(page, because)).toContainText(`, because: ${because}`);
      const { was, now } = await changed(changesBy(page, because));
      expect(now).toEqual({ right: was.right + 1, scored: was.scored });
      await page.goto(`/attempts/${attemptId}/review`);
      const question = page.getByRole("article").filter({ hasText: because });
      await expect(question.getByRole("heading", { name: "Right", exact: true })).toBeVisible();
    });

    await test.step("undone, result and question are as they were", async () => {
      await judge.goto(`/disputes/${disputeId}`);
      await judge.getByText("Undo this repair").click();
      await judge.getByRole("checkbox", { name: /^Change results/ }).check();
      await judge.getByRole("button", { name: "Undo the repair" }).click();
      await eventually(judge, judge.getByText("undone", { exact: true }));
      await page.goto(`/attempts/${attemptId}`);
      await expect(changesBy(page, because)).toHaveCount(2);
      const back = changesBy(page, because).filter({ hasText: "because a repair was taken back" });
      const { was, now } = await changed(back);
      expect(now).toEqual({ right: was.right - 1, scored: was.scored });
      await page.goto("/notices");
      await expect(page.getByText("A result of yours changed back: a repair was undone").first()).toBeVisible();
      await judge.goto(`/questions/${questionId}/history`);
      await expect(judge.getByText(history)).toBeVisible();
      await expect(judge.getByRole("row", { name: /^1 ?current/ })).toBeVisible();
    });
    await judge.context().close();
  });
}
