import { expect, test } from "@playwright/test";
import { Secret, TOTP } from "otpauth";
import { expectSound } from "../fixtures/axe";
import { signOut, signUp } from "../fixtures/learners";

const STEP_MS = 30_000;

test("who turns a second factor on signs in by a code of their app, or by a recovery code", async ({ page }) => {
  const learner = await signUp(page, "Ulla");
  await page.goto("/account");
  await page.getByRole("region", { name: "Second factor" }).getByRole("link", { name: "Set it up" }).click();
  await page.getByRole("button", { name: "Set it up" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expectSound(page, "light");
  const key = (await page.getByRole("region", { name: "Give it to your app" }).locator("code").innerText()).replaceAll(
    /\s/g,
    "",
  );
  const codeAt = (now: number) => new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: now });
  await page.getByLabel("Code", { exact: true }).fill("000000");
  await page.getByRole("button", { name: "Turn it on" }).click();
  await expect(page.getByText(/This code does not fit/)).toBeVisible();
  await page.getByLabel("Code", { exact: true }).fill(codeAt(Date.now()));
  await page.getByRole("button", { name: "Turn it on" }).click();
  const kept = page.getByText(/Keep these recovery codes/);
  await expect(kept).toBeVisible();
  const [recovery = ""] = (await kept.innerText()).match(/[0-9A-Z]{5}-[0-9A-Z]{5}/g) ?? [];
  await page.reload();
  await expect(page.getByText("It is on. 10 recovery codes are left.")).toBeVisible();
  await expectSound(page, "light");

  const enter = async (code: string) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail").fill(learner.email);
    await page.getByLabel("Password").fill(learner.password);
    const button = page.getByRole("main").getByRole("button", { name: "Sign in" });
    await button.click();
    await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
    await page.getByLabel("Code", { exact: true }).fill("000000");
    await button.click();
    await expect(page.getByText(/This code does not fit/)).toBeVisible();
    await page.getByLabel("Code", { exact: true }).fill(code);
    await button.click();
    await expect(page.getByRole("heading", { level: 1, name: `Hello, ${learner.name}` })).toBeVisible();
  };
  await signOut(page, learner);
  await enter(recovery);
  await signOut(page, learner);
  // The code of the next step: the one of this step may be the one that turned it on.
  await enter(codeAt(Date.now() + STEP_MS));
});
