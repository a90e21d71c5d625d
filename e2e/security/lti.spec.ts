import { type APIRequestContext, expect, test } from "@playwright/test";
import { addPlatform, startSchool } from "../fixtures/lti";
import { enterAs } from "../fixtures/people";

const reasonOf = async (request: APIRequestContext, path: string, form?: Record<string, string>) => {
  const options = { maxRedirects: 0, ...(form === undefined ? {} : { form }) };
  const reply = await (form === undefined ? request.get(path, options) : request.post(path, options));
  expect(reply.status()).toBe(303);
  return reply.headers().location;
};

test("the routes of LTI let nobody in without a launch, and send nobody elsewhere", async ({ request, baseURL }) => {
  const target = { target_link_uri: `${baseURL}/`, login_hint: "x" };
  const login = (fields: Record<string, string>) => `/api/lti/login?${new URLSearchParams(fields)}`;
  expect(await reasonOf(request, login({}))).toBe("/lti/problem?why=malformed");
  const unknown = { iss: "https://unknown.example", ...target };
  expect(await reasonOf(request, login(unknown))).toBe("/lti/problem?why=unknown-platform");
  expect(await reasonOf(request, "/api/lti/login", unknown)).toBe("/lti/problem?why=unknown-platform");
  const elsewhere = { ...unknown, target_link_uri: "https://evil.example/" };
  expect(await reasonOf(request, login(elsewhere))).toBe("/lti/problem?why=elsewhere");
  expect(await reasonOf(request, "/api/lti/launch", {})).toBe("/lti/problem?why=malformed");
  const made = { state: "made up", id_token: "a.b.c" };
  expect(await reasonOf(request, "/api/lti/launch", made)).toBe("/lti/problem?why=state");
  expect(await reasonOf(request, "/api/lti/enter?ticket=made-up")).toBe("/lti/problem?why=ticket");
  const json = await request.post("/api/lti/launch", { data: made, maxRedirects: 0 });
  expect(json.status(), "a body that is no form").toBe(415);
  const keys = await (await request.get("/api/lti/jwks")).json();
  for (const key of keys.keys) expect(Object.keys(key).sort()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
});

test("a ticket that is carried to another browser opens nothing there; in its own it does", async ({
  page,
  browser,
  baseURL,
}) => {
  const site = baseURL ?? "";
  const school = await startSchool(site);
  await enterAs(page, "admin");
  await addPlatform(page, school.settings());
  const own = await browser.newPage({ baseURL });
  const other = await browser.newPage({ baseURL });
  const who = { sub: "sam", course: crypto.randomUUID() };
  const login = await own.request.get(school.linkFor(who, site), { maxRedirects: 0 });
  const asked = new URL(login.headers().location ?? "").searchParams;
  const claims = school.claimsOf(who, { nonce: asked.get("nonce") ?? "", toolOrigin: site });
  const form = { state: asked.get("state") ?? "", id_token: await school.sign(claims, Date.now()) };
  const ticket = (await reasonOf(own.request, "/api/lti/launch", form)) ?? "";
  await other.goto(ticket);
  await expect(other.getByText("began in another browser")).toBeVisible();
  await own.goto(ticket);
  await expect(own.getByRole("heading", { name: "Mock exam", level: 1 })).toBeVisible();
  await own.context().close();
  await other.context().close();
  await school.stop();
});
