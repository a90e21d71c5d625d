import { expect, type Page, test } from "@playwright/test";
import { enterAsGuest } from "../fixtures/people";

const CODE = "ABCD-EFGH-JKMN";

const code = (page: Page) => page.getByRole("textbox", { name: "Code" });

/** A form of the product, filled in by somebody who is signed in. */
async function fillJoin(page: Page): Promise<void> {
  await enterAsGuest(page);
  await page.goto("/join");
  await code(page).fill(CODE);
}

const send = (page: Page) => page.getByRole("button", { name: "Go on" }).click();

test("a form that is sent without a line says so, and keeps what was typed", async ({ page, context }) => {
  await fillJoin(page);
  await context.setOffline(true);
  await send(page);
  await expect(page.getByText("There is no connection. What you typed is still here")).toBeVisible();
  await expect(code(page)).toHaveValue(CODE);
  await context.setOffline(false);
});

test("a form of a page of the version before says that the site was brought up to date, and keeps what was typed", async ({
  page,
}) => {
  await fillJoin(page);
  // What the next build does to a page that is open: its forms ask for an action that is not there any more.
  await page.route("**/join", (route) => {
    const headers = route.request().headers();
    if (headers["next-action"] === undefined) return route.continue();
    return route.continue({ headers: { ...headers, "next-action": `40${"0".repeat(40)}` } });
  });
  await send(page);
  await expect(page.getByText("This site was brought up to date while the page was open")).toBeVisible();
  await expect(code(page)).toHaveValue(CODE);
});

test("who is signed out, or asks for what is not there, is told what became of their work", async ({ page }) => {
  await page.goto("/attempts");
  await expect(page.getByText("answers that were not sent yet are kept on this device")).toBeVisible();
  await page.goto("/no/such/page");
  await expect(page.getByText("Your own work is not touched by this")).toBeVisible();
});
