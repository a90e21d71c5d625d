import { type APIResponse, expect } from "@playwright/test";
import { demoAccount } from "../fixtures/people";
import { type Person, test } from "../fixtures/world";

/** What every reply carries, whatever it is. */
const EVERYWHERE = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()"),
  "content-security-policy": expect.stringMatching(/default-src '(?:self|none)'/),
};

/** What is asked for as a page, by whom, and the status of its reply. */
const PAGES: readonly { what: string; path: string; as: Person; status: number }[] = [
  { what: "a page for everybody", path: "/", as: "nobody", status: 200 },
  { what: "the sign-in", path: "/sign-in", as: "nobody", status: 200 },
  { what: "a page of who is signed in", path: "/home", as: "newcomer", status: 200 },
  { what: "a page for admins", path: "/admin/users", as: "admin", status: 200 },
  { what: "a page that there is not", path: "/no/such/page", as: "nobody", status: 404 },
  { what: "a page that is not for them", path: "/admin/users", as: "learner", status: 404 },
  { what: "the way to the sign-in", path: "/home", as: "nobody", status: 307 },
];

const OTHERS: readonly { what: string; path: string; as: Person; status: number }[] = [
  { what: "a download", path: "/api/v1/me/export", as: "newcomer", status: 200 },
  { what: "an export of the bank", path: "/api/v1/exports?format=csv", as: "instructor", status: 200 },
  { what: "a refusal", path: "/api/v1/me/export", as: "nobody", status: 401 },
  { what: "a route that there is not", path: "/api/v1/none", as: "nobody", status: 404 },
  { what: "an attempt that there is not", path: `/api/v1/attempts/${crypto.randomUUID()}`, as: "learner", status: 404 },
  { what: "a method that a route has not", path: "/api/v1/imports", as: "instructor", status: 405 },
  { what: "a picture that there is not", path: `/media/${"0".repeat(32)}-1x1.webp`, as: "learner", status: 404 },
  { what: "the health of the server", path: "/api/health", as: "nobody", status: 200 },
  { what: "the session", path: "/api/auth/session", as: "learner", status: 200 },
];

type Got = { status: number; headers: Record<string, string>; body: string };

const gotOf = async (reply: APIResponse): Promise<Got> => ({
  status: reply.status(),
  headers: reply.headers(),
  body: await reply.text(),
});

const nonceOf = ({ headers }: Got): string =>
  /'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1] ?? "none";

test("pages, also of errors, carry their headers and a policy whose nonce is in every script, another each time", async ({
  request,
  world,
}) => {
  for (const { what, path, as, status } of PAGES) {
    const cookie = (await world.cookiesOf(as)).map(({ name, value }) => `${name}=${value}`).join("; ");
    const ask = async () => gotOf(await request.get(path, { maxRedirects: 0, headers: { cookie } }));
    const [got, again] = [await ask(), await ask()];
    expect.soft(got.status, what).toBe(status);
    expect.soft(got.headers, what).toMatchObject(EVERYWHERE);
    const policy = got.headers["content-security-policy"] ?? "";
    expect.soft(policy, what).not.toMatch(/unsafe|\*/);
    for (const part of ["frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'", "form-action 'self'"]) {
      expect.soft(policy, what).toContain(part);
    }
    if (status === 307) continue;
    const nonce = nonceOf(got);
    expect.soft(nonce, what).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect.soft(nonceOf(again), `${what}, again`).not.toBe(nonce);
    const scripts = got.body.match(/<script[^>]*>/g) ?? [];
    expect.soft(scripts.length, `${what} has scripts`).toBeGreaterThan(0);
    expect
      .soft(
        scripts.filter((script) => !script.includes(`nonce="${nonce}"`)),
        what,
      )
      .toEqual([]);
    expect.soft(got.body.match(/ on[a-z]+="/g), `${what} has no handlers in its text`).toBeNull();
    // What was made for one person is in no cache between.
    expect.soft(got.headers["cache-control"], what).toMatch(/no-store|private/);
  }
});

test("replies that are no pages carry their headers, and nothing in them would run", async ({ request, world }) => {
  for (const { what, path, as, status } of OTHERS) {
    const cookie = (await world.cookiesOf(as)).map(({ name, value }) => `${name}=${value}`).join("; ");
    const got = await gotOf(await request.get(path, { maxRedirects: 0, headers: { cookie } }));
    expect.soft(got.status, what).toBe(status);
    expect.soft(got.headers, what).toMatchObject(EVERYWHERE);
    if (status !== 404 || path.startsWith("/api/v1/attempts")) {
      expect.soft(got.headers["content-security-policy"], what).toContain("default-src 'none'");
    }
    if (path.startsWith("/api/v1/") && status < 404) {
      expect.soft(got.headers["cache-control"], what).toContain("no-store");
    }
    expect.soft(got.headers["access-control-allow-origin"], what).toBeUndefined();
    expect.soft(got.headers["x-powered-by"], what).toBeUndefined();
  }
});

test("no page can frame the sign-in, and a handler that got into a page does not run", async ({ page, baseURL }) => {
  const refused: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") refused.push(message.text());
  });
  // A page of this very origin that has no policy: even it may not.
  await page.route("**/frames", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${baseURL}/sign-in"></iframe>` }),
  );
  await page.goto("/frames");
  await expect.poll(() => refused.join(" ")).toMatch(/frame-ancestors|X-Frame-Options/);
  await page.goto("/sign-in");
  await page.evaluate(() => {
    const button = document.createElement("button");
    button.setAttribute("onclick", "document.title = 'run'");
    document.body.append(button);
    button.click();
    const script = document.createElement("div");
    script.innerHTML = `<img src="data:," onerror="document.title = 'run'">`;
    document.body.append(script);
  });
  await expect.poll(() => refused.filter((text) => text.includes("script-src")).length).toBeGreaterThan(0);
  expect(await page.title()).not.toBe("run");
});

test("what a sign-in answers says nothing of the password", async ({ request }) => {
  const { email } = demoAccount("learner");
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, json: "true", email, password: "not the password at all" };
  const got = await gotOf(await request.post("/api/auth/callback/credentials", { form }));
  expect(got.headers).toMatchObject(EVERYWHERE);
  expect(got.body).not.toContain("not the password at all");
});
