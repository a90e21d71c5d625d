import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { answerAll, finish } from "../fixtures/attempt-api";
import { enterAsGuest } from "../fixtures/people";
import { EXAMS, startExam } from "../fixtures/room";

const DAY_MS = 86_400_000;
const dayFromNow = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const title = (page: Page): Locator => page.getByRole("heading", { level: 1 });
const examDay = (page: Page): Locator => page.getByRole("region", { name: "Your exam day" });
const studySet = (page: Page): Locator => page.getByRole("region", { name: "Build a study set" });

/** The row of a trap in the table of those that caught the learner. */
const rowOf = (page: Page, trap: string): Locator =>
  page.getByRole("table", { name: "Traps that caught you, by lesson" }).getByRole("row").filter({ hasText: trap });

/** Sits a long exam and takes the first option everywhere: several traps are taken. Returns the attempt's id. */
async function sitCarelessly(page: Page): Promise<string> {
  const attemptId = await startExam(page, EXAMS.long);
  await answerAll(page.request, attemptId);
  await finish(page.request, attemptId);
  return attemptId;
}

/** "a of b" from a text that has it. */
function countsIn(text: string): { falls: number; decided: number } {
  const found = /(\d+) of (?:the )?(\d+)/.exec(text);
  if (found === null) throw new Error(`no counts in “${text}”`);
  return { falls: Number(found[1]), decided: Number(found[2]) };
}

test("who has answered nothing is told so, and has one thing to do", async ({ page }) => {
  await enterAsGuest(page);
  await page.goto("/weaknesses");
  await expect(page).toHaveTitle("Weaknesses · Trapline");
  await expect(title(page)).toHaveText("Not enough answers yet");
  await expect(
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Weaknesses" }),
  ).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("table")).toHaveCount(0);
  await page.getByRole("button", { name: "Start the diagnosis" }).click();
  await page.waitForURL(/\/diagnose\/[0-9a-f-]{36}/);
});

test("the table counts what the result of an exam counted, and a cell becomes a study set", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await sitCarelessly(page);
  await page.goto(`/attempts/${attemptId}`);
  const finding = page.getByRole("listitem").filter({ hasText: "You chose it in" }).first();
  const trap = (await finding.getByRole("heading").textContent()) ?? "";
  const said = await finding.getByText(/^You chose it in/).textContent();
  const counted = said?.includes("the one question") ? { falls: 1, decided: 1 } : countsIn(said ?? "");

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Weaknesses" }).click();
  await page.waitForURL("**/weaknesses");
  const cells = rowOf(page, trap).getByRole("link", { name: /in lesson/ });
  const counts = (await cells.allTextContents()).map(countsIn);
  expect(counts.length).toBeGreaterThan(0);
  expect({
    falls: counts.reduce((sum, { falls }) => sum + falls, 0),
    decided: counts.reduce((sum, { decided }) => sum + decided, 0),
  }).toEqual(counted);

  const label = (await cells.first().textContent()) ?? "";
  const [, short = "", lesson = ""] = /, (.+) in lesson (\d\.\d)/.exec(label) ?? [];
  await cells.first().click();
  await expect(studySet(page).getByLabel("Trap")).toBeFocused();
  expect(await studySet(page).getByLabel("Trap").locator("option:checked").textContent()).toBe(short);
  await expect(studySet(page).getByLabel("Lesson")).toHaveValue(lesson);
  await studySet(page).getByRole("button", { name: "Start practice" }).click();
  await page.waitForURL(/\/practice\/[0-9a-f-]{36}/);
});

test("a set that is empty is said to be, and nothing starts", async ({ page }) => {
  await enterAsGuest(page);
  await sitCarelessly(page);
  await page.goto("/weaknesses#study-set");
  await studySet(page)
    .getByRole("radio", { name: /Flagged/ })
    .check();
  await studySet(page).getByRole("button", { name: "Start practice" }).click();
  await expect(studySet(page).getByText("No question is in that set right now.")).toBeVisible();
  await expect(page).toHaveURL(/\/weaknesses/);
});

async function withoutScripts(browser: Browser, page: Page, baseURL: string | undefined): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL });
  await context.addCookies(await page.context().cookies());
  return context.newPage();
}

test("without scripts a cell leads to the form, the form starts, and a day is taken", async ({
  page,
  browser,
  baseURL,
}) => {
  await enterAsGuest(page);
  await sitCarelessly(page);
  const plain = await withoutScripts(browser, page, baseURL);
  await plain.goto("/weaknesses");
  await examDay(plain).getByLabel("Day of your exam").fill(dayFromNow(9));
  await examDay(plain).getByRole("button", { name: "Make a plan" }).click();
  await expect(examDay(plain).getByRole("heading", { name: "Week 2" })).toBeVisible();
  await plain
    .getByRole("link", { name: /in lesson 3\.\d: build a study set/ })
    .first()
    .click();
  await expect(studySet(plain).getByLabel("Trap")).toHaveValue(/[a-z]/);
  await studySet(plain).getByRole("button", { name: "Start practice" }).click();
  await plain.waitForURL(/\/practice\/[0-9a-f-]{36}/);
  await plain.context().close();
});

test("the exam day brings a plan, moves, asks how it went, and keeps what was told", async ({ page }) => {
  await enterAsGuest(page);
  await page.goto("/weaknesses");
  await examDay(page).getByLabel("Day of your exam").fill(dayFromNow(16));
  await examDay(page).getByRole("button", { name: "Make a plan" }).click();
  await expect(examDay(page).getByText("16 days from now.")).toBeVisible();
  await expect(examDay(page).getByRole("heading", { name: /^Week/ })).toHaveText(["Week 1", "Week 2", "Week 3"]);

  await examDay(page).getByText("Change or take away the day").click();
  await examDay(page).getByLabel("Day of your exam").fill(dayFromNow(-3));
  await examDay(page).getByRole("button", { name: "Change the day" }).click();
  await expect(examDay(page).getByText("How did it go on")).toBeVisible();
  await expect(examDay(page).getByRole("heading", { name: /^Week/ })).toHaveCount(0);

  await examDay(page).getByRole("radio", { name: "Passed" }).check();
  await examDay(page).getByLabel("Score").fill("745");
  await examDay(page).getByRole("button", { name: "Tell how it went" }).click();
  await expect(examDay(page).getByText(/passed, 745/)).toBeVisible();
  await page.reload();
  await expect(examDay(page).getByText(/passed, 745/)).toBeVisible();
  await expect(examDay(page).getByRole("button", { name: "Make a plan" })).toBeVisible();
});
