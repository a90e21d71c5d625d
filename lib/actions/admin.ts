"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { changeAccess, changeRole } from "@/lib/auth/accounts";
import { can, roleSchema } from "@/lib/core/access/viewer";
import { defineAction, done, problem } from "./define-action";

const NOT_FOUND = "There is nobody with this id.";

/** Gives somebody another role. */
export const changeRoleAction = defineAction(
  z.strictObject({ user: z.uuid(), role: roleSchema }),
  async (context, input) => {
    if (!can(context.viewer, "manageUsers")) return problem(NOT_FOUND);
    const changed = await changeRole(context, { userId: input.user, role: input.role });
    revalidatePath("/admin/users");
    if (changed.ok) return done("Changed. It holds from their next click on.");
    return problem(changed.error === "missing" ? NOT_FOUND : "You are the last admin. Make somebody else one first.");
  },
);

/** Closes or opens an account. */
export const changeAccessAction = defineAction(
  z.strictObject({ user: z.uuid(), open: z.enum(["yes", "no"]) }),
  async (context, input) => {
    if (!can(context.viewer, "manageUsers")) return problem(NOT_FOUND);
    const changed = await changeAccess(context, { userId: input.user, open: input.open === "yes" });
    revalidatePath("/admin/users");
    if (changed.ok)
      return done(input.open === "yes" ? "The account is open again." : "The account is closed and signed out.");
    return problem(changed.error === "missing" ? NOT_FOUND : "You cannot close your own account.");
  },
);
