import { readFileSync } from "node:fs";
import { type APIRequestContext, expect } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { COMPLETE, compareRoutes, routesOnDisk } from "../fixtures/app-tree";
import {
  answerAll,
  checkBody,
  checkSomehow,
  eventsOf,
  finish,
  sendChanges,
  startDiagnosis,
  startPractice,
  syncOf,
} from "../fixtures/attempt-api";
import { makeCode, makeCohort } from "../fixtures/cohorts";
import { enterLive, firstOfStream, newMember, sendLiveAnswer, startLive, takeLiveStep } from "../fixtures/live";
import { enterAs, enterAsGuest } from "../fixtures/people";
import { EXAMS, startExam } from "../fixtures/room";
import { test as base, type Person } from "../fixtures/world";

/** Everybody but the owner; no role may look at another one's attempts. */
const STRANGERS = ["newcomer", "learner", "instructor", "lead", "admin"] as const satisfies readonly Person[];
type Asker = (typeof STRANGERS)[number] | "nobody";
const ASKERS: readonly Asker[] = [...STRANGERS, "nobody"];

/** One person's attempts, which the others are after. `spare` is the one that its owner may end. */
type Victim = {
  request: APIRequestContext;
  attempts: { exam: string; practice: string; diagnosis: string; finished: string; spare: string };
  /** An item of each that runs. */
  examItem: string;
  practiceItem: string;
  diagnosisItem: string;
};
type Which = keyof Victim["attempts"];

type Fixtures = { victim: Victim; as: (person: Asker) => APIRequestContext };

