import http from "node:http";
import { type APIRequestContext, test as base, expect } from "@playwright/test";
import { checkBody, eventsOf, startDiagnosis, startPractice, syncOf } from "../fixtures/attempt-api";
import { enterAsGuest } from "../fixtures/people";

/** A learner in a practice of multiple-choice questions and in a diagnosis, with a browser's cookies. */
type Learner = {
  request: APIRequestContext;
  attemptId: string;
  items: readonly string[];
  diagnosis: { attemptId: string; item: string };
  origin: string;
};

const test = base.extend<object, { learner: Learner }>({
  learner: [
    async ({ browser }, use, worker) => {
      const { baseURL } = worker.project.use;
      const page = await browser.newPage({ baseURL });
      await enterAsGuest(page);
      const attemptId = await startPractice(page, 5, ["Multiple choice"]);
      const diagnosisId = await startDiagnosis(page);
      const origin = new URL(page.url()).origin;
      // The page stays open, for its context would close with it, but no room runs in it any more.
      await page.goto("about:blank");
      const { request } = page.context();
      const items = (await syncOf(request, attemptId)).items.map(({ id }) => id);
      const item = (await syncOf(request, diagnosisId)).items[0]?.id ?? "";
      await use({ request, attemptId, items, diagnosis: { attemptId: diagnosisId, item }, origin });
      await page.context().close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
});

/** All that the server says of the attempts, but for the time. */
async function standing({ request, attemptId, diagnosis }: Learner): Promise<unknown[]> {
  return Promise.all(
    [attemptId, diagnosis.attemptId].map(async (id) => {
      const reply = await request.get(`/api/v1/attempts/${id}`);
      expect(reply.status()).toBe(200);
      return { ...(await reply.json()), serverNow: 0 };
    }),
  );
}

type Write = {
  name: string;
  method: "PUT" | "POST";
  address: (learner: Learner) => string;
  /** A body that the route takes. */
  body: (learner: Learner) => Record<string, unknown>;
  /** The address at which the body is taken without an end to the attempt, and what comes back. */
  taken: { address: (learner: Learner) => string; status: number };
};

const eventsAddress = ({ attemptId }: Learner) => `/api/v1/attempts/${attemptId}/events`;
const checkAddress = ({ attemptId, items }: Learner) => `/api/v1/attempts/${attemptId}/items/${items[0]}/check`;
const nextAddress = ({ diagnosis }: Learner) => `/api/v1/attempts/${diagnosis.attemptId}/items/${diagnosis.item}/next`;
const answerTo = (itemId: string | undefined) => ({ itemId: itemId ?? "", kind: "answer", value: "o1" });

const WRITES: readonly Write[] = [
  {
    name: "PUT events",
    method: "PUT",
    address: eventsAddress,
    body: ({ items }) => ({ events: eventsOf([answerTo(items[1])]) }),
    taken: { address: eventsAddress, status: 200 },
  },
  {
    name: "POST check",
    method: "POST",
    address: checkAddress,
    body: () => checkBody("o1"),
    taken: { address: checkAddress, status: 200 },
  },
  {
    name: "POST next",
    method: "POST",
    address: nextAddress,
    body: () => checkBody("o1"),
    // The diagnosis stays at its question, which may be of any type; that the attempt is looked for is enough.
    taken: { address: () => `/api/v1/attempts/${crypto.randomUUID()}/items/${crypto.randomUUID()}/next`, status: 404 },
  },
  {
    name: "POST finish",
    method: "POST",
    address: ({ attemptId }) => `/api/v1/attempts/${attemptId}/finish`,
    body: () => ({}),
    // The practice goes on; that the attempt is looked for shows that the request came through.
    taken: { address: () => `/api/v1/attempts/${crypto.randomUUID()}/finish`, status: 404 },
  },
];

const JSON_TYPE = { "content-type": "application/json" };

/** Sends bytes as they are. Returns the status. */
async function send(
  { request }: Learner,
  method: string,
  address: string,
  bytes: Buffer | string,
  headers: Record<string, string> = JSON_TYPE,
): Promise<number> {
  const reply = await request.fetch(address, { method, data: Buffer.from(bytes), headers, maxRedirects: 0 });
  return reply.status();
}

const ownPage = ({ origin }: Learner) => ({ ...JSON_TYPE, origin, "sec-fetch-site": "same-origin" });

const ELSEWHERE: readonly { what: string; headers: (origin: string) => Record<string, string>; status: number }[] = [
  { what: "another site's origin", headers: () => ({ ...JSON_TYPE, origin: "https://evil.example" }), status: 403 },
  {
    what: "an origin that begins like ours",
    headers: (origin) => ({ ...JSON_TYPE, origin: `${origin}.evil.example` }),
    status: 403,
  },
  { what: "another port's origin", headers: () => ({ ...JSON_TYPE, origin: "http://localhost:1" }), status: 403 },
  { what: "the origin null", headers: () => ({ ...JSON_TYPE, origin: "null" }), status: 403 },
  { what: "an origin that is no address", headers: () => ({ ...JSON_TYPE, origin: "evil" }), status: 403 },
  ...["cross-site", "same-site", "none"].map((site) => ({
    what: `Sec-Fetch-Site ${site}`,
    headers: () => ({ ...JSON_TYPE, "sec-fetch-site": site }),
    status: 403,
  })),
  {
    what: "our origin, but Sec-Fetch-Site cross-site",
    headers: (origin) => ({ ...JSON_TYPE, origin, "sec-fetch-site": "cross-site" }),
    status: 403,
  },
  // What a form of another site can send without asking first.
  ...[
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain; application/json",
    "application/jsonp",
  ].map((type) => ({ what: `a body of type ${type}`, headers: () => ({ "content-type": type }), status: 415 })),
];

for (const { name, method, address, body, taken } of WRITES) {
  test(`${name} from elsewhere or in another form is refused and changes nothing; from our page it is taken`, async ({
    learner,
  }) => {
    const before = await standing(learner);
    for (const { what, headers, status } of ELSEWHERE) {
      const bytes = JSON.stringify(body(learner));
      expect(await send(learner, method, address(learner), bytes, headers(learner.origin)), what).toBe(status);
    }
    expect(await standing(learner)).toEqual(before);

    const own = await send(learner, method, taken.address(learner), JSON.stringify(body(learner)), ownPage(learner));
    expect(own, "from our page").toBe(taken.status);
  });
}

/** Bodies that are not what any route takes. */
const UNREADABLE: readonly (Buffer | string)[] = [
  "",
  "{",
  "nul",
  "NaN",
  "undefined",
  "{'events':[]}",
  '{"events":[]}{}',
  "[]",
  "null",
  "1",
  "true",
  '"text"',
  '{"toString":1}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{}}}',
  "[".repeat(100_000),
  "[".repeat(100_000) + "]".repeat(100_000),
  `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`,
  Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
  Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]),
  Buffer.alloc(64),
];

