import { expect, test } from "@playwright/test";
import { fileDispute, openDisputeId } from "../fixtures/disputes";
import { signUp } from "../fixtures/learners";
import { enterAs, freshEmail } from "../fixtures/people";
import { attemptIdOf } from "../fixtures/room";

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
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(/because a repair was taken back/)).toBeVisible({ timeout: 2_000 });
    }).toPass();
  });
  await judge.context().close();
});