const test = base.extend<object, Fixtures>({
  victim: [
    async ({ browser }, use, worker) => {
      const page = await browser.newPage({ baseURL: worker.project.use.baseURL });
      await enterAsGuest(page);
      const finished = await startExam(page, EXAMS.types);
      await answerAll(page.request, finished);
      await finish(page.request, finished);
      const practice = await startPractice(page, 5);
      const spare = await startPractice(page, 5);
      const diagnosis = await startDiagnosis(page);
      const exam = await startExam(page, EXAMS.types);
      // The page stays open, for its context would close with it, but no room runs in it any more.
      await page.goto("about:blank");
      const request = page.context().request;
      const firstItem = async (id: string) => (await syncOf(request, id)).items[0]?.id ?? "";
      await use({
        request,
        attempts: { exam, practice, diagnosis, finished, spare },
        examItem: await firstItem(exam),
        practiceItem: await firstItem(practice),
        diagnosisItem: await firstItem(diagnosis),
      });
      await page.context().close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  as: [
    async ({ playwright, world }, use, worker) => {
      const requests = new Map<Asker, APIRequestContext>();
      for (const person of ASKERS) {
        const storageState = { cookies: await world.cookiesOf(person), origins: [] };
        const { baseURL } = worker.project.use;
        requests.set(person, await playwright.request.newContext({ baseURL, storageState }));
      }
      await use((person) => {
        const request = requests.get(person);
        if (request === undefined) throw new Error(`nobody is ${person}`);
        return request;
      });
      for (const request of requests.values()) await request.dispose();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

type Asked = {
  method: string;
  address: (attemptId: string) => string;
  data?: unknown;
  headers?: Record<string, string>;
};

/** All texts in a payload of the framework, which orders its rows and makes a key for the page's head anew each time. */
const wordsOf = (payload: string): string =>
  [...new Set(payload.match(/"(?:[^"\\]|\\.)*"/g))]
    .filter((text) => !text.startsWith('"$') && !/^"[\w-]{21}[mv]"$/.test(text))
    .sort()
    .join("\n");

/** What comes back for an attempt, with the attempt's id taken out: the rest has to be the same for any id. */
async function replyTo(request: APIRequestContext, { method, address, data, headers }: Asked, attemptId: string) {
  const reply = await request.fetch(address(attemptId), {
    method,
    maxRedirects: headers === undefined ? 0 : 20,
    ...(data === undefined ? {} : { data }),
    ...(headers === undefined ? {} : { headers }),
  });
  // Each reply has a nonce of its own, wherever its scripts stand.
  const nonce = /'nonce-([^']+)'/.exec(reply.headers()["content-security-policy"] ?? "")?.[1] ?? "no nonce";
  const plain = (text: string) => text.replaceAll(attemptId, "ID").replaceAll(nonce, "NONCE");
  const body = plain(await reply.text());
  const isFlight = reply.headers()["content-type"]?.startsWith("text/x-component") ?? false;
  return {
    status: reply.status(),
    location: plain(reply.headers().location ?? ""),
    body: isFlight ? wordsOf(body) : body,
  };
}

/** That somebody learns nothing from asking: another's attempt answers as one that never was. */
async function expectAsMissing(
  request: APIRequestContext,
  asked: Asked,
  attemptId: string,
  status: number,
  who: string,
) {
  const foreign = await replyTo(request, asked, attemptId);
  expect(foreign.status, `${asked.method} ${asked.address("ID")} for ${who}`).toBe(status);
  expect(foreign, `as missing for ${who}`).toEqual(await replyTo(request, asked, crypto.randomUUID()));
}

/** All that the owner is told of the attempts, but for the time. */
async function standing({ request, attempts }: Victim): Promise<unknown[]> {
  return Promise.all(
    Object.values(attempts).map(async (id) => {
      const reply = await request.get(`/api/v1/attempts/${id}`);
      expect(reply.status(), "the owner reads the attempt").toBe(200);
      return { ...(await reply.json()), serverNow: 0 };
    }),
  );
}

type ApiRow = {
  /** As the folders below `app` say it, after the method. */
  route: string;
  method: "GET" | "PUT" | "POST";
  /** Whose turn it is when the owner asks. */
  attempt: Which;
  address: (victim: Victim) => (attemptId: string) => string;
  /** A body that the owner may send, so that nothing but the ownership refuses it. */
  data?: (victim: Victim) => unknown;
  ownerCan: (victim: Victim) => Promise<void>;
};

const API: readonly ApiRow[] = [
  {
    route: "/api/v1/attempts/[attemptId]",
    method: "GET",
    attempt: "exam",
    address: () => (id) => `/api/v1/attempts/${id}`,
    ownerCan: async ({ request, attempts }) => {
      expect((await syncOf(request, attempts.exam)).phase).toBe("running");
    },
  },
  {
    route: "/api/v1/attempts/[attemptId]/events",
    method: "PUT",
    attempt: "exam",
    address: () => (id) => `/api/v1/attempts/${id}/events`,
    data: ({ examItem }) => ({ events: eventsOf([{ itemId: examItem, kind: "flag", value: true }]) }),
    ownerCan: async ({ request, attempts, examItem }) => {
      const acks = await sendChanges(request, attempts.exam, [{ itemId: examItem, kind: "flag", value: true }]);
      expect(acks).toEqual([expect.objectContaining({ itemId: examItem, outcome: "stored" })]);
    },
  },
  {
    route: "/api/v1/attempts/[attemptId]/finish",
    method: "POST",
    attempt: "spare",
    address: () => (id) => `/api/v1/attempts/${id}/finish`,
    data: () => ({}),
    ownerCan: async ({ request, attempts }) => {
      await finish(request, attempts.spare);
      expect((await syncOf(request, attempts.spare)).phase).toBe("finished");
    },
  },
  {
    route: "/api/v1/attempts/[attemptId]/items/[itemId]/check",
    method: "POST",
    attempt: "practice",
    address:
      ({ practiceItem }) =>
      (id) =>
        `/api/v1/attempts/${id}/items/${practiceItem}/check`,
    data: () => checkBody("o1"),
    ownerCan: async ({ request, attempts }) => {
      // A question that stands in the running exam too is not checked; the practice has others.
      const { items } = await syncOf(request, attempts.practice);
      const statuses = [];
      for (const { id } of items) statuses.push((await checkSomehow(request, attempts.practice, id)).status);
      expect(statuses).toContain(200);
    },
  },
  {
    route: "/api/v1/attempts/[attemptId]/items/[itemId]/next",
    method: "POST",
    attempt: "diagnosis",
    address:
      ({ diagnosisItem }) =>
      (id) =>
        `/api/v1/attempts/${id}/items/${diagnosisItem}/next`,
    data: () => checkBody("o1"),
    ownerCan: async ({ request, attempts, diagnosisItem }) => {
      const { status, body } = await checkSomehow(request, attempts.diagnosis, diagnosisItem, "next");
      expect({ status, body }).toMatchObject({ status: 200, body: expect.stringContaining('"number":2') });
    },
  },
];

/** Routes that take no id, for those who read or write the bank. */
const BANK_API = ["POST /api/v1/imports", "GET /api/v1/exports"];

test("the bank comes and goes for those who may alone; nobody else is told that it does", async ({ as }) => {
  const multipart = { format: "", file: { name: "x.txt", mimeType: "text/plain", buffer: Buffer.from("?") } };
  for (const person of ASKERS) {
    const may = person === "instructor" || person === "admin";
    const refused = person === "nobody" ? 401 : 404;
    const sent = await as(person).post("/api/v1/imports", { multipart });
    expect(sent.status(), `import by ${person}`).toBe(may ? 422 : refused);
    const got = await as(person).get("/api/v1/exports?format=csv");
    expect(got.status(), `export by ${person}`).toBe(may ? 200 : refused);
  }
});

/** Routes for whoever knows a secret address: e2e/cohort/assignments.spec.ts asks them with a wrong one. */
const SECRET_API = ["GET /api/v1/calendar/[token]"];

/** Routes of a cohort, for its leads. */
const COHORT_API = [
  "POST /api/v1/cohorts/[cohortId]/roster",
  "POST /api/v1/cohorts/[cohortId]/course-roster",
  "GET /api/v1/cohorts/[cohortId]/export",
];

test("the roster of a course is read for the leads of its cohort alone", async ({ page, as }) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "Of no course");
  for (const person of ASKERS) {
    const reply = await as(person).post(`/api/v1/cohorts/${cohortId}/course-roster`, { data: {} });
    expect(reply.status(), person).toBe(person === "nobody" ? 401 : person === "lead" ? 409 : 404);
  }
});

test("a roster is read, and an export made, for the leads of its cohort alone; for all others the cohort is as missing", async ({
  page,
  as,
}) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "Not yours");
  const data = { text: "name,email\nAda,ada@example.org", days: 7, make: false };
  for (const person of ASKERS) {
    const refused = person === "nobody" ? 401 : 404;
    const reply = await as(person).post(`/api/v1/cohorts/${cohortId}/roster`, { data });
    expect(reply.status(), person).toBe(person === "lead" ? 200 : refused);
  }
  for (const person of ASKERS) {
    const refused = person === "nobody" ? 401 : 404;
    for (const asked of ["what=gradebook", "what=gradebook&format=xlsx"]) {
      const reply = await as(person).get(`/api/v1/cohorts/${cohortId}/export?${asked}`);
      expect(reply.status(), `${person} exports ${asked}`).toBe(person === "lead" ? 200 : refused);
    }
  }
  for (const asked of ["what=all", "what=roster&format=ods", "what=roster&what=traps", "what=roster&more=1"]) {
    expect((await page.request.get(`/api/v1/cohorts/${cohortId}/export?${asked}`)).status(), asked).toBe(404);
  }
  const none = await page.request.post("/api/v1/cohorts/none/roster", { data });
  expect(none.status(), "no such cohort").toBe(404);
});

test("reports of a cohort and of a learner in it are as missing for all but its leads, and one's own for all others", async ({
  page,
  as,
  browser,
  baseURL,
}) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "Not your report");
  const member = await newMember(browser, baseURL, await makeCode(page));
  await page.goto(`/cohorts/${cohortId}/board`);
  const link = page.getByRole("region", { name: "Roster" }).getByRole("link").first();
  const userId = (await link.getAttribute("href"))?.split("/").at(-1) ?? "";
  const ofCohort = (id: string) => `/cohorts/${id}/report`;
  const ofLearner = (id: string) => `/cohorts/${cohortId}/learners/${id}/report`;
  const own = (id: string) => `/account/cohorts/${id}`;
  const others = STRANGERS.filter((person) => person !== "lead").map((person) => [person, as(person)] as const);
  for (const [who, request] of [...others, ["a learner of it", member.request] as const]) {
    await expectAsMissing(request, { method: "GET", address: ofCohort }, cohortId, 404, who);
    await expectAsMissing(request, { method: "GET", address: ofLearner }, userId, 404, who);
  }
  for (const [who, request] of [...others, ["lead", as("lead")] as const]) {
    await expectAsMissing(request, { method: "GET", address: own }, cohortId, 404, who);
  }
  for (const path of [ofCohort(cohortId), ofLearner(userId)]) {
    expect((await as("nobody").get(path, { maxRedirects: 0 })).status(), path).toBe(307);
    expect((await as("lead").get(path)).status(), path).toBe(200);
  }
  expect((await member.request.get(own(cohortId))).status()).toBe(200);
  await member.context().close();
});

