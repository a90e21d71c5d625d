import { expect, test } from "vitest";
import { onBothEngines } from "./testing/engines";
import {
  countActiveAdmins,
  createUser,
  linkAccount,
  registerGuest,
  setDisabled,
  setRole,
  unscopedListUsers,
} from "./users";

const NOW_MS = Date.UTC(2026, 10, 23, 9);

onBothEngines("people", (engine) => {
  const db = () => engine.database();
  const create = (email: string | null, role: "learner" | "admin" = "learner", name = "Somebody") =>
    db().transaction((tx) => createUser(tx, { email, name, role, passwordHash: null }, NOW_MS));

  test("who can sign in is listed by name, page by page, without an address too; guests are not", async () => {
    const ids = new Map<string, string>();
    for (const name of ["Dora", "Alma", "Cora", "Bela"])
      ids.set(name, await create(`${name}@list.example.org`, "learner", `${name} Listed`));
    await create(null, "learner", "Anna Listed");
    const provided = await db().transaction(async (tx) => {
      const person = { email: null, isGuest: false, name: "Alto Listed", role: "learner", passwordHash: null } as const;
      const id = await createUser(tx, person, NOW_MS);
      await linkAccount(tx, id, "github", "4711");
      return id;
    });
    const page = async (after: string | null, take: number, search: string) =>
      (await unscopedListUsers(db().reader, { after, take, search })).map(({ name }) => name.split(" ")[0]);
    expect(await page(null, 3, "listed")).toEqual(["Alma", "Alto", "Bela"]);
    expect(await page(ids.get("Bela") ?? "", 3, "listed")).toEqual(["Cora", "Dora"]);
    expect(await page(provided, 1, "Listed")).toEqual(["Bela"]);
    expect(await page(null, 9, "ELA@LIST")).toEqual(["Bela"]);
    expect(await page(null, 9, " cora ")).toEqual(["Cora"]);
    expect(await page(null, 500, "")).toEqual(expect.arrayContaining(["Alto", "Dora"]));
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
