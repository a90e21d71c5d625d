import { expect, type Page, test } from "@playwright/test";
import { attemptOnServer } from "../fixtures/attempts";
import { signIn, signUp } from "../fixtures/learners";
import { enterAsGuest } from "../fixtures/people";
import {
  answerByMouse,
  answerOnScreen,
  EXAMS,
  endExam,
  expectSaved,
  findQuestions,
  goToQuestion,
  navigatorButton,
  saveState,
  startExam,
  waitForRoom,
} from "../fixtures/room";

async function openRoom(page: Page, attemptId: string): Promise<void> {
  await page.goto(`/exam/${attemptId}`);
  await waitForRoom(page);
}

/** The conflict that the page asks about. */
const conflict = (page: Page, number: number) =>
  page.getByRole("alertdialog", { name: `Question ${number} has two answers` });

test("two tabs of one browser show the same work, also without a line, and the end of one ends the other calmly", async ({
  page,
  context,
}) => {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  const other = await context.newPage();
  await openRoom(other, attemptId);

  await test.step("an answer and a flag of one tab are there in the other at once", async () => {
    await answerByMouse(page);
    await page.getByRole("button", { name: "Flag for review", exact: true }).click();
    await expect(navigatorButton(other, 1, "answered, flagged")).toBeVisible();
    expect(await answerOnScreen(other)).toEqual(await answerOnScreen(page));
  });

  await test.step("the other builds on it without a conflict", async () => {
    await expectSaved(page, attemptId, 1);
    await answerByMouse(other, 1);
    await expectSaved(other, attemptId, 1);
    await expect.poll(() => answerOnScreen(page)).toEqual(await answerOnScreen(other));
    for (const tab of [page, other]) await expect(tab.getByRole("alertdialog")).toHaveCount(0);
  });

  await test.step("without a line they still agree, and both say what is unsent", async () => {
    await context.setOffline(true);
    await goToQuestion(page, 2);
    await answerByMouse(page, 1);
    await expect(navigatorButton(other, 2, "answered")).toBeVisible();
    await goToQuestion(other, 2);
    expect(await answerOnScreen(other)).toEqual(await answerOnScreen(page));
    await expect(saveState(other, /^Offline: kept on this device, \d to send$/)).toBeVisible();
    await context.setOffline(false);
    await expectSaved(page, attemptId, 2);
    await expect(saveState(page, /^Saved /)).toBeVisible();
    await expect(saveState(other, /^Saved /)).toBeVisible();
  });

  await test.step("ending it in one tab ends the other, with the way to the result", async () => {
    await endExam(page);
    await expect(other.getByRole("heading", { name: "The exam is over" })).toBeFocused();
    await expect(other.getByText("Your answers are on the server.")).toBeVisible();
    await expect(other.getByRole("radio").or(other.getByRole("checkbox"))).toHaveCount(0);
    await other.getByRole("link", { name: "See the result" }).click();
    await expect(other).toHaveURL(`/attempts/${attemptId}`);
  });
});

test("two devices with different answers to a question: the learner decides, and neither is lost silently", async ({
  page,
  browser,
}) => {
  const learner = await signUp(page, "Konrad");
  const attemptId = await startExam(page, EXAMS.domain);
  // One press answers these in full, so that each press is one answer.
  const [contested = 0, agreed = 0, late = 0] = await findQuestions(page, "multiple-choice", 3);
  const device = await browser.newContext();
  const stale = await device.newPage();
  await signIn(stale, learner);
  await openRoom(stale, attemptId);
  for (const each of [page, stale]) await goToQuestion(each, contested);

  // A room that is looked at asks now and then by itself: without a line it cannot hear of the other's answer.
  await device.setOffline(true);
  await answerByMouse(page);
  await expectSaved(page, attemptId, contested);
  const first = await answerOnScreen(page);

  await test.step("the device that did not know is asked, with both answers in words", async () => {
    await answerByMouse(stale, 1);
    await device.setOffline(false);
    const dialog = conflict(stale, contested);
    await expect(dialog.getByRole("heading", { name: /^The other, saved \d\d:\d\d:\d\d$/ })).toBeVisible();
    await expect(dialog.getByRole("heading", { name: "Mine, here" })).toBeVisible();
    const [theirs, mine] = await dialog.getByRole("list").allInnerTexts();
    expect(await page.getByRole("radio", { checked: true }).getAttribute("value")).toBe(first.answer);
    await expect(page.getByRole("radio", { name: theirs, exact: true })).toBeChecked();
    await stale.keyboard.press("Escape");
    await expect(dialog).toBeVisible();
    expect(mine).not.toBe(theirs);
    expect((await attemptOnServer(page, attemptId)).items[contested - 1]?.state.answer).toEqual(first.answer);
  });

  await test.step("keeping mine makes it the answer", async () => {
    await page.context().setOffline(true);
    await conflict(stale, contested).getByRole("button", { name: "Keep mine" }).click();
    await expect(conflict(stale, contested)).toHaveCount(0);
    expect((await answerOnScreen(stale)).answer).not.toEqual(first.answer);
    await expectSaved(stale, attemptId, contested);
  });
  const kept = await answerOnScreen(stale);

  await test.step("keeping the other takes it over here", async () => {
    await answerByMouse(page, 2);
    await page.context().setOffline(false);
    await conflict(page, contested).getByRole("button", { name: "Keep the other" }).click();
    await expect(conflict(page, contested)).toHaveCount(0);
    await expect.poll(() => answerOnScreen(page)).toEqual(kept);
    await expectSaved(page, attemptId, contested);
  });

  await test.step("the same answer on both is no conflict", async () => {
    for (const each of [page, stale]) {
      await goToQuestion(each, agreed);
      await answerByMouse(each, 1);
      await expectSaved(each, attemptId, agreed);
      await expect(saveState(each, /^Saved /)).toBeVisible();
      await expect(each.getByRole("alertdialog")).toHaveCount(0);
    }
  });

  await test.step("what a device answers after the end on the other does not count, and it says so", async () => {
    await goToQuestion(stale, late);
    // Without a line, so that it cannot hear of the end before it answers.
    await device.setOffline(true);
    await endExam(page);
    await answerByMouse(stale);
    await device.setOffline(false);
    await expect(stale.getByRole("heading", { name: "The exam is over" })).toBeVisible();
    await expect(stale.getByText(/^1 answer arrived after the end and does not count/)).toBeVisible();
  });

  await test.step("the review shows every answer, and which were not taken", async () => {
    await page.getByRole("link", { name: "Review the questions" }).first().click();
    const of = (number: number) => page.getByRole("article", { name: `Question ${number}`, exact: true });
    await of(contested).getByText("Your path").click();
    await expect(of(contested).getByText("from another tab, not taken")).toHaveCount(2);
    await of(late).getByText("Your path").click();
    await expect(of(late).getByText("late, not counted")).toHaveCount(1);
    await expect(of(late).getByRole("heading", { name: "Not answered" })).toBeVisible();
  });
  await device.close();
});