/** Routes of whoever asks, which take no id at all. */
const OWN_API = ["GET /api/v1/me/export"];

test("a download is of whoever asks, whatever they ask for; the owner has theirs", async ({ victim, as }) => {
  const finished = victim.attempts.finished;
  const attemptsOf = async (request: APIRequestContext) => {
    const reply = await request.get(`/api/v1/me/export?userId=${finished}&attempt=${finished}`);
    expect(reply.status()).toBe(200);
    expect(reply.headers()["cache-control"]).toBe("no-store");
    return strFromU8(unzipSync(new Uint8Array(await reply.body()))["attempts.json"] ?? new Uint8Array());
  };
  for (const person of STRANGERS) expect(await attemptsOf(as(person)), person).not.toContain(finished);
  expect((await as("nobody").get("/api/v1/me/export")).status()).toBe(401);
  expect(await attemptsOf(victim.request)).toContain(finished);
});

/** Routes for whoever has the link of a mail. */
const MAIL_API = ["POST /api/v1/mail/unsubscribe", "GET /api/v1/mail/unsubscribe"];

test("mail is ended by the link of that mail alone, whoever sends it", async ({ as }) => {
  const form = { "List-Unsubscribe": "One-Click" };
  for (const person of ASKERS) {
    for (const token of ["", "none", "YWNjb3VudDp4OmR1ZQ.AAAA"]) {
      const reply = await as(person).post(`/api/v1/mail/unsubscribe?token=${token}`, { form });
      expect(reply.status(), `${person} ${token}`).toBe(400);
    }
    const led = await as(person).get("/api/v1/mail/unsubscribe?token=a%26b", { maxRedirects: 0 });
    expect([led.status(), led.headers().location], person).toEqual([303, "/unsubscribe?token=a%26b"]);
  }
});

