import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { openDatabase, useDatabase as placeDatabase } from "@/lib/data/database";
import { applyMigrations } from "@/lib/data/migrate";
import { makeOtherBuild, migrateAhead } from "@/scripts/soak-build";
import { Server } from "@/scripts/soak-server";
import { loadContent, seatLearner } from "@/scripts/soak-world";
import { answerByMouse, endExam, goToQuestion, saveState, waitForRoom } from "../fixtures/room";

const port = Number(process.env.E2E_PORT ?? 3217) + 2_030;

test("a page of the exam room outlives a full disk, a killed server, and a deploy of another build with a migration: it keeps what cannot be stored, says so, and saves it", async ({
  page,
}) => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "trapline-room-"));
  const databaseUrl = `file:${path.join(dataDir, "room.db")}`;
  const address = `http://127.0.0.1:${port}`;
  const place = { address, databaseUrl, dataDir, secret: randomBytes(32).toString("hex"), drainS: 0 };
  const otherBuild = path.join(dataDir, "build");
  await applyMigrations(databaseUrl);
  const db = await openDatabase(databaseUrl, { timeoutMs: 300_000 });
  placeDatabase(db);
  const server = new Server(place, port);
  try {
    const { client, attemptId } = await seatLearner(await loadContent(), place);
    await makeOtherBuild(otherBuild);
    await server.start();
    const [name = "", value = ""] = client.cookie.split("=");
    await page.context().addCookies([{ name, value, url: address, httpOnly: true, sameSite: "Lax" }]);
    await page.goto(`${address}/exam/${attemptId}`);
    await waitForRoom(page);
    await answerByMouse(page);
    await expect(saveState(page, /^Saved /)).toBeVisible();

    await test.step("with a full disk the answer is kept here, and the exam can be read", async () => {
      server.fillDisk(true);
      await goToQuestion(page, 2);
      await answerByMouse(page);
      await expect(saveState(page, /^Server busy: kept on this device, \d+ to send$/)).toBeVisible();
      const other = await page.context().newPage();
      await other.goto(`${address}/attempts`);
      await expect(other.getByRole("heading", { level: 1 })).toBeVisible();
      await other.close();
      server.fillDisk(false);
      await expect(saveState(page, /^Saved /)).toBeVisible();
    });

    await test.step("a page of the old build saves to the new one", async () => {
      await server.end("SIGKILL");
      await goToQuestion(page, 3);
      await answerByMouse(page);
      await expect(saveState(page, /^Offline: kept on this device, \d+ to send$/)).toBeVisible();
      await migrateAhead(databaseUrl);
      await server.start(otherBuild);
      await expect(saveState(page, /^Saved /)).toBeVisible();
      await goToQuestion(page, 4);
      await answerByMouse(page);
      await expect(saveState(page, /^Saved /)).toBeVisible();
    });

    await test.step("the exam is ended on the new build, with all of it", async () => {
      await endExam(page);
      const items = await db.reader.attemptItem.findMany({ where: { attemptId }, orderBy: { position: "asc" } });
      const unanswered = items.filter(({ outcome }) => outcome === "unanswered").map(({ position }) => position);
      expect(unanswered).toEqual(items.slice(4).map(({ position }) => position));
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    });
  } finally {
    server.drop();
    placeDatabase(undefined);
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
