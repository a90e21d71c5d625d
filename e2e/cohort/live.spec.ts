import { expect, type Page, test } from "@playwright/test";
import { expectSound } from "../fixtures/axe";
import { makeCode, makeCohort } from "../fixtures/cohorts";
import {
  enterLive,
  firstOfStream,
  newMember,
  sendLiveAnswer,
  startLive,
  startLiveOf,
  takeLiveStep,
} from "../fixtures/live";
import { enterAs } from "../fixtures/people";
import { examSecrets, leaksIn, secretFieldsIn } from "../fixtures/secrets";

const phoneSays = (page: Page) => page.getByText("Your answer is in. Change it until the lead closes.");

/** Chooses an option by its place and sends it. */
async function answer(page: Page, place: number): Promise<void> {
  await page.getByRole("radio").nth(place).check();
  await page.getByRole("button", { name: /^Send/ }).click();
  await expect(phoneSays(page)).toBeVisible();
}

test("a question on the projector, answered on phones: counts, then key, traps and reasons", async ({
  page,
  browser,
  baseURL,
}) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "Live class");
  const invite = await makeCode(page);
  const first = await newMember(browser, baseURL, invite, true);
  const second = await newMember(browser, baseURL, invite, true);
  const phones = [first, second];
  const others: Page[] = [];
  for (let number = 0; number < 3; number += 1) others.push(await newMember(browser, baseURL, invite));
  const { sessionId, code } = await startLive(page, cohortId, 2);

  await test.step("people come in by the code, however it is typed", async () => {
    for (const learner of [...phones, ...others]) await enterLive(learner, code.toLowerCase());
    await expect(page.getByText("5 are here")).toBeVisible();
    await expect(first.getByRole("heading", { name: "You are in" })).toBeVisible();
  });

  await test.step("the question comes up everywhere; answers are counted, and may be changed", async () => {
    await page.keyboard.press("Space");
    await expect(page.getByText("0 of 5 answered")).toBeVisible();
    await answer(first, 0);
    await answer(second, 1);
    await expect(page.getByText("2 of 5 answered")).toBeVisible();
    await answer(second, 0);
    for (const other of others) expect(await sendLiveAnswer(other.request, sessionId, "o2")).toBe(200);
    await expect(page.getByText("5 of 5 answered")).toBeVisible();
    await second.reload();
    await expect(phoneSays(second)).toBeVisible();
  });

  await test.step("closed, all see how the room answered and their own; nothing is taken any more", async () => {
    await page.keyboard.press("ArrowRight");
    const room = page.getByRole("list", { name: "How the room answered" });
    await expect(room.getByRole("listitem").nth(0)).toContainText("40 % (2)");
    await expect(room.getByRole("listitem").nth(1)).toContainText("60 % (3)");
    // No colour says beforehand which one is right.
    const colourOf = (text: string) => room.getByText(text).evaluate((part) => getComputedStyle(part).color);
    const ink = await room
      .getByRole("paragraph")
      .first()
      .evaluate((part) => getComputedStyle(part).color);
    expect([await colourOf("40 %"), await colourOf("60 %")]).toEqual([ink, ink]);
    await expect(first.getByRole("listitem").filter({ hasText: "your answer" })).toContainText("40 % (2)");
    expect(await sendLiveAnswer(first.request, sessionId, "o3")).toBe(409);
    await expect(page.getByText("right answer")).toHaveCount(0);
  });

  await test.step("explained, the key, the traps and the reasons are there", async () => {
    await page.getByRole("button", { name: "Explain" }).click();
    await expect(page.getByText("right answer")).toHaveCount(1);
    await expect(page.getByText(/of 5 had it right\./)).toBeVisible();
    await expect(first.getByRole("region", { name: "Feedback" })).toBeVisible();
    await expect(first.getByText("1 source").or(first.getByText(/\d sources/))).toBeVisible();
  });

  await test.step("the next question comes up, and the end ends it for all", async () => {
    await page.getByRole("button", { name: "Next question" }).click();
    await expect(first.getByText("2 of 2")).toBeVisible();
    await expect(first.getByRole("button", { name: "Send answer" })).toBeVisible();
    await page.getByRole("button", { name: "End", exact: true }).click();
    for (const screen of [page, first, second])
      await expect(screen.getByRole("heading", { name: "The session has ended" })).toBeVisible();
    await first.goto("/live");
    await first.getByLabel("Code").fill(code);
    await first.getByRole("button", { name: "Go in" }).click();
    await expect(first.getByText("This code lets you in nowhere.", { exact: false })).toBeVisible();
  });
  for (const learner of [...phones, ...others]) await learner.context().close();
});

