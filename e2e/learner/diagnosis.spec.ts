import { expect, type Page, test } from "@playwright/test";
import { answerDiagnosis, startDiagnosis, syncOf } from "../fixtures/attempt-api";
import { answerWrong, questionOnScreen } from "../fixtures/bank";
import { enterAsGuest } from "../fixtures/people";
import { answerByMouse, answerOnScreen, kindOnScreen } from "../fixtures/room";

// What is done to a request on its way goes through the test; a worker's requests would not.
test.use({ serviceWorkers: "block" });

const heading = (page: Page, number: number) =>
  page.getByRole("heading", { name: `Question ${number}, at most 15`, exact: true });
const goOn = (page: Page) => page.getByRole("button", { name: "Answer and go on" });
const feedback = (page: Page) => page.getByRole("region", { name: "Feedback" });
const questionsAsked = async (page: Page, attemptId: string) => (await syncOf(page.request, attemptId)).items.length;

test("a diagnosis asks one question after the other without a word on any, and ends in a route", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await startDiagnosis(page);
  let count = 0;
  for (;;) {
    count += 1;
    await expect(heading(page, count)).toBeVisible();
    // The question that came in answer to another takes the focus; the first one does not.
    if (count > 1) await expect(heading(page, count)).toBeFocused();
    await expect(feedback(page)).toBeHidden();
    await expect(page.getByRole("button", { name: "Previous" })).toHaveCount(0);
    await answerWrong(page, await questionOnScreen(page));
    await goOn(page).click();
    const next = heading(page, count + 1);
    await expect(next.or(page.getByRole("heading", { name: "Your route" }))).toBeVisible();
    if (new URL(page.url()).pathname === `/attempts/${attemptId}`) break;
  }
  expect(count).toBeGreaterThanOrEqual(12);
  expect(count).toBeLessThanOrEqual(15);

  await expect(page.getByText(`0 of ${count} right.`)).toBeVisible();
  const route = page.getByRole("region", { name: "Your route" });
  const stops = route.getByRole("list").first().locator("> li");
  expect(await stops.count()).toBeGreaterThanOrEqual(1);
  expect(await stops.count()).toBeLessThanOrEqual(3);
  const [first] = await stops.all();
  if (first === undefined) throw new Error("the route has no stop");
  await expect(first.getByText(/^(Strong|Some) evidence: \d+ answers?, (all )?from this attempt\.$/)).toBeVisible();
  await expect(first.getByRole("link", { name: /^Make sure/ })).toHaveAttribute("href", /^\/remediations\/[a-z-]+$/);

  const behind = first.getByRole("link", { name: /^Question \d+/ }).first();
  const place = /\d+/.exec(await behind.innerText())?.[0] ?? "";
  await behind.click();
  await expect(page).toHaveURL(`/attempts/${attemptId}/review#q${place}`);
  await expect(page.getByRole("article", { name: `Question ${place}`, exact: true })).toContainText("wrong");
});

test("without a line the choice stays, and however often it is sent it counts once", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await startDiagnosis(page);
  await answerByMouse(page, 1);
  const chosen = await answerOnScreen(page);

  await test.step("the request is lost", async () => {
    await page.route("**/next", (route) => route.abort());
    await goOn(page).click();
    await expect(page.getByText("The next question needs a connection")).toBeVisible();
    expect(await answerOnScreen(page)).toEqual(chosen);
    expect(await questionsAsked(page, attemptId)).toBe(1);
    await page.unroute("**/next");
  });
  await test.step("the reply is lost: the server has the answer and has chosen the next question", async () => {
    await page.route("**/next", async (route) => {
      await route.fetch();
      await route.abort();
    });
    await goOn(page).click();
    await expect.poll(() => questionsAsked(page, attemptId)).toBe(2);
    await expect(page.getByText("The next question needs a connection")).toBeVisible();
    await expect(heading(page, 1)).toBeVisible();
    expect(await answerOnScreen(page)).toEqual(chosen);
    await page.unroute("**/next");
  });
  await goOn(page).click();
  await expect(heading(page, 2)).toBeFocused();
  expect(await questionsAsked(page, attemptId)).toBe(2);
});

test("it can be left and gone on with, and a second start leads into the same one", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await startDiagnosis(page);
  await answerByMouse(page);
  await goOn(page).click();
  await expect(heading(page, 2)).toBeVisible();
  await page.getByRole("link", { name: "Leave", exact: true }).click();
  await expect(page).toHaveURL("/home");
  await page.goto("/practice");
  await expect(page.getByText("1 answered, at most 14 to come.")).toBeVisible();
  await page.getByRole("link", { name: "Go on", exact: true }).click();
  await expect(page).toHaveURL(`/diagnose/${attemptId}`);
  await expect(heading(page, 2)).toBeVisible();
});

test("it is answered by keys alone, and an answer that is not complete is not sent", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await startDiagnosis(page);
  await expect(heading(page, 1)).toBeVisible();
  // Until the first question of one choice, which a single key answers.
  let number = 1;
  while ((await kindOnScreen(page)) !== "multiple-choice") {
    await answerByMouse(page);
    await goOn(page).click();
    number += 1;
    await expect(heading(page, number)).toBeFocused();
  }
  await expect(goOn(page)).toBeEnabled();
  await page.getByRole("main").focus();
  await expect(async () => {
    await page.keyboard.press("Enter");
    await expect(page.getByText("Not complete yet: choose one.")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(await questionsAsked(page, attemptId)).toBe(number);
  await page.keyboard.press("2");
  await expect(page.getByRole("main").getByRole("radio").nth(1)).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(heading(page, number + 1)).toBeFocused();
});

test("while it runs, the route of another result waits for it", async ({ page }) => {
  await enterAsGuest(page);
  await page.goto("/practice");
  await page.getByRole("radio", { name: "5 questions" }).check();
  await page.getByRole("button", { name: "Start practice" }).click();
  await page.waitForURL(/\/practice\/[0-9a-f-]{36}/);
  await answerWrong(page, await questionOnScreen(page));
  await page.getByRole("button", { name: "Check answer", exact: true }).click();
  await expect(feedback(page)).toBeVisible();
  await page.getByRole("button", { name: "Finish", exact: true }).click();
  await page.waitForURL(/\/attempts\/[0-9a-f-]{36}$/);
  const result = page.url();
  await expect(page.getByRole("region", { name: "Your route" })).toBeVisible();

  const attemptId = await startDiagnosis(page);
  await answerDiagnosis(page.request, attemptId, 2);
  await page.goto(result);
  const route = page.getByRole("region", { name: "Your route" });
  await expect(route.getByRole("heading", { name: "It waits for your diagnosis" })).toBeVisible();
  await route.getByRole("link", { name: "Go on with the diagnosis" }).click();
  await expect(page).toHaveURL(`/diagnose/${attemptId}`);
  await expect(heading(page, 3)).toBeVisible();
});
