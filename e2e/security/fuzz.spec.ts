import { type APIRequestContext, expect, test } from "@playwright/test";
import fc from "fast-check";
import { roleSchema } from "@/lib/core/access/viewer";
import { COMPLETE, compareRoutes, routesOnDisk } from "../fixtures/app-tree";
import { ACTION_ROWS } from "../fixtures/fuzz/action-rows";
import { anyValue, callInput, formInput } from "../fixtures/fuzz/hostile";
import { newPerson, othersIds } from "../fixtures/fuzz/people";
import { API_ROWS } from "../fixtures/fuzz/route-rows";
import {
  callAction,
  postAction,
  type ServedAction,
  servedActions,
  submitAction,
} from "../fixtures/fuzz/server-actions";

// Through the running production server and not at the functions: what an attacker sends passes the framework first, and
// what it makes of an argument is not what a unit test would hand over.

const RUNS = Number(process.env.FUZZ_RUNS ?? 3);
const SEED = 20_261_126;

/** Who tries. Everybody is new, so that what is changed is nobody's. */
const WHO = ["nobody", "guest", "learner", "instructor", "lead", "admin"] as const;
type Who = (typeof WHO)[number];

async function cookieOf(who: Who): Promise<string> {
  if (who === "nobody") return "";
  return newPerson(who === "guest" ? null : roleSchema.parse(who));
}

/** What the server says where something happened that nobody foresaw. */
const UNFORESEEN = /That did not work|"error":"failed"|"code":"failed"/;

/** A reply that shows that something was not foreseen; null where all is well. */
async function faultOf(reply: { status: () => number; text: () => Promise<string> }): Promise<string | null> {
  const text = await reply.text();
  const found = UNFORESEEN.exec(text);
  if (reply.status() < 500 && found === null) return null;
  return `${reply.status()} ${text.slice(found?.index ?? 0, (found?.index ?? 0) + 400)}`;
}

/** These end the session of who calls them: they come last. */
const ENDS = ["signOutAction", "signOutEverywhereAction"];

const inOrder = (actions: readonly ServedAction[]): ServedAction[] =>
  [...actions].sort((a, b) => ENDS.indexOf(a.name) - ENDS.indexOf(b.name) || (a.name < b.name ? -1 : 1));

test("every server action of the build has a row, and each row is an action", () => {
  const served = servedActions().map(({ name }) => name);
  expect(served.length).toBeGreaterThan(80);
  expect(compareRoutes(served, Object.keys(ACTION_ROWS))).toEqual(COMPLETE);
});

test("every API route has a row, and each row is a route", () => {
  const onDisk = routesOnDisk("route.ts").map(({ route }) => route);
  expect(compareRoutes(onDisk, [...new Set(API_ROWS.map(({ route }) => route))])).toEqual(COMPLETE);
});

async function withRequest(
  playwright: { request: { newContext: (options: object) => Promise<APIRequestContext> } },
  baseURL: string | undefined,
  who: Who,
  run: (request: APIRequestContext) => Promise<void>,
): Promise<void> {
  const cookie = await cookieOf(who);
  const request = await playwright.request.newContext({ baseURL, extraHTTPHeaders: cookie === "" ? {} : { cookie } });
  await run(request);
  await request.dispose();
}

for (const who of WHO) {
  test(`no action fails on anything that ${who} sends`, async ({ playwright, baseURL }) => {
    test.slow();
    const ids = await othersIds();
    await withRequest(playwright, baseURL, who, async (request) => {
      for (const [at, action] of inOrder(servedActions()).entries()) {
        const row = ACTION_ROWS[action.name];
        if (row === undefined) throw new Error(`no row for ${action.name}`);
        const check = async (send: () => ReturnType<typeof callAction>) => {
          expect(await faultOf(await send()), action.name).toBeNull();
        };
        const options = { seed: SEED + at, numRuns: RUNS, endOnFailure: true };
        if ("form" in row) {
          await fc.assert(
            fc.asyncProperty(formInput(row.form, ids), (form) => check(() => submitAction(request, action, form))),
            options,
          );
          // What is no form at all, and no state before it.
          await fc.assert(
            fc.asyncProperty(fc.array(anyValue(ids), { maxLength: 3 }), (args) =>
              check(() => callAction(request, action, args)),
            ),
            { ...options, numRuns: Math.ceil(RUNS / 3) },
          );
        } else {
          await fc.assert(
            fc.asyncProperty(callInput(row.call, ids), (input) => check(() => callAction(request, action, [input]))),
            { ...options, numRuns: RUNS * 3 },
          );
        }
      }
    });
  });

  test(`no API route fails on anything that ${who} sends`, async ({ playwright, baseURL }) => {
    test.slow();
    const ids = await othersIds();
    await withRequest(playwright, baseURL, who, async (request) => {
      for (const [at, row] of API_ROWS.entries()) {
        await fc.assert(
          fc.asyncProperty(row.asked(ids), async ({ path, ...asked }) => {
            const reply = await request.fetch(path, { ...asked, maxRedirects: 0, timeout: 60_000 });
            expect(await faultOf(reply), `${row.method} ${path.slice(0, 200)}`).toBeNull();
          }),
          { seed: SEED + at, numRuns: RUNS * 2, endOnFailure: true },
        );
      }
    });
  });
}

test("arguments that the framework cannot read are no failure of ours", async ({ playwright, baseURL }) => {
  await withRequest(playwright, baseURL, "learner", async (request) => {
    const [action] = servedActions().filter(({ name }) => name === "updateProfileAction");
    if (action === undefined) throw new Error("the action is not there");
    const plain = { "content-type": "text/plain;charset=UTF-8" };
    for (const body of ['["$K9"]', "[]", "[null]", '["$undefined"]', `["${"x".repeat(300_000)}"]`]) {
      expect((await postAction(request, action, plain, body)).status(), body.slice(0, 20)).toBeLessThan(500);
    }
    const unknown = { ...action, id: "0".repeat(42) };
    expect((await callAction(request, unknown, [])).status(), "an action that there is not").toBeLessThan(500);
  });
});
