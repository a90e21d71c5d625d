import { expect, type Locator, test } from "@playwright/test";
import { enterAs } from "../fixtures/people";
import { begin, choose, expectWhole, field, part, pick, STEM, tabTo, write, writeDetails } from "../fixtures/writing";

test.use({ contextOptions: { reducedMotion: "reduce" }, trace: "off" });

test.beforeEach(({ page }) => enterAs(page, "instructor"));

const preview = "Preview";

test("a multiple-choice question is written, moved about and previewed by keyboard alone", async ({ page }) => {
  const address = await begin(page, "Multiple choice");
  await write(page, field(page, "Stem"), STEM);
  await write(page, field(page, "Question line"), "Which way costs least and is in time?");
  for (const number of [1, 2, 3, 4]) {
    const option = part(page, `Option ${number}`);
    if (number === 2) {
      await tabTo(page, option.getByRole("radio"));
      await page.keyboard.press("Space");
    }
    await write(page, option.getByRole("textbox", { name: "Text" }), `Run the forecast in way ${number}`);
    if (number !== 2) await choose(page, option.getByRole("combobox", { name: "Trap" }), "plain error");
    await write(page, option.getByRole("textbox", { name: /^Why/ }), `Because of cost ${number}.`);
  }
  await writeDetails(page);
  await expectWhole(page);

  // Back at the options: one is moved, keeps the focus, and the new place is told.
  await page.reload();
  const second = part(page, "Option 2").getByRole("textbox", { name: "Text" });
  await expect(second).toHaveValue("Run the forecast in way 2");
  await tabTo(page, second);
  await page.keyboard.press("Alt+ArrowUp");
  const first = part(page, "Option 1").getByRole("textbox", { name: "Text" });
  await expect(first).toBeFocused();
  await expect(first).toHaveValue("Run the forecast in way 2");
  await expect(page.getByText("Moved to place 1 of 4.")).toBeAttached();
  const shown = page.getByRole("region", { name: preview });
  await expect(shown.getByRole("radio").first()).toHaveAccessibleName("Run the forecast in way 2");
  await tabTo(page, shown.getByRole("button", { name: "With feedback" }));
  await page.keyboard.press("Enter");
  const feedback = shown.getByRole("region", { name: "Feedback" });
  await expect(feedback).toContainText("Because of cost 2.");
  // Nobody has chosen yet; then what a learner reads who chooses so.
  await expect(feedback).not.toContainText("your choice");
  await shown.getByRole("radio", { name: "Run the forecast in way 3" }).check();
  await expect(feedback).toContainText("your choice");

  // Without a line nothing is lost, not by a reload either, and the save follows by itself.
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.route("**/questions/drafts/*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await write(page, field(page, "Question line"), " In the end?");
  await expect(page.getByRole("alert").filter({ hasText: "no connection" })).toBeVisible();
  await page.reload();
  await expect(field(page, "Question line")).toHaveValue(/In the end\?/);
  await expect(page.getByText("was brought back")).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.goto(address);
  await expect(field(page, "Question line")).toHaveValue(/In the end\?/);
});

test("a multiple-response question is written by keyboard alone", async ({ page }) => {
  await begin(page, "Multiple response");
  await write(page, field(page, "Stem"), STEM);
  await write(page, field(page, "Question line"), "Which ways are in time? (Choose TWO.)");
  for (const number of [1, 2, 3, 4, 5]) {
    const option = part(page, `Option ${number}`);
    if (number < 3) {
      await tabTo(page, option.getByRole("checkbox"));
      await page.keyboard.press("Space");
    }
    await write(page, option.getByRole("textbox", { name: "Text" }), `Run the forecast in way ${number}`);
    if (number > 2) await choose(page, option.getByRole("combobox", { name: "Trap" }), "plain error");
    await write(page, option.getByRole("textbox", { name: /^Why/ }), `Because of cost ${number}.`);
  }
  await writeDetails(page);
  await expectWhole(page);
});

test("an ordering question is written by keyboard alone", async ({ page }) => {
  await begin(page, "Ordering");
  await write(page, field(page, "Stem"), STEM);
  await write(page, field(page, "Question line"), "In which order are the steps taken?");
  for (const number of [1, 2, 3, 4]) {
    const item = part(page, `Item ${number}`);
    await write(page, item.getByRole("textbox", { name: "Text" }), `Take step ${number}`);
    await write(page, item.getByRole("textbox", { name: /^Why/ }), `Because of need ${number}.`);
  }
  await tabTo(page, page.getByRole("button", { name: "Add a wrong order" }));
  await page.keyboard.press("Enter");
  const wrong = part(page, "Wrong order 1");
  await pick(page, wrong.getByRole("combobox", { name: "Placed first" }), 2);
  await pick(page, wrong.getByRole("combobox", { name: "Placed later" }), 1);
  await choose(page, wrong.getByRole("combobox", { name: "Trap" }), "plain error");
  await write(page, wrong.getByRole("textbox", { name: /^Why/ }), "The second rests on the first.");
  await writeDetails(page);
  await expectWhole(page);
});

test("a matching question is written by keyboard alone", async ({ page }) => {
  await begin(page, "Matching");
  await write(page, field(page, "Stem"), STEM);
  await write(page, field(page, "Question line"), "Match each need with its way.");
  for (const number of [1, 2, 3, 4]) {
    const response = part(page, `Response ${number}`);
    await write(page, response.getByRole("textbox", { name: "Text" }), `Way number ${number}`);
  }
  for (const number of [1, 2, 3]) {
    const prompt = part(page, `Prompt ${number}`);
    await write(page, prompt.getByRole("textbox", { name: "Text" }), `Need number ${number}`);
    await pick(page, prompt.getByRole("combobox", { name: "Right response" }), number);
    await write(page, prompt.getByRole("textbox", { name: /^Why/ }), `Because of need ${number}.`);
  }
  await writeDetails(page);
  await expectWhole(page);
});

test("a case is written by keyboard alone: what its questions share, and each in its own type", async ({ page }) => {
  await begin(page, "Case with several questions");
  await write(page, field(page, "Title"), "The bakery on the corner");
  await write(page, field(page, "Scenario"), `${STEM}\n\n| day | loaves |\n| --- | -----: |\n| Monday | 120 |`);
  const numbered = (number: number): Locator => part(page, `Question ${number}`);
  const inside = (number: number, name: string): Locator => numbered(number).getByRole("group", { name, exact: true });
  const why = { name: /^Why/ };

  // One question goes and another comes in its place, of another type; the focus leads to what follows.
  await tabTo(page, numbered(2).getByRole("button", { name: "Remove Question 2" }));
  await page.keyboard.press("Enter");
  const add = page.getByRole("button", { name: "Add a question" });
  await expect(add).toBeFocused();
  await page.keyboard.press("Enter");
  const items = page.getByRole("menuitem");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("o");
  await expect(items.filter({ hasText: "Ordering" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(numbered(2).getByRole("textbox", { name: "Stem" })).toBeFocused();

  await page.keyboard.insertText("The owner has chosen a way and now sets it up for the first morning.");
  await write(page, numbered(2).getByRole("textbox", { name: "Question line" }), "In which order are the steps taken?");
  for (const number of [1, 2, 3, 4]) {
    const item = inside(2, `Item ${number}`);
    await write(page, item.getByRole("textbox", { name: "Text" }), `Take step ${number}`);
    await write(page, item.getByRole("textbox", why), `Because of need ${number}.`);
  }
  await tabTo(page, numbered(2).getByRole("button", { name: "Add a wrong order" }));
  await page.keyboard.press("Enter");
  const wrong = inside(2, "Wrong order 1");
  await pick(page, wrong.getByRole("combobox", { name: "Placed first" }), 2);
  await pick(page, wrong.getByRole("combobox", { name: "Placed later" }), 1);
  await choose(page, wrong.getByRole("combobox", { name: "Trap" }), "plain error");
  await write(page, wrong.getByRole("textbox", why), "The second rests on the first.");
  await writeDetails(page, numbered(2));

  await write(page, numbered(1).getByRole("textbox", { name: "Stem" }), "The owner asks which way suits the bakery.");
  await write(
    page,
    numbered(1).getByRole("textbox", { name: "Question line" }),
    "Which way costs least and is in time?",
  );
  for (const number of [1, 2, 3, 4]) {
    const option = inside(1, `Option ${number}`);
    if (number === 2) {
      await tabTo(page, option.getByRole("radio"));
      await page.keyboard.press("Space");
    }
    await write(page, option.getByRole("textbox", { name: "Text" }), `Run the forecast in way ${number}`);
    if (number !== 2) await choose(page, option.getByRole("combobox", { name: "Trap" }), "plain error");
    await write(page, option.getByRole("textbox", why), `Because of cost ${number}.`);
  }
  await writeDetails(page, numbered(1));

  // Both are shown under what they share, each in its turn.
  const shown = page.getByRole("region", { name: preview });
  await expect(shown).toContainText("The bakery on the corner");
  await expect(shown.getByRole("cell", { name: "120" })).toHaveCSS("text-align", "end");
  await tabTo(page, shown.getByRole("button", { name: "Question 2" }));
  await page.keyboard.press("Enter");
  await expect(shown).toContainText("In which order are the steps taken?");
  await expectWhole(page);
});

test("what is found in a field that is left does not push away what is being clicked", async ({ page }) => {
  await begin(page, "Multiple choice");
  const why = part(page, "Option 1").getByRole("textbox", { name: /^Why/ });
  await why.click();
  const right = part(page, "Option 2").getByRole("radio");
  await right.scrollIntoViewIfNeeded();
  const box = await right.boundingBox();
  if (box === null) throw new Error("the mark is nowhere");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await expect(why).not.toBeFocused();
  expect((await right.boundingBox())?.y).toBe(box.y);
  await page.mouse.up();
  await expect(right).toBeChecked();
  await expect(why).toHaveAccessibleDescription(/missing/);
});

test("of two who write the same draft, the second decides whose text goes on, and both texts are kept", async ({
  page,
  browser,
  baseURL,
}) => {
  const address = await begin(page, "Ordering");
  const other = await browser.newPage({ baseURL });
  await enterAs(other, "admin");
  await other.goto(address);
  await other.getByRole("textbox", { name: "Question line" }).fill("Theirs?");
  await expect(other.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await expect(other.getByRole("region", { name: preview })).toContainText("Theirs?");
  await field(page, "Question line").fill("Mine?");
  await page.getByRole("button", { name: "Keep mine as a new draft" }).click();
  await page.waitForURL((url) => url.href !== address);
  await expect(field(page, "Question line")).toHaveValue("Mine?");
  await page.goto(address);
  await expect(field(page, "Question line")).toHaveValue("Theirs?");
  await other.context().close();
});

test("a text that is too long is named beside its field and in the save's line, and nothing is lost", async ({
  page,
}) => {
  const address = await begin(page, "Ordering");
  await field(page, "Question line").fill("In which order?");
  const stem = field(page, "Stem");
  await stem.fill("x".repeat(8_123));
  const says = "The stem has 8,123 characters; 8,000 are the most that can be stored.";
  await expect(page.getByRole("alert").filter({ hasText: says })).toBeVisible();
  await expect(stem).toHaveAccessibleDescription(new RegExp(says));
  await page.reload();
  await expect(stem).toHaveValue("x".repeat(8_123));
  await expect(page.getByRole("alert").filter({ hasText: says })).toBeVisible();
  await stem.fill(STEM);
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await expect(page.getByText(says)).toHaveCount(0);
  await page.goto(address);
  await expect(stem).toHaveValue(STEM);
  await expect(field(page, "Question line")).toHaveValue("In which order?");
});

test("a save whose answer is lost is no conflict with oneself, here or after a reload", async ({ page }) => {
  const address = await begin(page, "Ordering");
  const line = field(page, "Question line");
  const saved = page.getByText(/^Saved \d\d:\d\d$/);
  // The server stores what is sent, and its answer goes nowhere.
  const loseAnswers = async (): Promise<void> => {
    await page.route("**/questions/drafts/*", async (route) => {
      if (route.request().method() === "POST") await route.fetch();
      await (route.request().method() === "POST" ? route.abort() : route.continue());
    });
  };
  await expect(saved).toBeVisible();
  await loseAnswers();
  await line.fill("One?");
  await expect(page.getByRole("alert").filter({ hasText: "no connection" })).toBeVisible();
  await line.fill("One and two?");
  await page.unrouteAll({ behavior: "wait" });
  await expect(saved).toBeVisible();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);

  await loseAnswers();
  await line.fill("Three?");
  await expect(page.getByRole("alert").filter({ hasText: "no connection" })).toBeVisible();
  await line.fill("Three and four?");
  await page.unrouteAll({ behavior: "wait" });
  await page.goto(address);
  await expect(line).toHaveValue("Three and four?");
  await expect(saved).toBeVisible();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.goto(address);
  await expect(line).toHaveValue("Three and four?");
});
