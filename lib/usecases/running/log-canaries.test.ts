import { afterAll, beforeAll, expect, test } from "vitest";
import { saveMailWish } from "@/lib/data/mail/mail-people";
import { onBothEngines } from "@/lib/data/testing/engines";
import { createUser } from "@/lib/data/users";
import { enterRequest, log, loggerTo, useLogger as placeLogger } from "@/lib/log";
import { load, newViewer, START_MS } from "@/lib/usecases/testing/scene";

const NAME = "Canary Lovelace";
const EMAIL = "canary.lovelace@school.example";
const ANSWER = "canary answer of mine";
const SECRET = "canary-token-5b1f";
const written: string[] = [];

/** Runs what goes wrong for somebody, and tells it as a route or a job would. */
async function goWrong(run: () => Promise<unknown>): Promise<string> {
  const before = written.length;
  try {
    await run();
  } catch (error) {
    log.error("it failed", error, { why: String(error) });
  }
  const told = written.slice(before);
  expect(told.length, "what went wrong is told").toBeGreaterThan(0);
  return told.join("");
}

onBothEngines("whatever goes wrong for somebody", (engine) => {
  beforeAll(async () => {
    placeLogger(loggerTo({ write: (line: string) => void written.push(line) }, "debug"));
    await load();
  });
  afterAll(() => placeLogger(undefined));

  test("the log says what, and neither who nor what they wrote", async () => {
    enterRequest({ id: "of-the-test", method: "POST", route: "/x" });
    const db = engine.database();
    const person = { email: EMAIL, name: NAME, role: "learner", passwordHash: SECRET, verified: true } as const;
    await db.transaction((tx) => createUser(tx, person, START_MS));
    const { userId } = await newViewer();
    const told = [
      // The address is taken.
      await goWrong(() => db.transaction((tx) => createUser(tx, person, START_MS))),
      // Nobody of this key.
      await goWrong(() => db.transaction((tx) => saveMailWish(tx, SECRET, { due: false }))),
      await goWrong(() => db.transaction((tx) => tx.user.update({ where: { id: ANSWER }, data: { name: NAME } }))),
      // A value that the column cannot hold.
      await goWrong(() =>
        db.transaction((tx) =>
          tx.session.create({
            data: { idHash: SECRET, userId: "", ...{ createdAt: new Date(NaN) }, seenAt: new Date(0), device: ANSWER },
          }),
        ),
      ),
      // What others say of what they were given.
      await goWrong(async () => JSON.parse(ANSWER)),
      await goWrong(async () => new URL(`${ANSWER} ${EMAIL}`)),
      await goWrong(async () => Promise.reject(new Error(`550 5.1.1 <${EMAIL}>: "${NAME}" is unknown here`))),
      await goWrong(async () => {
        throw new Error("the grouped write failed", { cause: new Error(`Key (email)=(${EMAIL}) of '${NAME}'`) });
      }),
    ];
    expect(userId).not.toBe("");
    for (const canary of [NAME, EMAIL, ANSWER, SECRET, "canary", "Lovelace"]) {
      expect(
        told.filter((line) => line.toLowerCase().includes(canary.toLowerCase())),
        canary,
      ).toEqual([]);
    }
    expect(told.every((line) => line.includes('"request":"of-the-test"'))).toBe(true);
  });
});
