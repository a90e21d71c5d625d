import { type Browser, expect, type Page, test } from "@playwright/test";
import { answerWrong, type BankQuestion, questionOnScreen, reasonsOf } from "../fixtures/bank";
import { HANDED_IN, handInChanged, isDraw } from "../fixtures/drafts";
import { enterAs, enterAsGuest } from "../fixtures/people";
import { EXAMS, goToQuestion, startExam } from "../fixtures/room";

const SENTENCE = "The team has written this down in a note of its own.";

/** Whether the rules let the stem take a sentence more: they bound its words. */
const hasRoom = ({ stem, ask }: BankQuestion): boolean => `${stem} ${ask}`.split(/\s+/).length <= 110;

/** A choice question of the running exam that somebody wrote, and where it stands; null where the exam drew none. */
async function writtenChoice(page: Page): Promise<{ number: number; question: BankQuestion } | null> {
  for (const number of [1, 2, 3, 4, 5, 6]) {
    await goToQuestion(page, number);
    const question = await questionOnScreen(page);
    const isChoice = question.type === "multiple-choice" || question.type === "multiple-response";
    if (!isChoice || question.id === HANDED_IN || !hasRoom(question)) continue;
    // One of a case is written and reviewed with its whole case.
    if ((await page.getByText("Case · question").count()) > 0) continue;
    if (!(await isDraw(question.id))) return { number, question };
  }
  return null;
}

/** A guest in an exam with such a question. */
async function examWithChoice(browser: Browser, baseURL: string | undefined) {
  for (let tries = 0; tries < 8; tries += 1) {
    const learner = await browser.newPage({ baseURL });
    await enterAsGuest(learner);
    await startExam(learner, EXAMS.types);
    const found = await writtenChoice(learner);
    if (found !== null) return { learner, ...found };
    await learner.context().close();
  }
  throw new Error("no exam drew a written choice question with room in its stem");
}

test("a question is reviewed blind and published while an exam with it runs, which keeps what it had", async ({
  page,
  browser,
  baseURL,
}) => {
  const { learner, number, question } = await examWithChoice(browser, baseURL);
  const draftId = await handInChanged(question.id, SENTENCE);

  await enterAs(page, "instructor");
  await page.goto("/questions/review");
  await expect(page.getByRole("navigation", { name: "Question bank" })).toContainText(/To review\s*\d/);
  const address = `/questions/drafts/${draftId}/review`;
  const forms: Record<string, string>[] = [{}, { rsc: "1" }];
  const sent = await Promise.all(forms.map(async (headers) => (await page.request.get(address, { headers })).text()));
  for (const body of sent) {
    for (const why of reasonsOf(question)) expect(body.includes(why.slice(0, 40)), "a rationale was sent").toBe(false);
    expect(body).not.toMatch(/\\?"(key|why|trap|authored)\\?":/);
  }

  await page.getByRole("link", { name: question.id }).click();

  // Wrong on purpose: the key must be defended.
  await page.getByRole("button", { name: "Go on to the traps" }).click();
  await expect(page.getByText("Not complete yet")).toBeVisible();
  await answerWrong(page, question);
  await page.getByRole("button", { name: "Go on to the traps" }).click();
  await page.getByRole("combobox").first().selectOption("plain-error");
  await page.getByRole("button", { name: "Keep my solution and show the key" }).click();
  await expect(page.getByText("Your answer differs from the key")).toBeVisible();
  await expect(page.locator("ins", { hasText: SENTENCE })).toBeVisible();
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Your solution was another than the key. Say why")).toBeVisible();
  await page.getByLabel("Why the key stands").fill("I overlooked a word of the stem.");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Published. New sittings take the new version")).toBeVisible();

  await page.goto(`/questions/${question.id}/history`);
  await expect(page.getByText(/published version \d+, written by/)).toBeVisible();
  await expect(page.getByText("I overlooked a word of the stem.")).toBeVisible();
  await expect(page.locator("ins", { hasText: SENTENCE })).toBeVisible();
  await expect(page.getByRole("button", { name: "Restore version 1 as a draft" })).toBeVisible();

  await learner.reload();
  await goToQuestion(learner, number);
  await expect(learner.getByRole("main")).not.toContainText(SENTENCE);
  await page.goto(`/questions/${question.id}`);
  await expect(page.getByRole("main")).toContainText(SENTENCE);
});