for (const { name, method, address, body } of WRITES) {
  test(`${name} with malformed JSON or unknown fields is refused as malformed and changes nothing`, async ({
    learner,
  }) => {
    const before = await standing(learner);
    const extra = { ...body(learner), extra: 1 };
    for (const bytes of [...UNREADABLE, JSON.stringify(extra)]) {
      const shown = bytes.toString().slice(0, 60);
      expect(await send(learner, method, address(learner), bytes), shown).toBe(400);
    }
    expect(await standing(learner)).toEqual(before);
  });
}

/** Values that do not belong into the fields of an event, whatever is right elsewhere in it. */
const WRONG: readonly (readonly [field: string, values: readonly unknown[]])[] = [
  ["clientId", [undefined, null, 1, "", "short", "a b c d e f", "x".repeat(65), ["client-id-1"]]],
  ["clientSeq", [undefined, null, "1", 0, -1, 1.5, 1_000_001, true]],
  ["baseRevision", [undefined, null, "0", -1, 0.5, 1e300]],
  ["clientAt", [undefined, null, "now", -1, 1.5, 1e300]],
  ["value", [undefined, 1, true, [1], [["o1"]], { p1: 1 }, { p1: null }]],
  ["unknown", [1]],
];
const WRONG_IN_EVENTS: typeof WRONG = [
  ...WRONG,
  ["itemId", [undefined, null, 1, "", "x".repeat(65), {}]],
  ["kind", [undefined, null, 1, "", "score", "__proto__"]],
];

