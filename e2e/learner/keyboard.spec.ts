import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { type Learner, signUp } from "../fixtures/learners";
import {
  answerOnScreen,
  attemptIdOf,
  EXAMS,
  examCard,
  expectSaved,
  kindOnScreen,
  navigatorButton,
  questionHeading,
  waitForRoom,
} from "../fixtures/room";

// The page under test is never touched by a pointer: keys move, keys press, and the focus is looked at.

const QUESTIONS = 6;
const SLOW = { timeout: 30_000 };

/** Registers a learner in a browser of its own, which is closed then. */
async function registered(browser: Browser, baseURL: string | undefined): Promise<Learner> {
  const page = await browser.newPage({ baseURL });
  const learner = await signUp(page, "Kiri");
  await page.context().close();
  return learner;
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement);

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible(SLOW);
  for (let press = 0; press < 60; press += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target, "Tab reaches it").toBeFocused();
}

/** That the focus can be seen: the element, or the card of an option around it, has an outline. */
async function expectRing(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  const ring = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused?.matches(":focus-visible") !== true) return "no visible focus";
    const outlined = [focused, focused.closest("[data-option]")].some((element) => {
      if (element === null) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    });
    return outlined ? "an outline" : "no outline";
  });
  expect(ring, "the focus is marked").toBe("an outline");
}

/** That a move has arrived: the heading has the focus, and Tab goes on from there to the first control after it. */
async function expectArrived(page: Page, number: number): Promise<void> {
  await expect(questionHeading(page, number)).toBeFocused(SLOW);
  await page.keyboard.press("Tab");
  await expectRing(page, page.getByRole("button", { name: "Hide the question counter" }));
}

/** Answers the question on screen in full, by the keys that its kind has. */
async function answerByKeys(page: Page): Promise<string> {
  const main = page.getByRole("main");
  const kind = await kindOnScreen(page);
  switch (kind) {
    case "multiple-choice": {
      // S strikes out the option with the focus and restores it; a letter chooses.
      const first = main.getByRole("radio").first();
      const strike = main.getByRole("button", { name: "Strike out option A" });
      await tabTo(page, first);
      await expectRing(page, first);
      await page.keyboard.press("s");
      await expect(strike).toHaveAttribute("aria-pressed", "true");
      await page.keyboard.press("b");
      await expect(main.getByRole("radio").nth(1)).toBeChecked();
      await expect(strike, "the choice of B leaves A struck out").toHaveAttribute("aria-pressed", "true");
      break;
    }
    case "multiple-response": {
      const told = await main.getByText(/^Choose (two|three|four|five)$/).textContent();
      const count = ["Choose two", "Choose three", "Choose four", "Choose five"].indexOf(told ?? "") + 2;
      for (let place = 0; place < count; place += 1) {
        await page.keyboard.press(String(place + 1));
        await expect(main.getByRole("checkbox").nth(place)).toBeChecked();
      }
      break;
    }
    case "ordering": {
      const order = page.getByRole("region", { name: "Your order" });
      const count = await order.getByRole("listitem").count();
      for (let place = 0; place < count; place += 1) {
        await page.keyboard.press(String(place + 1));
        await expect(order.getByRole("button", { name: `Take ${place + 1} out` })).toBeVisible();
      }
      const { answer: before } = await answerOnScreen(page);
      if (!Array.isArray(before)) throw new Error("the order is a list");
      const [one = "", two = "", ...rest] = before;
      await tabTo(page, order.getByRole("button", { name: "Move 1 down" }));
      await page.keyboard.press("Enter");
      // The focus goes along with the entry, so the same key moves it on.
      await expectRing(page, order.getByRole("button", { name: "Move 2 down" }));
      expect((await answerOnScreen(page)).answer).toEqual([two, one, ...rest]);
      await page.keyboard.press("Shift+Tab");
      await expectRing(page, order.getByRole("button", { name: "Move 2 up" }));
      await page.keyboard.press("Space");
      await expectRing(page, order.getByRole("button", { name: "Move 1 up" }));
      expect((await answerOnScreen(page)).answer).toEqual(before);
      break;
    }
    case "matching": {
      const lists = await main.getByRole("combobox").all();
      for (const [place, list] of lists.entries()) {
        const responses = (await list.getByRole("option").count()) - 1;
        const letter = "ABCDEFGHI".charAt(place % responses);
        await tabTo(page, list);
        await expectRing(page, list);
        // In a list a letter is the list's own: it finds the response, and flags or strikes nothing.
        await page.keyboard.press(letter.toLowerCase());
        await expect(list.getByRole("option", { selected: true })).toHaveText(new RegExp(`^${letter} · `));
      }
      // Out of the list, where the room's keys count again.
      await page.keyboard.press("Tab");
    }
  }
  return kind;
}

