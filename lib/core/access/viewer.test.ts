import { expect, test } from "vitest";
import { can, type Permission, type Role, roleSchema } from "./viewer";

test.each<{ role: Role; may: Permission[] }>([
  { role: "learner", may: [] },
  { role: "instructor", may: ["readBank"] },
  { role: "lead", may: [] },
  { role: "admin", may: ["readBank", "manageUsers"] },
])("a $role may $may", ({ role, may }) => {
  const all: Permission[] = ["readBank", "manageUsers"];
  expect(all.filter((permission) => can({ role }, permission))).toEqual(may);
});

test.each(["", "owner", "Admin", "__proto__", null])("%j is no role", (role) => {
  expect(roleSchema.safeParse(role).success).toBe(false);
});
