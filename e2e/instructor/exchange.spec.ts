import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { enterAs } from "../fixtures/people";

const AIKEN = `Which leaf is green?
A. Oak
B. Coal
ANSWER: A

Which has no answer?
A. Oak
B. Coal
`;

async function lookAt(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.goto("/questions/import");
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: bytes });
  await page.getByRole("button", { name: "Look at the file" }).click();
}

/** A lesson of the bank in a format, as the screen's button saves it. */
async function saved(page: Page, format: string): Promise<{ name: string; bytes: Buffer }> {
  await page.goto(`/questions/export?format=${format}&lesson=3.2&type=multiple-choice`);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: /^Download / }).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test("what the bank gives out in each format comes back as the same, told by the file itself", async ({ page }) => {
  await enterAs(page, "admin");
  for (const format of ["csv", "json", "moodle-xml", "qti"]) {
    const { name, bytes } = await saved(page, format);
    await lookAt(page, name, bytes);
    await expect(page.getByRole("heading", { name: "There is nothing to make" }), format).toBeVisible();
    await expect(page.getByText(/^\d+ questions the same as in the bank/), format).toBeVisible();
  }
  const gift = await saved(page, "gift");
  await lookAt(page, gift.name, gift.bytes);
  await expect(page.getByText(/read as GIFT/)).toBeVisible();
  await expect(page.getByRole("table")).toBeVisible();
});

test("a file is looked at, its faults are told by line, and its questions become drafts once", async ({ page }) => {
  await enterAs(page, "admin");
  await lookAt(page, "broken.csv", Buffer.from("nonsense\n1\n"));
  await expect(page.getByRole("main").getByRole("alert")).toContainText("Nothing was stored.");

  await lookAt(page, `${crypto.randomUUID()}.txt`, Buffer.from(AIKEN));
  await expect(page.getByText("1 question of the file cannot be taken")).toBeVisible();
  await expect(page.getByText(/^line 6: /)).toBeVisible();
  await page.getByLabel("Lesson of those that say none").selectOption("3.2");
  await page.getByRole("button", { name: "Show with these choices" }).click();
  await expect(page).toHaveURL(/lesson=3\.2/);
  await expect(page.getByText("The lesson is missing.")).toHaveCount(0);

  await page.getByRole("button", { name: "Make 1 draft" }).dblclick();
  await expect(page.getByRole("heading", { name: "1 draft made" })).toBeVisible();

  // What is being written can be taken out too; this draft is not whole, and the screen says what it lacks.
  await page.goto("/questions/export");
  await page.getByRole("radio", { name: /^Drafts .*[1-9]\d* drafts?$/ }).check();
  await page.getByRole("button", { name: "Show what it comes to" }).click();
  await expect(page).toHaveURL(/state=draft/);
  const left = page.getByRole("region", { name: /unfinished drafts? left out/ });
  await expect(left).toContainText("The difficulty is missing.");
});