test("everything from the sign-in to the review goes by keys alone, and the focus is seen and never lost", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const learner = await registered(browser, baseURL);
  const exam = page.getByRole("navigation", { name: "Exam" });

  await test.step("sign in", async () => {
    await page.goto("/sign-in");
    await tabTo(page, page.getByLabel("E-mail"));
    await expectRing(page, page.getByLabel("E-mail"));
    await page.keyboard.type(learner.email);
    await page.keyboard.press("Tab");
    await expect(page.getByLabel("Password")).toBeFocused();
    await page.keyboard.type(learner.password);
    await page.keyboard.press("Tab");
    await expectRing(page, page.getByRole("main").getByRole("button", { name: "Sign in" }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: `Hello, ${learner.name}` })).toBeVisible(SLOW);
  });

  await test.step("choose the exam and start it", async () => {
    const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Exams" });
    await tabTo(page, link);
    await expectRing(page, link);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Practice exams" })).toBeVisible(SLOW);
    const start = examCard(page, EXAMS.types).getByRole("button", { name: "Start" });
    await tabTo(page, start);
    await expectRing(page, start);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/exam\//, SLOW);
    await waitForRoom(page);
  });
  const attemptId = attemptIdOf(page);

  await test.step("the key map opens by ? and closes by Escape, and the focus is back where it was", async () => {
    const flag = page.getByRole("button", { name: "Flag for review", exact: true });
    const map = page.getByRole("dialog", { name: "Keys" });
    await tabTo(page, flag);
    await page.keyboard.press("?");
    await expect(map).toBeVisible();
    await expect(map.getByRole("definition").filter({ hasText: "Next question" })).toBeVisible();
    await expect.poll(() => map.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    await page.keyboard.press("n");
    await page.keyboard.press("Escape");
    await expect(map).toBeHidden();
    await expect(questionHeading(page, 1), "in the dialog N does not move on").toBeVisible();
    await expectRing(page, flag);
  });

  await test.step("every kind of question is answered by keys, flagged by F, and left by N", async () => {
    const kinds = new Set<string>();
    for (let number = 1; number <= QUESTIONS; number += 1) {
      await expect(questionHeading(page, number)).toBeVisible();
      kinds.add(await answerByKeys(page));
      await expect(navigatorButton(page, number, "answered")).toBeVisible();
      await expectSaved(page, attemptId, number);
      if (number === 2) {
        await page.keyboard.press("f");
        await expect(navigatorButton(page, number, "answered, flagged")).toBeVisible();
      }
      if (number === QUESTIONS) break;
      await page.keyboard.press("n");
      await expectArrived(page, number + 1);
    }
    expect([...kinds].sort()).toEqual(["matching", "multiple-choice", "multiple-response", "ordering"]);
  });

  await test.step("P and the arrows move too", async () => {
    await page.keyboard.press("p");
    await expectArrived(page, QUESTIONS - 1);
    await page.keyboard.press("ArrowLeft");
    await expectArrived(page, QUESTIONS - 2);
    await page.keyboard.press("ArrowRight");
    await expectArrived(page, QUESTIONS - 1);
  });

  await test.step("R shows all questions; from there a question is one press away", async () => {
    const heading = page.getByRole("heading", { name: "Review all", exact: true });
    await page.keyboard.press("r");
    await expect(heading).toBeFocused(SLOW);
    const flagged = page.getByRole("region", { name: "Flagged" }).getByRole("button");
    await tabTo(page, flagged);
    await expectRing(page, flagged);
    await page.keyboard.press("Enter");
    await expectArrived(page, 2);
    await page.keyboard.press("r");
    await expect(heading).toBeFocused(SLOW);
  });

  await test.step("the end is asked for, put off by Escape, asked for again, and confirmed", async () => {
    const end = exam.getByRole("button", { name: "End the exam" });
    const question = page.getByRole("alertdialog", { name: "End the exam?" });
    await tabTo(page, end);
    await expectRing(page, end);
    await page.keyboard.press("Enter");
    await expectRing(page, question.getByRole("button", { name: "Back to the questions" }));
    await page.keyboard.press("Escape");
    await expect(question).toBeHidden();
    await expectRing(page, end);
    await page.keyboard.press("Enter");
    await expect(question.getByRole("button", { name: "Back to the questions" })).toBeFocused();
    await page.keyboard.press("Tab");
    await expectRing(page, question.getByRole("button", { name: "End the exam" }));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/attempts\/[0-9a-f-]{36}$/, SLOW);
  });

  await test.step("the result leads to the review", async () => {
    const review = page.getByRole("link", { name: "Review the questions" }).first();
    await tabTo(page, review);
    await expectRing(page, review);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Review" })).toBeVisible(SLOW);
    await expect(page.getByRole("article")).toHaveCount(QUESTIONS);
  });
});
