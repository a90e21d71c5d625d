import { expect, test } from "vitest";
import { onBothEngines } from "./testing/engines";
import { countActiveAdmins, createUser, registerGuest, setDisabled, setRole, unscopedListUsers } from "./users";

const NOW_MS = Date.UTC(2026, 10, 23, 9);

onBothEngines("people", (engine) => {
  const db = () => engine.database();
  const create = (email: string | null, role: "learner" | "admin" = "learner") =>
    db().transaction((tx) => createUser(tx, { email, name: "Somebody", role, passwordHash: null }, NOW_MS));

  test("with an account are listed by address, page by page; guests are not", async () => {
    for (const name of ["delta", "Alpha", "charlie", "bravo"]) await create(`${name}@list.example.org`);
    await create(null);
    const page = async (after: string | null, take: number, search = "@LIST.example") =>
      (await unscopedListUsers(db().reader, { after, take, search })).map(({ email }) => email.split("@")[0]);
    expect(await page(null, 3)).toEqual(["alpha", "bravo", "charlie"]);
    expect(await page("charlie@list.example.org", 3)).toEqual(["delta"]);
    expect(await page(null, 9, "RAV")).toEqual(["bravo"]);
  });

  test("keep one address each, however it is written", async () => {
    await create("Same@Example.org");
    await expect(create("  same@example.ORG ")).rejects.toMatchObject({ code: "P2002" });
    const guest = await create(null);
    const form = { email: "SAME@example.org", name: "Guest", passwordHash: null };
    await expect(db().transaction((tx) => registerGuest(tx, guest, form))).rejects.toMatchObject({ code: "P2002" });
  });

  test("count as admins while they can sign in", async () => {
    const [one, two] = [await create("one@example.org", "admin"), await create("two@example.org", "admin")];
    const counts = [await countActiveAdmins(db().reader)];
    await db().transaction((tx) => setDisabled(tx, one, NOW_MS));
    counts.push(await countActiveAdmins(db().reader));
    await db().transaction((tx) => setRole(tx, two, "learner"));
    counts.push(await countActiveAdmins(db().reader));
    await db().transaction((tx) => setDisabled(tx, one, null));
    counts.push(await countActiveAdmins(db().reader));
    expect(counts).toEqual([2, 1, 0, 1]);
  });
});
