import { expect, type Page, test } from "@playwright/test";
import { z } from "zod";
import type { Room } from "@/lib/core/attempt/room";
import { openRoom } from "@/lib/core/attempt/sent-room";
import {
  answerAll,
  answerDiagnosis,
  checkBody,
  checkSomehow,
  finish,
  startDiagnosis,
  startPractice,
  syncOf,
} from "../fixtures/attempt-api";
import { enterAsGuest } from "../fixtures/people";
import { answerByMouse, EXAMS, goToQuestion, startExam, waitForRoom } from "../fixtures/room";
import { examSecrets, leaksIn, secretFieldsIn } from "../fixtures/secrets";

// Every reply goes through the test; a worker's requests would not.
test.use({ serviceWorkers: "block" });

const SECRETS = examSecrets();

type Reply = { address: string; kind: "data" | "code"; body: string };

/**
 * Collects what the server sends for a room from now on: pages, payloads, replies and scripts; of the page where it is
 * chosen only what comes of the choice, since that page tells lessons and more on purpose.
 */
async function collect(page: Page, pages: RegExp, chooser: string): Promise<Reply[]> {
  const replies: Reply[] = [];
  const wanted = ({ pathname }: URL) =>
    (pages.test(pathname) || /^\/(api|_next\/static)\//.test(pathname)) && !/\.(css|woff2)$/.test(pathname);
  await page.route(wanted, async (route) => {
    const response = await route.fetch({ maxRetries: 3 });
    const { pathname } = new URL(response.url());
    const payload = route.request().headers().rsc === undefined ? "" : ", payload";
    const address = `${route.request().method()} ${response.status()} ${pathname}${payload}`;
    const ofChooser = pathname === chooser && route.request().method() === "GET";
    const kind = pathname.endsWith(".js") ? "code" : "data";
    if (!ofChooser) replies.push({ address, kind, body: await response.text() });
    await route.fulfill({ response });
  });
  return replies;
}

/** Ids of the page's frame. */
const NOT_OF_QUESTIONS = new Set<string>(["_R_", "main"]);

/** Ids that are neither tokens of options and prompts nor random. */
function strangeIds(replies: readonly Reply[]): string[] {
  const ids = new Set(
    replies
      .filter(({ kind }) => kind === "data")
      .flatMap(({ body }) => [...body.replace(/\\+"/g, '"').matchAll(/"id":"([^"]*)"/g)].map(([, id]) => id ?? "")),
  );
  return [...ids].filter((id) => !/^([op]\d+|[0-9a-f-]{36})$/.test(id) && !NOT_OF_QUESTIONS.has(id));
}

function expectNoSecrets(replies: readonly Reply[]): void {
  for (const { address, kind, body } of replies) {
    // In code the name of a field says nothing, and short quoted words are its own.
    const known = kind === "code" ? SECRETS.filter((secret) => secret.kind !== "id") : SECRETS;
    expect.soft(leaksIn(body, known), address).toEqual([]);
    if (kind === "data") expect.soft(secretFieldsIn(body), address).toEqual([]);
  }
}

test("the scan knows the packs, and finds key and reasons where they may be: in the review of an ended exam", async ({
  page,
}) => {
  const count = (what: string) => SECRETS.filter((secret) => secret.what.startsWith(what)).length;
  expect(count("why of")).toBeGreaterThan(200);
  expect(count("question id")).toBeGreaterThan(70);
  expect(count("trap id")).toBeGreaterThan(20);
  expect(count("fact ")).toBeGreaterThan(100);

  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  await answerAll(page.request, attemptId);
  await finish(page.request, attemptId);
  const review = await (await page.request.get(`/attempts/${attemptId}/review`)).text();
  const found = leaksIn(review, SECRETS);
  for (const what of ["why of", "name of trap", "fact "]) {
    expect(found.filter((leak) => leak.startsWith(what)).length, what).toBeGreaterThan(2);
  }
  const feedback = { kind: "data", address: "made up", body: '{"counterCue":false,"key":"o1"}' } as const;
  expect(secretFieldsIn(feedback.body)).toEqual(["counterCue"]);
});

test("nothing that the server sends for a running exam tells a key, a reason, a trap or a question's id", async ({
  page,
}) => {
  await enterAsGuest(page);
  const got = await collect(page, /^\/exams?(\/|$)/, "/exams");
  const attemptId = await startExam(page, EXAMS.types);
  await test.step("answers, flags and the summary", async () => {
    for (let number = 1; number <= 6; number += 1) {
      await goToQuestion(page, number);
      await answerByMouse(page);
    }
    await page.getByRole("button", { name: "Flag for review", exact: true }).click();
    await page.getByRole("button", { name: "Review all", exact: true }).click();
    await expect
      .poll(async () => (await syncOf(page.request, attemptId)).items.every(({ state }) => state.answer !== null))
      .toBe(true);
  });
  await test.step("the page by a full load, its payload by a client navigation, and how it stands", async () => {
    await page.reload();
    await waitForRoom(page);
    await page.goto("/home");
    await page.getByRole("link", { name: "Go on with it" }).click();
    await waitForRoom(page);
    await page.evaluate(async (id) => (await fetch(`/api/v1/attempts/${id}`)).text(), attemptId);
  });

  const addresses = got.map(({ address }) => address);
  expect(addresses).toContain("POST 200 /exams");
  expect(addresses).toContain(`GET 200 /exam/${attemptId}`);
  expect(addresses).toContain(`GET 200 /exam/${attemptId}, payload`);
  expect(addresses).toContain(`GET 200 /api/v1/attempts/${attemptId}`);
  expect(addresses).toContain(`PUT 200 /api/v1/attempts/${attemptId}/events`);
  expect(got.filter(({ kind }) => kind === "code").length).toBeGreaterThan(5);
  expect(strangeIds(got), "options and prompts go by tokens").toEqual([]);
  expectNoSecrets(got);
});

test("nothing that the server sends for a running diagnosis tells a key, a reason, a trap or what was right", async ({
  page,
}) => {
  await enterAsGuest(page);
  const got = await collect(page, /^\/(practice|diagnose)(\/|$)/, "/practice");
  const attemptId = await startDiagnosis(page);
  const heading = (number: number) => page.getByRole("heading", { name: `Question ${number}, at most 15` });
  for (let number = 1; number <= 4; number += 1) {
    await expect(heading(number)).toBeVisible();
    await answerByMouse(page, number);
    await page.getByRole("button", { name: "Answer and go on" }).click();
  }
  await test.step("the page by a full load, its payload by a client navigation, and how it stands", async () => {
    await expect(heading(5)).toBeVisible();
    await page.reload();
    await expect(heading(5)).toBeVisible();
    await page.goto("/practice");
    await page.getByRole("link", { name: "Go on", exact: true }).click();
    await expect(heading(5)).toBeVisible();
    await page.evaluate(async (id) => (await fetch(`/api/v1/attempts/${id}`)).text(), attemptId);
  });
  await answerDiagnosis(page.request, attemptId, 3).then((replies) =>
    got.push(...replies.map((body) => ({ address: "next", kind: "data" as const, body }))),
  );

  const addresses = got.map(({ address }) => address);
  expect(addresses).toContain(`GET 200 /diagnose/${attemptId}`);
  expect(addresses).toContain(`GET 200 /diagnose/${attemptId}, payload`);
  expect(addresses).toContain(`GET 200 /api/v1/attempts/${attemptId}`);
  expect(addresses.filter((address) => /^POST 200 \/api\/v1\/.*\/next$/.test(address))).toHaveLength(4);
  expect(strangeIds(got), "options and prompts go by tokens").toEqual([]);
  expectNoSecrets(got);

  await test.step("nor do the result, the review or a check, until it ends", async () => {
    const [room, result] = [`/diagnose/${attemptId}`, `/attempts/${attemptId}`];
    for (const [address, to] of [
      [result, room],
      [`/practice/${attemptId}`, room],
      [`/exam/${attemptId}`, room],
      [`${result}/review`, result],
    ] as const) {
      const reply = await page.request.get(address, { maxRedirects: 0 });
      expect([reply.status(), reply.headers().location], address).toEqual([307, to]);
      expect(leaksIn(await reply.text(), SECRETS), address).toEqual([]);
    }
    for (const { id } of (await syncOf(page.request, attemptId)).items) {
      const { status, body } = await checkSomehow(page.request, attemptId, id);
      expect({ status, body }).toEqual({
        status: 404,
        body: '{"code":"missing","message":"There is no such attempt."}',
      });
    }
  });
  await test.step("and then they tell", async () => {
    await answerDiagnosis(page.request, attemptId);
    const review = await (await page.request.get(`/attempts/${attemptId}/review`)).text();
    expect(leaksIn(review, SECRETS).filter((leak) => leak.startsWith("why of")).length).toBeGreaterThan(2);
  });
});

test("result and review of a running exam lead back into it, with nothing of either", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  await answerAll(page.request, attemptId);
  const [exam, result] = [`/exam/${attemptId}`, `/attempts/${attemptId}`];
  for (const [address, to] of [
    [result, exam],
    [`/practice/${attemptId}`, exam],
    [`${result}/review`, result],
    [`${result}/review?show=wrong`, result],
  ] as const) {
    const redirect = await page.request.get(address, { maxRedirects: 0 });
    expect([redirect.status(), redirect.headers().location], address).toEqual([307, to]);
    const payload = await page.request.get(address, { headers: { RSC: "1" } });
    const prefetch = await page.request.get(address, { headers: { RSC: "1", "Next-Router-Prefetch": "1" } });
    for (const reply of [redirect, payload, prefetch]) {
      const body = await reply.text();
      expect(leaksIn(body, SECRETS), address).toEqual([]);
      expect(secretFieldsIn(body), address).toEqual([]);
    }
    await page.goto(address);
    await expect(page).toHaveURL(exam);
  }
});

test("the check that practice has gives nothing on an exam, neither while it runs nor after", async ({ page }) => {
  await enterAsGuest(page);
  const attemptId = await startExam(page, EXAMS.types);
  const { items } = await syncOf(page.request, attemptId);
  const check = async () =>
    Promise.all(
      items.map(async ({ id }) => {
        const address = `/api/v1/attempts/${attemptId}/items/${id}/check`;
        const reply = await page.request.post(address, { data: checkBody("o1") });
        return { status: reply.status(), body: await reply.text() };
      }),
    );
  const nothing = { status: 404, body: '{"code":"missing","message":"There is no such attempt."}' };
  expect(await check()).toEqual(items.map(() => nothing));
  await finish(page.request, attemptId);
  expect(await check()).toEqual(items.map(() => nothing));
});

test("practice that was begun before the exam gives no feedback on the exam's questions until it is over", async ({
  page,
}) => {
  await enterAsGuest(page);
  // All ordering and matching questions of the lesson: the exam has one of each.
  const practice = await startPractice(page, 20, ["Ordering", "Matching"], ["3.1"]);
  const { items } = await syncOf(page.request, practice);
  const exam = await startExam(page, EXAMS.few);
  const checkAll = async () => {
    const replies = [];
    for (const { id } of items) replies.push({ id, ...(await checkSomehow(page.request, practice, id)) });
    return replies;
  };
  const refused = (await checkAll()).filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThanOrEqual(2);
  for (const { status, body } of refused) {
    expect(status).toBe(409);
    expect(JSON.parse(body)).toMatchObject({ code: "under-exam" });
    expect(leaksIn(body, SECRETS)).toEqual([]);
  }
  await test.step("the practice page shows no feedback on them either", async () => {
    const shown = (await (await page.request.get(`/practice/${practice}`)).text()).replace(/\\+"/g, '"');
    for (const { id } of refused) expect(shown).not.toContain(`"${id}":{"outcome"`);
    expect(shown).toContain(':{"outcome":"');
  });
  await finish(page.request, exam);
  expect((await checkAll()).map(({ status }) => status)).toEqual(items.map(() => 200));
});

/** The room that the page of an exam carries, out of what the framework sends along with the HTML. */
function roomIn(html: string): Room {
  const along = [...html.matchAll(/self\.__next_f\.push\(\[1,("(?:[^"\\]|\\.)*")\]\)/g)]
    .map(([, text]) => z.string().parse(JSON.parse(text ?? "")))
    .join("");
  const found = /T([0-9a-f]+),(?=\{"head":)/.exec(along);
  if (found === null) throw new Error("the page carries no room");
  const rest = Buffer.from(along.slice(found.index + found[0].length));
  return openRoom(rest.subarray(0, Number.parseInt(found[1] ?? "", 16)).toString());
}

/** How a stem begins, whether it is Markdown or as it is shown. */
const beginning = (stem: string): string => stem.replace(/[*`]/g, "").slice(0, 35);

test("practice and drill that are begun during an exam have none of its questions", async ({ page }) => {
  await enterAsGuest(page);
  const exam = await startExam(page, EXAMS.types);
  const stemsAt = async (address: string) => {
    const body = (await (await page.request.get(address)).text()).replace(/\\+"/g, '"');
    return [...body.matchAll(/"stem":"([^"]{50})/g)].map(([, stem]) => beginning(stem ?? ""));
  };
  const { items } = roomIn(await (await page.request.get(`/exam/${exam}`)).text());
  const examStems = items.map(({ question }) => beginning(question.stem));
  expect(examStems).toHaveLength(6);
  const practice = await startPractice(page, 20, ["Ordering", "Matching"]);
  const practiceStems = await stemsAt(`/practice/${practice}`);
  expect(practiceStems.length).toBeGreaterThan(4);
  expect(practiceStems.filter((stem) => examStems.includes(stem))).toEqual([]);

  await page.goto("/learn/traps/forcing-real-time");
  await page.getByRole("button", { name: /^Drill: / }).click();
  await page.waitForURL(/\/practice\//);
  const drillStems = await stemsAt(page.url());
  expect(drillStems.length).toBeGreaterThan(2);
  expect(drillStems.filter((stem) => examStems.includes(stem))).toEqual([]);
});