test("an event with a field of a wrong type, out of range, missing or unknown is refused with its whole batch", async ({
  learner,
}) => {
  const before = await standing(learner);
  for (const [field, values] of WRONG_IN_EVENTS) {
    for (const value of values) {
      const [good, bad] = eventsOf([answerTo(learner.items[2]), answerTo(learner.items[3])]);
      const bytes = JSON.stringify({ events: [good, { ...bad, [field]: value }] });
      const status = await send(learner, "PUT", eventsAddress(learner), bytes);
      expect(status, `${field}: ${JSON.stringify(value)}`).toBe(400);
    }
  }
  expect(await standing(learner)).toEqual(before);
});

test("values that do not fit the kind of an event are refused", async ({ learner }) => {
  const before = await standing(learner);
  const highlight = { part: "stem", start: 0, end: 5 };
  for (const [kind, value] of [
    ["flag", "yes"],
    ["flag", null],
    ["visit", 1],
    ["confidence", "certain"],
    ["strike", "o1"],
    ["strike", Array.from({ length: 11 }, () => "o1")],
    ["strike", ["x".repeat(41)]],
    ["highlight", highlight],
    ["highlight", [{ ...highlight, part: "key" }]],
    ["highlight", [{ ...highlight, end: 0 }]],
    ["highlight", [{ ...highlight, start: -1 }]],
    ["highlight", [{ ...highlight, end: 20_001 }]],
    ["highlight", [{ ...highlight, color: "red" }]],
    ["highlight", Array.from({ length: 61 }, () => highlight)],
  ] as const) {
    const bytes = JSON.stringify({ events: eventsOf([{ itemId: learner.items[2] ?? "", kind, value }]) });
    const status = await send(learner, "PUT", eventsAddress(learner), bytes);
    expect(status, `${kind}: ${JSON.stringify(value).slice(0, 60)}`).toBe(400);
  }
  expect(await standing(learner)).toEqual(before);
});

for (const [what, address] of [
  ["a check", checkAddress],
  ["an answer for the next question", nextAddress],
] as const) {
  test(`${what} with a field of a wrong type, out of range, missing or unknown is refused`, async ({ learner }) => {
    const before = await standing(learner);
    const cases: typeof WRONG = [...WRONG, ["kind", ["answer"]], ["itemId", ["any"]]];
    for (const [field, values] of cases) {
      for (const value of values) {
        const bytes = JSON.stringify({ ...checkBody("o1"), [field]: value });
        const status = await send(learner, "POST", address(learner), bytes);
        expect(status, `${field}: ${JSON.stringify(value)}`).toBe(400);
      }
    }
    expect(await standing(learner)).toEqual(before);
  });
}

test("a batch holds 1 to 200 events: none and 201 are refused in whole, 200 are taken", async ({ learner }) => {
  const before = await standing(learner);
  const itemId = learner.items[4] ?? "";
  const batch = (count: number) =>
    JSON.stringify({
      events: eventsOf(Array.from({ length: count }, (_, at) => ({ itemId, kind: "flag", value: at % 2 === 0 }))),
    });
  expect(await send(learner, "PUT", eventsAddress(learner), batch(0))).toBe(400);
  expect(await send(learner, "PUT", eventsAddress(learner), batch(201))).toBe(400);
  expect(await standing(learner)).toEqual(before);
  expect(await send(learner, "PUT", eventsAddress(learner), batch(200))).toBe(200);
});

const LIMIT = 512 * 1024;

/** Sends a body in chunks, whose length no header tells. */
function sendInChunks(address: string, method: string, cookie: string, bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(address, { method, headers: { ...JSON_TYPE, cookie } }, (reply) => {
      reply.resume();
      resolve(reply.statusCode ?? 0);
    });
    request.on("error", reject);
    for (let at = 0; at < bytes.length; at += 65_536) request.write(bytes.subarray(at, at + 65_536));
    request.end();
  });
}