/** Routes of a live session, for those who came in and for the leads of its cohort. */
const LIVE_API = [
  "GET /api/v1/live/[sessionId]",
  "GET /api/v1/live/[sessionId]/events",
  "POST /api/v1/live/[sessionId]/answers",
  "POST /api/v1/live/[sessionId]/steps",
];

test("a live session is as missing for all but the leads of its cohort and those who came in; these still can", async ({
  page,
  as,
  browser,
  baseURL,
}) => {
  await enterAs(page, "lead");
  const cohortId = await makeCohort(page, "Not your room");
  const invite = await makeCode(page);
  const { sessionId, code } = await startLive(page, cohortId);
  const member = await newMember(browser, baseURL, invite);
  const outside = await newMember(browser, baseURL, invite);
  await enterLive(member, code);
  expect(await takeLiveStep(page.request, sessionId, "open")).toBe(200);
  const asked = (id: string) =>
    [
      { method: "GET", path: `/api/v1/live/${id}` },
      { method: "GET", path: `/api/v1/live/${id}/events` },
      { method: "POST", path: `/api/v1/live/${id}/answers`, data: { number: 1, answer: "o1" } },
      { method: "POST", path: `/api/v1/live/${id}/steps`, data: { step: "close", revision: 1 } },
    ] as const;
  const strangers: [string, APIRequestContext][] = ASKERS.filter((person) => person !== "lead").map((person) => [
    person,
    as(person),
  ]);
  for (const [who, request] of [...strangers, ["a member without the code", outside.request] as const]) {
    const [there, none] = [asked(sessionId), asked(crypto.randomUUID())];
    for (const [index, { method, path, ...rest }] of there.entries()) {
      const reply = await request.fetch(path, { method, ...rest });
      expect(reply.status(), `${method} ${path} for ${who}`).toBe(who === "nobody" ? 401 : 404);
      const missing = none[index];
      const other = await request.fetch(missing?.path ?? "", { method, ...rest });
      expect([other.status(), await other.text()]).toEqual([reply.status(), await reply.text()]);
    }
  }
  // Who came in reads, listens and answers, and takes no step; the lead does, and does not answer.
  expect(await firstOfStream(member, sessionId)).toContain('"as":"learner"');
  expect(await sendLiveAnswer(member.request, sessionId, "o1")).toBe(200);
  const step = await member.request.post(`/api/v1/live/${sessionId}/steps`, { data: { step: "close", revision: 1 } });
  expect(step.status()).toBe(404);
  expect(await firstOfStream(page, sessionId)).toContain('"answered":1');
  expect(await sendLiveAnswer(page.request, sessionId, "o1")).toBe(404);
  const foreign = await page.request.post(`/api/v1/live/${sessionId}/steps`, {
    data: { step: "close", revision: 1 },
    headers: { origin: "https://elsewhere.example" },
  });
  expect(foreign.status()).toBe(403);
  expect(await takeLiveStep(page.request, sessionId, "close")).toBe(200);
  for (const learner of [member, outside]) await learner.context().close();
});

