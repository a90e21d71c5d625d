import { type Browser, expect, type Page, test } from "@playwright/test";
import { signIn, signOut, signUp } from "../fixtures/learners";
import { enterAs } from "../fixtures/people";

const COOKIE = "trapline.session";

async function sessionCookie(page: Page) {
  const cookie = (await page.context().cookies()).find((candidate) => candidate.name === COOKIE);
  if (cookie === undefined) throw new Error("no session cookie");
  return cookie;
}

/** Whether the page's browser is signed in, by a page that only the signed-in may see. */
async function isIn(page: Page): Promise<boolean> {
  await page.goto("/account");
  return new URL(page.url()).pathname === "/account";
}

const newPage = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

test("the cookie is closed to scripts and other sites, and tells nothing about the person", async ({ page }) => {
  const learner = await signUp(page, "Ada");
  const cookie = await sessionCookie(page);
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  const told = await (await page.request.get("/api/auth/session")).text();
  expect(told).not.toContain(learner.email);
  expect(told).not.toContain(learner.name);
});

test("a sign-out ends the session on the server: its old cookie opens nothing", async ({ page, browser }) => {
  const learner = await signUp(page, "Bela");
  const cookie = await sessionCookie(page);
  await signOut(page, learner);
  const thief = await newPage(browser);
  await thief.context().addCookies([cookie]);
  expect(await isIn(thief)).toBe(false);
});

test("signing in gives a new session, whatever cookie was there before", async ({ page }) => {
  const learner = await signUp(page, "Cleo");
  const before = await sessionCookie(page);
  await page.context().clearCookies();
  await page.context().addCookies([before]);
  await signOut(page, learner);
  await signIn(page, learner);
  expect((await sessionCookie(page)).value).not.toBe(before.value);
});

test("“sign out everywhere” ends the other browser's session at once", async ({ page, browser }) => {
  const learner = await signUp(page, "Dora");
  const other = await newPage(browser);
  await signIn(other, learner);
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page.getByText("You are signed out on every device.")).toBeVisible();
  expect(await isIn(other)).toBe(false);
});

test("a changed password ends all other sessions and keeps this one", async ({ page, browser }) => {
  const learner = await signUp(page, "Emil");
  const other = await newPage(browser);
  await signIn(other, learner);
  await page.goto("/account");
  await page.getByLabel("Current password").fill(learner.password);
  await page.getByLabel("New password").fill("another sentence, longer");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("All other devices are signed out.")).toBeVisible();
  expect(await isIn(other)).toBe(false);
  expect(await isIn(page)).toBe(true);
});

test("a new role and a closed account hold from the next click on", async ({ page, browser }) => {
  test.setTimeout(90_000);
  const learner = await signUp(page, "Finn");
  expect((await page.goto("/questions"))?.status()).toBe(404);

  const admin = await newPage(browser);
  await enterAs(admin, "admin");
  await admin.goto(`/admin/users?search=${encodeURIComponent(learner.email)}`);
  await admin.getByLabel("Role of Finn", { exact: true }).selectOption("instructor");
  await admin.getByRole("button", { name: "Change the role of Finn" }).click();
  await expect(admin.getByText("It holds from their next click on.")).toBeVisible();
  expect((await page.goto("/questions"))?.status()).toBe(200);

  await admin.getByRole("button", { name: "Close the account of Finn" }).click();
  await expect(admin.getByRole("button", { name: "Open the account of Finn" })).toBeVisible();
  expect(await isIn(page)).toBe(false);
});

test("after ten wrong passwords the sign-in says how long to wait, also for the right one", async ({ page }) => {
  test.setTimeout(120_000);
  const learner = await signUp(page, "Gus");
  await signOut(page, learner);
  await page.goto("/sign-in");
  const send = async (password: string) => {
    await page.getByLabel("E-mail").fill(learner.email);
    await page.getByLabel("Password").fill(password);
    const answered = page.waitForResponse((response) => response.url().includes("/api/auth/callback/credentials"));
    await page.getByRole("main").getByRole("button", { name: "Sign in" }).click();
    await answered;
  };
  for (let i = 0; i < 10; i += 1) {
    await send(`wrong password ${i}`);
    await expect(page.getByText("Address and password do not fit together.")).toBeVisible();
  }
  await send(learner.password);
  await expect(page.getByText(/Too many tries for this address\. Wait \d+ minutes/)).toBeVisible();
});

test("sign-in leads to no other site", async ({ page }) => {
  await enterAs(page, "learner");
  for (const next of ["//evil.example", "/\\evil.example", "https://evil.example", "/.//evil.example"]) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    expect(new URL(page.url()).pathname).toBe("/home");
  }
});
