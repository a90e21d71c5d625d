import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { checkSomehow, finish, syncOf } from "../fixtures/attempt-api";
import { expectSound } from "../fixtures/axe";
import { cohortWithPast } from "../fixtures/cohort-past";
import { makeCode } from "../fixtures/cohorts";
import { signUp } from "../fixtures/learners";
import { enterAs } from "../fixtures/people";
import { attemptIdOf } from "../fixtures/room";

const TRAP = { id: "packaging-before-operations", short: "Packaging before operations" };

test("a lead's week: who is behind, what took the group, the kit for it, a drill done by Friday, and what stands afterwards", async ({
  page,
  browser,
  baseURL,
}) => {
  const { cohortId, silent } = await cohortWithPast("A week of it", TRAP.id);
  await enterAs(page, "lead");
  const learner = await browser.newPage({ baseURL });
  const { name } = await signUp(learner, "Wanda");

  await test.step("Monday: the board names who is behind, and the trap that takes more than it did", async () => {
    await page.goto("/cohorts");
    await page.getByRole("link", { name: "A week of it" }).first().click();
    await expect(page.getByRole("heading", { name: "A week of it", level: 1 })).toBeVisible();
    await page.goto(`/cohorts/${cohortId}/board`);
    const first = page.getByRole("region", { name: "Look at first" });
    await expect(first.getByRole("listitem").filter({ hasText: silent })).toContainText(
      /nothing done since joining \d+ days ago/,
    );
    const outbreak = page.getByRole("note").filter({ hasText: "takes more of the cohort than it did" }).first();
    await expect(outbreak).toContainText(/In the last two weeks [5-7] learners fell for it in \d+ of \d+ answers/);
    const row = page.getByRole("row").filter({ hasText: TRAP.short });
    await expect(row.getByText(/^\d+ of \d+$/).last()).toBeVisible();
    await expectSound(page, "light");
  });

  await test.step("a click on the silent one shows their page, and is known to them", async () => {
    await page.getByRole("region", { name: "Look at first" }).getByRole("link", { name: silent }).click();
    await expect(page.getByRole("heading", { name: silent, level: 1 })).toBeVisible();
    await expect(page.getByText(`${silent} sees that you opened this page`, { exact: false })).toBeVisible();
    await page.goBack();
  });

  await test.step("the kit: fact, two stems, three questions, and a drill that is one click away", async () => {
    const outbreak = page.getByRole("note").filter({ hasText: "takes more of the cohort than it did" }).first();
    await outbreak.getByRole("link", { name: "Reteach it" }).click();
    await expect(page.getByRole("region", { name: "The deciding fact" })).toBeVisible();
    await expect(page.getByRole("region", { name: "One constraint apart" }).getByRole("listitem")).toHaveCount(2);
    await expect(page.getByRole("region", { name: /^Question \d of 3$/ })).toHaveCount(3);
    await expect(page.getByText("Once you have assigned a drill on it")).toBeVisible();
    await page.getByRole("link", { name: "Assign a drill on it" }).click();
    await expect(page.getByLabel("What", { exact: true })).toHaveValue(`drill:${TRAP.id}`);
    await page.getByLabel("Title").fill("Drill for Friday");
    await page.getByRole("button", { name: "Assign it" }).click();
    await expect(page.getByRole("heading", { name: "Drill for Friday" })).toBeVisible();
  });
  const assignment = page.url();

  await test.step("midweek: somebody new joins, finds the drill, and does it", async () => {
    await page.goto(`/cohorts/${cohortId}`);
    await learner.goto(`/join/${await makeCode(page)}`);
    await learner.getByRole("button", { name: "Join this cohort" }).click();
    await expect(learner.getByText("You have joined.")).toBeVisible();
    await learner.goto("/due");
    await learner.getByRole("button", { name: "Begin Drill for Friday" }).click();
    await learner.waitForURL(/\/practice\/[0-9a-f-]{36}/);
    const drill = attemptIdOf(learner);
    for (const { id } of (await syncOf(learner.request, drill)).items) await checkSomehow(learner.request, drill, id);
    await finish(learner.request, drill);
  });

  await test.step("Friday: the drill is done by one of nine, and the kit knows of it", async () => {
    await page.goto(assignment);
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText("done");
    await page.goto(`/cohorts/${cohortId}/assignments`);
    await expect(page.getByRole("row").filter({ hasText: "Drill for Friday" })).toContainText("1 of 9");
    await page.goto(`/cohorts/${cohortId}/reteach/${TRAP.id}`);
    const effect = page.getByRole("region", { name: "Before and after" });
    await expect(effect.getByRole("listitem")).toContainText("Drill for Friday");
    await expect(effect.getByRole("listitem")).toContainText(/In the weeks before, learners fell for it in \d+ of \d+/);
    await expect(effect.getByRole("listitem")).toContainText("From the week after on, what it changed shows here");
    await expectSound(page, "light");
  });

  await test.step("what stands is saved for the file", async () => {
    await page.goto(`/cohorts/${cohortId}/board`);
    const saving = page.waitForEvent("download");
    await page.getByRole("link", { name: "Roster, CSV" }).click();
    const roster = readFileSync(await (await saving).path(), "utf8");
    for (const who of [name, silent, "Past 6"]) expect(roster).toContain(who);
  });
  await learner.context().close();
});
