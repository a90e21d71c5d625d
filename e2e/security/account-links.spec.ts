import { type Browser, expect, type Locator, type Page, test } from "@playwright/test";
import { signIn, signUp } from "../fixtures/learners";
import { enterAs, freshEmail } from "../fixtures/people";

const newPage = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

/** What an admin hands out to somebody: the path of the link that a button makes. */
async function handOut(page: Page, email: string, make: (row: Locator) => Promise<void>): Promise<string> {
  await page.goto(`/admin/users?search=${encodeURIComponent(email)}`);
  const row = page.getByRole("row").filter({ hasText: email });
  await row.getByText("Hand out a link").click();
  await make(row);
  const words = row.getByText(/Works once, for .* and is shown only now/);
  await expect(words).toBeVisible();
  return /https?:\/\/[^/]+(\/\S+)/.exec(await words.innerText())?.[1] ?? "";
}

test("a link that an admin hands out sets a new password once, and signs all devices out", async ({
  page,
  browser,
}) => {
  const learner = await signUp(page, "Rita");
  const admin = await newPage(browser);
  await enterAs(admin, "admin");
  const path = await handOut(admin, learner.email, (row) =>
    row.getByRole("button", { name: "For a new password" }).click(),
  );
  const anywhere = await newPage(browser);
  await anywhere.goto(path);
  await anywhere.getByLabel("New password").fill("too short");
  await anywhere.getByRole("button", { name: "Set the password" }).click();
  await expect(anywhere).toHaveURL(path);
  const password = "quite another sentence";
  await anywhere.getByLabel("New password").fill(password);
  await anywhere.getByRole("button", { name: "Set the password" }).click();
  await expect(anywhere.getByText("Your new password is set.")).toBeVisible();
  await page.goto("/account");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  await signIn(anywhere, { ...learner, password });
  await page.goto(path);
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  for (const other of [admin, anywhere]) await other.context().close();
});

test("a link for another address takes effect by its button alone, and the old address signs in no more", async ({
  page,
  browser,
}) => {
  const learner = await signUp(page, "Stig");
  await page.goto("/account");
  await expect(page.getByText("Not confirmed yet")).toBeVisible();
  const admin = await newPage(browser);
  await enterAs(admin, "admin");
  const email = freshEmail("stig");
  const path = await handOut(admin, learner.email, async (row) => {
    await row.getByLabel("Address to confirm").fill(email);
    await row.getByRole("button", { name: "For this address" }).click();
  });
  await page.goto(path);
  await page.reload();
  await expect(page.getByText(email)).toBeVisible();
  await page.getByRole("button", { name: "Confirm the address" }).click();
  await expect(page.getByText(`${email} is confirmed.`)).toBeVisible();
  await page.goto("/account");
  await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();
  await expect(page.getByText(email).first()).toBeVisible();
  const anywhere = await newPage(browser);
  await signIn(anywhere, { ...learner, email });
  for (const other of [admin, anywhere]) await other.context().close();
});

test("who asks for a new password is told the same whether or not somebody has the address", async ({
  page,
  browser,
}) => {
  const learner = await signUp(page, "Tove");
  const nobody = await newPage(browser);
  for (const email of [learner.email, freshEmail("nobody")]) {
    await nobody.goto("/sign-in");
    await nobody.getByRole("link", { name: "Forgotten your password?" }).click();
    await expect(nobody.getByRole("heading", { name: "Forgotten password" })).toBeVisible();
    await nobody.getByLabel("E-mail").fill(email);
    await nobody.getByRole("button", { name: "Send the link" }).click();
    await expect(
      nobody.getByText("If somebody has an account with this address, the link is on its way. It works for an hour."),
    ).toBeVisible();
  }
  await nobody.context().close();
});