test("several answers, steps and pairs are asked too: the room sees what was put where, then what is right", async ({
  page,
  browser,
  baseURL,
}) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "All kinds");
  const invite = await makeCode(page);
  const phone = await newMember(browser, baseURL, invite, true);
  const others: Page[] = [];
  for (let number = 0; number < 4; number += 1) others.push(await newMember(browser, baseURL, invite));
  const kinds = ["several right answers", "steps to put in order", "pairs to match"];
  const { sessionId, code } = await startLiveOf(page, cohortId, kinds);
  for (const learner of [phone, ...others]) await enterLive(learner, code);
  const view = async () => (await page.request.get(`/api/v1/live/${sessionId}`)).json();
  const ids = (parts: readonly { id: string }[]): string[] => parts.map(({ id }) => id);
  /** A whole answer to whatever is asked, made of the first options. */
  const wholeAnswer = async (): Promise<unknown> => {
    const { question } = (await view()).question;
    if (question.type === "matching")
      return Object.fromEntries(ids(question.prompts).map((id, at) => [id, ids(question.options)[at]]));
    return ids(question.options).slice(0, question.choose ?? question.pick);
  };
  const room = page.getByRole("list", { name: "How the room answered" });
  await page.getByRole("button", { name: "Open the first question" }).click();
  for (const [place, kind] of kinds.entries()) {
    await test.step(kind, async () => {
      await expect(phone.getByText(`${place + 1} of 3`, { exact: true })).toBeVisible();
      await expect.poll(async () => (await view()).number).toBe(place + 1);
      const answer = await wholeAnswer();
      for (const learner of [phone, ...others])
        expect(await sendLiveAnswer(learner.request, sessionId, answer, place + 1)).toBe(200);
      await expect(page.getByText("5 of 5 answered")).toBeVisible();
      await page.getByRole("button", { name: "Close answering" }).click();
      await expect(room.getByText("100 %").first()).toBeVisible();
      await expect(page.getByText("right answer")).toHaveCount(0);
      await expect(phone.getByText("your answer").first()).toBeVisible();
      await expectSound(phone, "light");
      await page.getByRole("button", { name: "Explain" }).click();
      await expect(room.getByText("right answer").first()).toBeVisible();
      await expect(page.getByText(/of 5 had it right\./)).toBeVisible();
      await expect(phone.getByRole("region", { name: "Feedback" })).toBeVisible();
      await expectSound(page, "light");
      await page.getByRole("button", { name: place === 2 ? "End the session" : "Next question" }).click();
    });
  }
  for (const learner of [phone, ...others]) await learner.context().close();
});

test("a phone that lost the line catches up with what happened meanwhile", async ({ page, browser, baseURL }) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "Shaky line");
  const learner = await newMember(browser, baseURL, await makeCode(page), true);
  const { sessionId, code } = await startLive(page, cohortId);
  await enterLive(learner, code);
  await expect(learner.getByRole("heading", { name: "You are in" })).toBeVisible();
  await learner.context().setOffline(true);
  expect(await takeLiveStep(page.request, sessionId, "open")).toBe(200);
  await learner.context().setOffline(false);
  await expect(learner.getByRole("button", { name: "Send answer" })).toBeVisible();
  await answer(learner, 0);
  await learner.context().setOffline(true);
  expect(await takeLiveStep(page.request, sessionId, "close")).toBe(200);
  expect(await takeLiveStep(page.request, sessionId, "explain")).toBe(200);
  await learner.context().setOffline(false);
  await expect(learner.getByRole("region", { name: "Feedback" })).toBeVisible();
  await expect(learner.getByText("1 answer. How they fall on the options", { exact: false })).toBeVisible();
  await learner.context().close();
});

test("nothing that the server sends of a session tells a key, a reason or a trap before it is explained", async ({
  page,
  browser,
  baseURL,
}) => {
  const secrets = examSecrets();
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "No leaks");
  const learner = await newMember(browser, baseURL, await makeCode(page));
  const { sessionId, code } = await startLive(page, cohortId, 2);
  await enterLive(learner, code);
  const projector = `/cohorts/${cohortId}/live/${sessionId}`;
  /** Everything of a moment: page, payload of a navigation, plain reply and stream, to the learner and to the lead. */
  const all = async (): Promise<string[]> => {
    const texts: string[] = [];
    for (const [who, address] of [
      [learner, `/live/${sessionId}`],
      [page, projector],
    ] as const) {
      texts.push(await (await who.request.get(address)).text());
      texts.push(await (await who.request.get(address, { headers: { RSC: "1" } })).text());
      texts.push(await (await who.request.get(`/api/v1/live/${sessionId}`)).text());
      texts.push(await firstOfStream(who, sessionId));
    }
    return texts;
  };
  const expectNothing = async (state: string): Promise<void> => {
    for (const text of await all()) {
      expect(text, state).toContain(state);
      expect.soft(leaksIn(text, secrets), state).toEqual([]);
      expect.soft(secretFieldsIn(text), state).toEqual([]);
    }
  };
  const step = async (name: string) => expect(await takeLiveStep(page.request, sessionId, name)).toBe(200);

  await expectNothing("lobby");
  await step("open");
  expect(await sendLiveAnswer(learner.request, sessionId, "o1")).toBe(200);
  await expectNothing("open");
  await step("close");
  await expectNothing("closed");
  await step("explain");
  for (const text of await all()) {
    const found = leaksIn(text, secrets);
    expect(found.filter((leak) => leak.startsWith("why of")).length).toBeGreaterThan(2);
    expect(secretFieldsIn(text)).toContain("reasons");
  }
  await step("next");
  await expectNothing("open");
  await learner.context().close();
});