test("every method of every route below /api/v1 has a row here, and no other route answers below /api", () => {
  const routes = routesOnDisk("route.ts").filter(({ route }) => route.startsWith("/api/"));
  const onDisk = routes
    .filter(({ route }) => route.startsWith("/api/v1/"))
    .flatMap(({ route, file }) => {
      const source = readFileSync(file, "utf8");
      const methods = source.matchAll(/(?:export (?:const|async function|function)|as) (GET|PUT|POST|PATCH|DELETE)\b/g);
      const found = [...methods].map(([, method]) => `${method} ${route}`);
      return found.length === 0 ? [`no method of ${route}`] : found;
    });
  const listed = [
    ...API.map(({ method, route }) => `${method} ${route}`),
    ...BANK_API,
    ...COHORT_API,
    ...SECRET_API,
    ...OWN_API,
    ...MAIL_API,
    ...LIVE_API,
  ];
  expect(compareRoutes(onDisk, listed)).toEqual(COMPLETE);
  const others = routes.map(({ route }) => route).filter((route) => !route.startsWith("/api/v1/"));
  // Those of LTI are guarded by signatures and tickets: e2e/security/lti.spec.ts.
  const lti = ["enter", "jwks", "launch", "login"].map((name) => `/api/lti/${name}`);
  // Of the process alone, the same for everybody: e2e/faults/stopping.spec.ts.
  expect(others).toEqual(["/api/auth/[...nextauth]", "/api/health", ...lti, "/api/metrics", "/api/ready"]);
});

for (const row of API) {
  test(`${row.method} ${row.route}: another's attempt is as missing and stays as it is; the owner still can`, async ({
    victim,
    as,
  }) => {
    const before = await standing(victim);
    const asked: Asked = { method: row.method, address: row.address(victim), data: row.data?.(victim) };
    for (const person of ASKERS) {
      const status = person === "nobody" ? 401 : 404;
      await expectAsMissing(as(person), asked, victim.attempts[row.attempt], status, person);
    }
    expect(await standing(victim), "what the owner has").toEqual(before);
    await row.ownerCan(victim);
  });
}

/** The pages with an attempt's id, each with the attempt that its owner sees there. */
const PAGES: readonly { route: string; attempt: Which; address: (attemptId: string) => string }[] = [
  { route: "/attempts/[attemptId]", attempt: "finished", address: (id) => `/attempts/${id}` },
  { route: "/attempts/[attemptId]/review", attempt: "finished", address: (id) => `/attempts/${id}/review` },
  { route: "/diagnose/[attemptId]", attempt: "diagnosis", address: (id) => `/diagnose/${id}` },
  { route: "/exam/[attemptId]", attempt: "exam", address: (id) => `/exam/${id}` },
  { route: "/practice/[attemptId]", attempt: "practice", address: (id) => `/practice/${id}` },
];

test("every page with an attempt's id has a row here", () => {
  const onDisk = routesOnDisk("page.tsx").map(({ route }) => route);
  const listed = PAGES.map(({ route }) => route);
  const withId = onDisk.filter((route) => route.includes("[attemptId]"));
  expect(compareRoutes(withId, listed)).toEqual(COMPLETE);
});

for (const { route, attempt, address } of PAGES) {
  test(`${route}: another's attempt is as missing, whatever its kind and phase; the owner still can`, async ({
    victim,
    as,
  }) => {
    // Of each kind and phase, as the page sends its owner elsewhere by them.
    for (const which of ["exam", "practice", "diagnosis", "finished"] as const) {
      for (const person of which === attempt ? STRANGERS : (["newcomer"] as const)) {
        await expectAsMissing(as(person), { method: "GET", address }, victim.attempts[which], 404, person);
      }
      // As the browser asks on the way from page to page; there the framework says "not found" in the payload.
      const rsc: Asked = { method: "GET", address, headers: { RSC: "1" } };
      await expectAsMissing(as("newcomer"), rsc, victim.attempts[which], 200, "newcomer by a link");
    }
    const signedOut = { method: "GET", address };
    await expectAsMissing(as("nobody"), signedOut, victim.attempts[attempt], 307, "nobody");
    const { location } = await replyTo(as("nobody"), signedOut, victim.attempts[attempt]);
    expect(location).toContain(`/sign-in?next=${encodeURIComponent(address("ID"))}`);

    const own = await replyTo(victim.request, { method: "GET", address }, victim.attempts[attempt]);
    expect(own.status, "the owner").toBe(200);
  });
}

