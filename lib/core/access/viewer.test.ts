import { expect, test } from "vitest";
import { can, type Permission, type Role, roleSchema } from "./viewer";

test.each<{ role: Role; may: Permission[] }>([
  { role: "learner", may: [] },
  { role: "instructor", may: ["readBank", "writeBank"] },
  { role: "lead", may: ["leadCohorts"] },
  { role: "admin", may: ["leadCohorts", "readBank", "writeBank", "waiveReview", "manageUsers"] },
])("a $role may $may", ({ role, may }) => {
  const all: Permission[] = ["leadCohorts", "readBank", "writeBank", "waiveReview", "manageUsers"];
  expect(all.filter((permission) => can({ role }, permission))).toEqual(may);
});

test.each(["", "owner", "Admin", "__proto__", null])("%j is no role", (role) => {
  expect(roleSchema.safeParse(role).success).toBe(false);
});
