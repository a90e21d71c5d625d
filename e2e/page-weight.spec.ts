import { gzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { enterAsGuest } from "./fixtures/people";
import { EXAMS, startExam } from "./fixtures/room";

/** Kilobytes (1,000 bytes) of the JavaScript that a page loads at its start, gzipped. */
async function moduleKilobytes(page: Page): Promise<number> {
  const addresses = await page.evaluate(() => [
    ...new Set(
      [...document.querySelectorAll<HTMLScriptElement>("script[src]:not([nomodule])")].map((script) => script.src),
    ),
  ]);
  let bytes = 0;
  for (const address of addresses) {
    bytes += gzipSync(await (await page.request.get(address)).body(), { level: 9 }).length;
  }
  return bytes / 1_000;
}

test("the landing page loads at most 150 kB of JavaScript", async ({ page }) => {
  await page.goto("/");
  const weight = await moduleKilobytes(page);
  console.log(`landing page: ${weight.toFixed(1)} kB of JavaScript, gzipped`);
  expect(weight).toBeGreaterThan(50);
  expect(weight).toBeLessThanOrEqual(150);
});

test("the exam page loads at most 200 kB of JavaScript", async ({ page }) => {
  await enterAsGuest(page);
  await startExam(page, EXAMS.domain);
  // A fresh load: what came along from earlier pages does not count.
  await page.goto(page.url());
  const weight = await moduleKilobytes(page);
  console.log(`exam page: ${weight.toFixed(1)} kB of JavaScript, gzipped`);
  expect(weight).toBeGreaterThan(50);
  expect(weight).toBeLessThanOrEqual(200);
});