test("an item of another's attempt is as missing in an attempt of one's own; an own item is not", async ({
  victim,
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ baseURL });
  await enterAsGuest(page);
  const own = await startPractice(page, 5);
  const { request } = page;
  const before = await standing(victim);

  for (const foreign of [victim.practiceItem, victim.diagnosisItem, victim.examItem]) {
    const check = { method: "POST", address: (id: string) => `/api/v1/attempts/${own}/items/${id}/check` };
    await expectAsMissing(request, { ...check, data: checkBody("o1") }, foreign, 404, "the owner of the attempt");
    for (const change of [
      { kind: "answer", value: "o1" },
      { kind: "flag", value: true },
    ]) {
      const [[ofForeign], [ofMissing]] = [
        await sendChanges(request, own, [{ ...change, itemId: foreign }]),
        await sendChanges(request, own, [{ ...change, itemId: crypto.randomUUID() }]),
      ];
      expect(ofForeign?.outcome, change.kind).not.toBe("stored");
      expect({ ...ofForeign, itemId: "" }, change.kind).toEqual({ ...ofMissing, itemId: "" });
    }
  }

  expect(await standing(victim), "what the owner of the items has").toEqual(before);
  const itemId = (await syncOf(request, own)).items[0]?.id ?? "";
  expect(await sendChanges(request, own, [{ itemId, kind: "flag", value: true }])).toEqual([
    expect.objectContaining({ outcome: "stored" }),
  ]);
  await page.context().close();
});

test("another's attempt cannot be given up in place of one's own: it is as missing and stays", async ({
  victim,
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ baseURL });
  await enterAsGuest(page);
  const own = await startPractice(page, 5);
  const before = await standing(victim);
  const told: string[] = [];
  for (const target of [victim.attempts.exam, crypto.randomUUID()]) {
    let swapped = 0;
    await page.goto("/attempts");
    await page.route("**/attempts", (route) => {
      const sent = route.request().postData() ?? "";
      swapped += sent.includes(own) ? 1 : 0;
      return route.continue({ postData: sent.replaceAll(own, target) });
    });
    await page.getByText("Give up an attempt that is not finished").click();
    await page.getByRole("button", { name: /^Give up “/ }).click();
    told.push(await page.getByText("There is no such attempt.").innerText());
    await page.unroute("**/attempts");
    expect(swapped, "the request named the other attempt").toBe(1);
  }
  expect(told[0]).toBe(told[1]);
  expect(await standing(victim), "what the owner has").toEqual(before);

  await page.goto("/attempts");
  await page.getByText("Give up an attempt that is not finished").click();
  await page.getByRole("button", { name: /^Give up “/ }).click();
  await page.waitForURL("/attempts?abandoned=1");
  expect((await syncOf(page.request, own)).phase).toBe("abandoned");
  await page.context().close();
});

const QUESTION = "mla-c01-3.1-restaurant-hosting-shapes";
const BANK: readonly Asker[] = ["instructor", "admin"];
const STAFF_PAGES: readonly { address: string; readers: readonly Asker[] }[] = [
  { address: "/admin/users", readers: ["admin"] },
  { address: "/admin/lti", readers: ["admin"] },
  { address: "/admin/lti/new", readers: ["admin"] },
  { address: "/questions", readers: BANK },
  { address: "/questions/cures", readers: BANK },
  { address: "/questions/import", readers: BANK },
  { address: "/questions/export", readers: BANK },
  { address: `/questions/${QUESTION}`, readers: BANK },
];

for (const { address, readers } of STAFF_PAGES) {
  test(`${address} is there for ${readers.join(" and ")} and for nobody else`, async ({ as }) => {
    for (const person of STRANGERS) {
      const reply = await as(person).get(address, { maxRedirects: 0 });
      expect(reply.status(), person).toBe(readers.includes(person) ? 200 : 404);
    }
    const signedOut = await as("nobody").get(address, { maxRedirects: 0 });
    expect(signedOut.status(), "nobody").toBe(307);
    expect(signedOut.headers().location, "nobody").toContain(`/sign-in?next=${encodeURIComponent(address)}`);
  });
}

test("who may not read the bank cannot tell a question that is there from one that is not", async ({ as }) => {
  const asked: Asked = { method: "GET", address: (id) => `/questions/${id}` };
  for (const person of ["newcomer", "learner", "lead"] as const) {
    await expectAsMissing(as(person), asked, QUESTION, 404, person);
  }
});
