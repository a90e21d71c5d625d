import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { answerAll, finish } from "../fixtures/attempt-api";
import { expectSound } from "../fixtures/axe";
import { makeCode, makeCohort } from "../fixtures/cohorts";
import { signUp } from "../fixtures/learners";
import { enterAs } from "../fixtures/people";
import { EXAMS, startExam } from "../fixtures/room";

/** How many pages a PDF says that it has. */
const pagesOf = (pdf: Buffer): number => [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)].length;

const rgb = (page: Page, selector: string, what: "color" | "backgroundColor") =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element)[name], what);

/** That a report, which is open, prints: without a way to elsewhere, black on white from the dark theme too, on any paper. */
async function expectPrints(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.dataset.theme = "dark";
  });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation", { name: "Main" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeHidden();
  await expect(page.getByRole("link", { name: "Privacy" })).toBeHidden();
  await expect(page.getByText(/not affiliated with/).last()).toBeVisible();
  await expect(page.getByText(/^As of .* \(Europe\/Vienna\)/)).toBeVisible();
  expect([await rgb(page, "h1", "color"), await rgb(page, "body", "backgroundColor")]).toEqual([
    "rgb(0, 0, 0)",
    "rgb(255, 255, 255)",
  ]);
  for (const format of ["A4", "Letter"]) expect(pagesOf(await page.pdf({ format }))).toBeGreaterThan(0);
  await page.emulateMedia({ media: "screen" });
}

test.use({ timezoneId: "Europe/Vienna" });

test("a lead saves the gradebook as XLSX and prints reports; the learner is told, and has their own", async ({
  page,
  browser,
  baseURL,
}) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "On paper");
  const learner = await browser.newPage({ baseURL });
  await signUp(learner, "Nora");
  await learner.goto(`/join/${await makeCode(page)}`);
  await learner.getByRole("button", { name: "Join this cohort" }).click();
  await expect(learner.getByText("You have joined.")).toBeVisible();
  const attemptId = await startExam(learner, EXAMS.types);
  await answerAll(learner.request, attemptId);
  await finish(learner.request, attemptId);

  await test.step("the gradebook as XLSX holds the learner", async () => {
    await page.goto(`/cohorts/${cohortId}/board`);
    await expectSound(page, "light");
    const saving = page.waitForEvent("download");
    await page.getByRole("link", { name: "Gradebook, Excel (XLSX)" }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe("cohort-gradebook.xlsx");
    const sheet = unzipSync(new Uint8Array(readFileSync(await file.path())))["xl/worksheets/sheet1.xml"];
    expect(strFromU8(sheet ?? new Uint8Array())).toContain(">Nora</t>");
    const { headers } = await page.request
      .get(`/api/v1/cohorts/${cohortId}/export?what=gradebook&format=xlsx`)
      .then((reply) => ({ headers: reply.headers() }));
    expect(headers).toMatchObject({
      "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "content-disposition": 'attachment; filename="cohort-gradebook.xlsx"',
      "cache-control": "no-store",
    });
  });

  await test.step("the report of the cohort prints", async () => {
    await page.getByRole("link", { name: "Report for print" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "On paper" })).toBeVisible();
    await expect(page.getByRole("region", { name: "Roster" }).getByRole("link", { name: "Nora" })).toBeVisible();
    // A title may come after what stands under it.
    await expect(page).toHaveTitle("Cohort report · Trapline");
    await expectSound(page, "light");
    await expectPrints(page);
  });

  await test.step("so does that of the learner", async () => {
    await page.getByRole("link", { name: "Nora" }).click();
    await page.getByRole("link", { name: "Report for print" }).click();
    await expect(page.getByText("Nora sees that you opened a report about them.")).toBeVisible();
    await expectSound(page, "light");
    await expectPrints(page);
  });

  await test.step("the learner is told, and prints what leads see of them", async () => {
    await learner.goto("/account/access");
    await expect(learner.getByText("a report about you")).toHaveCount(1);
    await expect(learner.getByText("an export that you are in")).toHaveCount(1);
    await learner.goto("/account");
    await learner.getByRole("link", { name: "What leads of On paper see of me" }).click();
    await expect(learner.getByRole("heading", { level: 1, name: "Nora" })).toBeVisible();
    await expect(learner.getByText("Your leads see of your work what stands here", { exact: false })).toBeVisible();
    await expectSound(learner, "light");
    await expectPrints(learner);
  });
  await learner.context().close();
});

test("the button opens the browser's print dialog", async ({ page }) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "To be printed");
  await page.addInitScript(() => {
    window.print = () => document.body.setAttribute("data-printed", "yes");
  });
  await page.goto(`/cohorts/${cohortId}/report`);
  await page.getByRole("button", { name: "Print or save as PDF" }).click();
  await expect(page.locator("body")).toHaveAttribute("data-printed", "yes");
});
