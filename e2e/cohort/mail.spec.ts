import { expect, type Page, test } from "@playwright/test";
import { type Received, startMailServer } from "@/lib/usecases/testing/mail-server";
import { makeCode, makeCohort } from "../fixtures/cohorts";
import { signUp } from "../fixtures/learners";
import { enterAs, freshEmail } from "../fixtures/people";

/** The text of a mail, without the line breaks and signs of its transport. */
const plain = ({ raw }: Received): string =>
  raw
    .replaceAll(/=\r?\n/g, "")
    .replaceAll("=3D", "=")
    .replaceAll("=E2=80=9C", "“")
    .replaceAll("=E2=80=9D", "”");

/** Sends the code for one address by mail, from the page of a cohort. */
async function sendCode(page: Page, email: string): Promise<void> {
  await page.getByRole("link", { name: "From a list" }).click();
  await page.getByLabel("Names and addresses").fill(`name,email\nAda,${email}`);
  await page.getByRole("button", { name: "Look it over" }).click();
  await page.getByRole("button", { name: "Send the code by mail" }).click();
  await expect(page.getByRole("heading", { name: "1 code is made" })).toBeVisible();
}

test("a code comes by mail and lets its reader in; the mail's link ends such mail without a sign-in", async ({
  page,
  browser,
  baseURL,
}) => {
  const server = await startMailServer(Number(process.env.E2E_PORT ?? "3217") + 1000);
  const email = freshEmail("ada");
  await enterAs(page, "lead");
  await makeCohort(page, "Class by mail");
  await sendCode(page, email);
  await expect(page.getByText("on its way", { exact: true })).toBeVisible();
  const reader = await browser.newPage({ baseURL });

  const mail = await test.step("the mail arrives, with a code that lets in and a way out", async () => {
    const arrived = () => server.received.find(({ to }) => to.includes(email));
    await expect.poll(() => arrived() !== undefined, { timeout: 120_000 }).toBe(true);
    const got = arrived();
    if (got === undefined) throw new Error("no mail");
    const code = /\/join\/([0-9A-Z]{12})/.exec(plain(got))?.[1] ?? "";
    await signUp(reader, "Ada");
    await reader.goto(`/join/${code}`);
    await expect(reader.getByRole("heading", { name: "Join “Class by mail”?" })).toBeVisible();
    return got;
  });

  await test.step("looking at the link changes nothing; the button does, for somebody who is not signed in", async () => {
    const token = /\/unsubscribe\?token=([\w.%-]+)/.exec(plain(mail))?.[1] ?? "";
    const nobody = await browser.newPage({ baseURL });
    await nobody.goto(`/api/v1/mail/unsubscribe?token=${token}`);
    await expect(nobody.getByRole("heading", { name: "Unsubscribe", level: 1 })).toBeVisible();
    await expect(nobody.getByText("This address will get no more invitations from here.")).toBeVisible();
    await nobody.getByRole("button", { name: "Unsubscribe" }).click();
    await expect(nobody.getByText("This address gets no more invitations from here.")).toBeVisible();
    // What a mail program does for its reader, from another site and without a cookie.
    const headers = { origin: "https://mail.example.org" };
    const form = { "List-Unsubscribe": "One-Click" };
    const again = await nobody.request.post(`/api/v1/mail/unsubscribe?token=${token}`, { form, headers });
    expect(again.status()).toBe(200);
    await nobody.context().close();
  });

  await test.step("the address is sent no other code, and the lead is told", async () => {
    await makeCohort(page, "Another class by mail");
    await sendCode(page, email);
    await expect(page.getByText("Save the list, then send each person their link.")).toBeVisible();
  });
  await reader.context().close();
  await server.stop();
});

test("news stands in the notices with its number in the header, and is marked as read", async ({
  page,
  browser,
  baseURL,
}) => {
  await enterAs(page, "lead");
  await makeCohort(page, "Class with news");
  const code = await makeCode(page);
  const learner = await browser.newPage({ baseURL });
  await signUp(learner, "Nora");
  await learner.goto(`/join/${code}`);
  await learner.getByRole("button", { name: "Join this cohort" }).click();
  await expect(learner.getByText("You have joined.")).toBeVisible();
  await page.getByRole("button", { name: /archive/i }).click();
  await expect(page.getByText("Archived. Nobody can join any more; nothing is lost.")).toBeVisible();

  await learner.goto("/account");
  await learner.getByRole("link", { name: "Notices, 1 unread" }).click();
  await expect(learner.getByRole("heading", { name: "A cohort of yours is archived" })).toBeVisible();
  await learner.getByRole("button", { name: "Mark “A cohort of yours is archived” as read" }).click();
  await expect(learner.getByRole("link", { name: "Notices", exact: true })).toBeVisible();
  await learner.context().close();
});

test("a learner says which mail they want, and in which zone they live", async ({ page }) => {
  await signUp(page, "Zoe");
  await page.goto("/account");
  await page.getByRole("checkbox", { name: "Weekly digest" }).check();
  await page.getByRole("checkbox", { name: "Reminders of what is due" }).uncheck();
  await page.getByRole("button", { name: "Save mail" }).click();
  const mail = page.getByRole("region", { name: "Mail" });
  await expect(mail.getByText("Saved.")).toBeVisible();
  const reading = page.getByRole("region", { name: "Language and time" });
  await reading.getByLabel("Time zone").fill("Nowhere/Land");
  await page.getByRole("button", { name: "Save language and time" }).click();
  await expect(reading.getByText("There is no such time zone.")).toBeVisible();
  await reading.getByLabel("Time zone").fill("Asia/Tokyo");
  await reading.getByLabel("Dates and numbers").selectOption({ label: "American" });
  await page.getByRole("button", { name: "Save language and time" }).click();
  await expect(reading.getByText("Saved.")).toBeVisible();
  await page.goto("/account");
  await expect(page.getByRole("checkbox", { name: "Weekly digest" })).toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Reminders of what is due" })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Repaired questions and answered disputes" })).toBeChecked();
  await expect(page.getByLabel("Time zone")).toHaveValue("Asia/Tokyo");
  await expect(page.getByLabel("Dates and numbers")).toHaveValue("en-US");
});