for (const { name, method, address, body, taken } of WRITES) {
  test(`${name}: a body over 512 kB is refused, told or not how long it is, and one of 512 kB is read`, async ({
    learner,
  }) => {
    const before = await standing(learner);
    // Blanks before the end: what is sent is right but for its length.
    const padded = (length: number) => Buffer.from(JSON.stringify(body(learner)).padEnd(length, " "));
    expect(await send(learner, method, address(learner), padded(LIMIT + 1))).toBe(413);
    expect(await send(learner, method, address(learner), padded(4 * LIMIT))).toBe(413);
    const { cookies } = await learner.request.storageState();
    const cookie = cookies.map((kept) => `${kept.name}=${kept.value}`).join("; ");
    const chunked = (to: (learner: Learner) => string, length: number) =>
      sendInChunks(new URL(to(learner), learner.origin).href, method, cookie, padded(length));
    expect(await chunked(address, LIMIT + 1)).toBe(413);
    expect(await standing(learner)).toEqual(before);

    expect(await send(learner, method, taken.address(learner), padded(LIMIT))).toBe(taken.status);
    expect(await chunked(taken.address, 2_000)).toBe(taken.status);
  });
}

test("ids that are none are missing, not a failure", async ({ learner }) => {
  const { request, attemptId } = learner;
  for (const id of ["0", "%00", "a%2Fb", "..%2F..", "%27%3B--", "__proto__", "x".repeat(3_000), "%F0%9F%92%A5"]) {
    expect((await request.get(`/api/v1/attempts/${id}`)).status(), `attempt ${id}`).toBe(404);
    for (const address of [
      `/api/v1/attempts/${attemptId}/items/${id}/check`,
      `/api/v1/attempts/${learner.diagnosis.attemptId}/items/${id}/next`,
    ]) {
      expect(await send(learner, "POST", address, JSON.stringify(checkBody("o1"))), address).toBe(404);
    }
  }
});

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ATOMS = [
  ...[null, true, false, 0, 1, -1, 0.5, 2 ** 31, 2 ** 53, 1e308, "", "o1", "o9", "answer", "flag"],
  ...["\u0000", "\ud800", "💥", "__proto__", "constructor", "' OR 1=1 --", "%s%n", "x".repeat(5_000)],
];
const KEYS = ["events", "kind", "value", "itemId", "clientSeq", "p1", "__proto__", "constructor", "toString", "length"];

/** A maker of bodies: random values, right bodies with a field changed, and texts that are cut or spoilt. */
function bodiesFrom(seed: number) {
  const next = numbersFrom(seed);
  const upTo = (count: number): number => Math.floor(next() * count);
  const one = <T>(of: readonly T[]): T | undefined => of[upTo(of.length)];
  const anything = (depth: number): unknown => {
    const kind = depth === 0 ? 0 : upTo(3);
    if (kind === 0) return one(ATOMS);
    const parts = Array.from({ length: upTo(4) }, () => anything(depth - 1));
    return kind === 1 ? parts : Object.fromEntries(parts.map((part) => [one(KEYS), part]));
  };
  /** The value with something in it replaced. */
  const changed = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || next() < 0.1) return anything(2);
    const entries = Object.entries(value);
    const at = upTo(entries.length);
    const parts = entries.map(([key, part], index): [string, unknown] => [key, index === at ? changed(part) : part]);
    return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
  };
  return (right: unknown): string => {
    const kind = next();
    if (kind < 0.25) return JSON.stringify(anything(4)) ?? "";
    const text = JSON.stringify(changed(right));
    if (kind < 0.85) return text;
    const cut = upTo(text.length);
    return kind < 0.92
      ? text.slice(0, cut)
      : `${text.slice(0, cut)}${one(["\\", '"', "\u0000", "{", "é"])}${text.slice(cut)}`;
  };
}

for (const [index, { name, method, address, body }] of WRITES.entries()) {
  test(`40 random bodies to ${name} never make the server fail`, async ({ learner }) => {
    const make = bodiesFrom(3_100 + index);
    const seen = new Set<number>();
    const failures: { status: number; text: string }[] = [];
    for (let count = 0; count < 40; count += 1) {
      const right = body(learner);
      const text = make(right);
      const status = await send(learner, method, address(learner), text);
      seen.add(status);
      if (status >= 500) failures.push({ status, text });
    }
    expect(failures).toEqual([]);
    expect([...seen], "some are refused as malformed").toContain(400);
    await standing(learner);
  });
}
