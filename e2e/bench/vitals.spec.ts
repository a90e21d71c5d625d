import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type CDPSession, expect, type Page, test } from "@playwright/test";
import { failSaves } from "../fixtures/failing-saves";
import { enterAsGuest } from "../fixtures/people";
import { answerByMouse, EXAMS, goToQuestion, startExam, waitForRoom } from "../fixtures/room";
import { inpOf, readVitals, watchVitals } from "../fixtures/vitals";

// What a page is like on a slow device: figures, written down. Whether they reach the floors is said, not asserted.

const SLOWER = 4;
const ROUNDS = 3;
const [INP_MS, LCP_MS, CLS] = [200, 2_500, 0.1];
/** "Slow 4G" as developer tools have it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back. */
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };

type Row = { what: string; value: number; floor: number; unit: string };
const rows: Row[] = [];

/** The page on a device that computes four times as slowly. */
async function slowDown(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return session;
}

test("interactions while saves fail", async ({ page }) => {
  await watchVitals(page);
  await enterAsGuest(page);
  await startExam(page, EXAMS.types);
  await page.reload();
  await waitForRoom(page);
  const failing = await failSaves(page);
  await slowDown(page);
  const steps: Record<"choose" | "flag" | "next", number[]> = { choose: [], flag: [], next: [] };
  const taking = async (step: keyof typeof steps, act: () => Promise<void>): Promise<void> => {
    const before = (await readVitals(page)).interactions.length;
    await act();
    // Two frames: what was done is painted, and the browser has told its time.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await expect.poll(async () => (await readVitals(page)).interactions.length).toBeGreaterThanOrEqual(before);
    steps[step].push(...(await readVitals(page)).interactions.slice(before));
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let number = 1; number <= 6; number += 1) {
      await taking("next", () => goToQuestion(page, number));
      await taking("choose", () => answerByMouse(page, number + round));
      await taking("flag", () =>
        page
          .getByRole("button", { name: /^(Flag for review|Flagged)/ })
          .first()
          .click(),
      );
    }
  }
  expect(failing.count()).toBeGreaterThan(0);
  for (const [step, times] of Object.entries(steps)) {
    const what = `INP of “${step}” while saves fail (${times.length} told)`;
    rows.push({ what, value: inpOf(times), floor: INP_MS, unit: "ms" });
  }
  rows.push({ what: "CLS of the exam's room meanwhile", value: (await readVitals(page)).cls, floor: CLS, unit: "" });
});

for (const { what, at, guest } of [
  { what: "the landing page", at: () => Promise.resolve("/"), guest: false },
  { what: "a lesson", at: () => Promise.resolve("/learn/3.1"), guest: false },
  { what: "the learner's home", at: () => Promise.resolve("/home"), guest: true },
  {
    what: "the exam's room",
    at: async (page: Page) => `/exam/${await startExam(page, EXAMS.domain)}`,
    guest: true,
  },
]) {
  test(`largest paint of ${what}`, async ({ page, browser, baseURL }) => {
    if (guest) await enterAsGuest(page);
    const address = await at(page);
    const values: number[] = [];
    let cls = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      // A browser that was never here: nothing is kept from the last round.
      const context = await browser.newContext({ storageState: await page.context().storageState(), baseURL });
      const fresh = await context.newPage();
      await watchVitals(fresh);
      const session = await slowDown(fresh);
      await session.send("Network.enable");
      await session.send("Network.emulateNetworkConditions", LINE);
      await fresh.goto(address, { waitUntil: "load" });
      await fresh.waitForLoadState("networkidle");
      const vitals = await readVitals(fresh);
      values.push(vitals.lcp);
      cls = Math.max(cls, vitals.cls);
      await context.close();
    }
    const middle = values.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
    rows.push({ what: `LCP of ${what}`, value: middle, floor: LCP_MS, unit: "ms" });
    rows.push({ what: `CLS of ${what}`, value: cls, floor: CLS, unit: "" });
  });
}

test.afterAll(({ browser }) => {
  const table = rows.map(({ what, value, floor, unit }) => {
    const shown = unit === "ms" ? `${value.toFixed(0)} ms` : value.toFixed(3);
    return `| ${what} | ${shown} | < ${floor}${unit === "" ? "" : ` ${unit}`} | ${value < floor ? "yes" : "**no**"} |`;
  });
  const [cpu] = os.cpus();
  const [load = 0] = os.loadavg();
  const quiet = load > os.cpus().length ? "**not quiet**: times are too long" : "quiet but for this";
  const report = `# Performance in the browser

Written by \`npm run bench:browser\`: the production build and a browser on the same machine, the browser's processor slowed
down ${SLOWER} times; for the largest paint also a line of 1.6 Mbit/s with 150 ms there and back and an empty cache, the middle of
${ROUNDS} loads. While saves fail, each in turn gets no answer, a 503, and an answer that is lost.

${new Date().toISOString().slice(0, 10)}, ${cpu?.model.trim() ?? "unknown"}, ${os.cpus().length} cores, Node ${process.version}, Chromium ${browser.version()}, load ${load.toFixed(1)} at the end (${quiet}).

| what | measured | floor | reached |
|---|---|---|---|
${table.join("\n")}
`;
  writeFileSync(path.join(import.meta.dirname, "../../docs/performance-browser.md"), report);
  console.log(report);
});
