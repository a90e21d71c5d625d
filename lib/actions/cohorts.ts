"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { spacedCode } from "@/lib/core/cohort/invite-code";
import { slugSchema } from "@/lib/core/question/fields";
import { join, leaveCohort, makeInvite, withdrawInvite } from "@/lib/usecases/cohort/join";
import { archiveCohort, changeCohort, createCohort, removeMember } from "@/lib/usecases/cohort/manage-cohort";
import { defineAction, done, field, go, problem } from "./define-action";

const NOT_FOUND = "There is no such cohort, or you do not lead it. Nothing was changed.";
const nameSchema = z.string().trim().min(1, "Give it a name.").max(80);
const zoneSchema = z.string().trim().min(1, "Name a time zone.").max(64);
const NO_ZONE = "There is no such time zone. Write it as Europe/Vienna.";
const LAST_LEAD = "A cohort needs a lead. Invite another one first.";

/** Makes a cohort and goes to it. */
export const createCohortAction = defineAction(
  z.strictObject({ name: nameSchema, exam: slugSchema, zone: zoneSchema }),
  async (context, { name, exam, zone }) => {
    const made = await createCohort(context, { name, examId: exam, timeZone: zone });
    if (made.ok) return go(`/cohorts/${made.value.cohortId}`);
    if (made.error === "zone") return field("zone", NO_ZONE);
    return made.error === "exam" ? field("exam", "There is no such exam any more.") : problem(NOT_FOUND);
  },
);

/** Gives a cohort another name or time zone. */
export const changeCohortAction = defineAction(
  z.strictObject({ cohort: z.uuid(), name: nameSchema, zone: zoneSchema }),
  async (context, { cohort, name, zone }) => {
    const changed = await changeCohort(context, { cohortId: cohort, name, timeZone: zone });
    revalidatePath(`/cohorts/${cohort}`);
    if (changed.ok) return done("Saved.");
    return changed.error === "zone" ? field("zone", NO_ZONE) : problem(NOT_FOUND);
  },
);

/** Closes a cohort or opens it again. */
export const archiveCohortAction = defineAction(
  z.strictObject({ cohort: z.uuid(), archived: z.enum(["yes", "no"]) }),
  async (context, { cohort, archived }) => {
    const changed = await archiveCohort(context, { cohortId: cohort, archived: archived === "yes" });
    revalidatePath(`/cohorts/${cohort}`);
    if (!changed.ok) return problem(NOT_FOUND);
    return done(archived === "yes" ? "Archived. Nobody can join any more; nothing is lost." : "Open again.");
  },
);

/** Takes somebody out of a cohort. */
export const removeMemberAction = defineAction(
  z.strictObject({ cohort: z.uuid(), user: z.uuid() }),
  async (context, { cohort, user }) => {
    const removed = await removeMember(context, { cohortId: cohort, userId: user });
    revalidatePath(`/cohorts/${cohort}`);
    if (removed.ok) return done("They are no longer in the cohort. Their work stays theirs.");
    return problem(removed.error === "last-lead" ? LAST_LEAD : NOT_FOUND);
  },
);

/** Makes a code to join with; it is told this once. */
export const makeInviteAction = defineAction(
  z.strictObject({
    cohort: z.uuid(),
    role: z.enum(["learner", "lead"]),
    days: z.coerce.number().int().min(1, "At least one day.").max(365, "At most a year."),
    uses: z.coerce.number().int().min(1, "At least one.").max(1_000, "At most a thousand."),
  }),
  async (context, { cohort, role, days, uses }) => {
    const made = await makeInvite(context, { cohortId: cohort, role, days, maxUses: uses });
    if (!made.ok) return problem(made.error === "archived" ? "The cohort is archived: open it first." : NOT_FOUND);
    revalidatePath(`/cohorts/${cohort}`);
    return done(spacedCode(made.value.code));
  },
);

/** Makes a code worthless. */
export const withdrawInviteAction = defineAction(
  z.strictObject({ cohort: z.uuid(), invite: z.uuid() }),
  async (context, { cohort, invite }) => {
    const withdrawn = await withdrawInvite(context, { cohortId: cohort, inviteId: invite });
    revalidatePath(`/cohorts/${cohort}`);
    return withdrawn.ok ? done("Withdrawn: the code lets nobody in any more.") : problem(NOT_FOUND);
  },
);

/** Goes to what a code leads to. */
export const enterCodeAction = defineAction(
  z.strictObject({ code: z.string().trim().min(1, "Enter the code.").max(40) }),
  async (_context, { code }) => go(`/join/${encodeURIComponent(code)}`),
);

/** Joins the cohort of a code. */
export const joinAction = defineAction(z.strictObject({ code: z.string().max(40) }), async (context, { code }) => {
  const joined = await join(context, { code });
  if (joined.ok) return go(joined.value.role === "lead" ? `/cohorts/${joined.value.cohortId}` : "/account?joined=1");
  switch (joined.error) {
    case "guest":
      return problem("Register first: a guest cannot join.");
    case "full":
      return problem("All places of this code are taken. Ask for another one.");
    case "wait":
      return problem("Too many wrong codes. Wait a quarter of an hour.");
    case "not-a-lead":
      return problem("This code is for a lead, and your account is not one. Ask an admin for the role.");
    case "unknown":
      return problem("This code does not hold any more. Ask for another one.");
  }
});

/** Leaves a cohort. */
export const leaveCohortAction = defineAction(z.strictObject({ cohort: z.uuid() }), async (context, { cohort }) => {
  const left = await leaveCohort(context, { cohortId: cohort });
  revalidatePath("/account");
  if (left.ok) return go("/account?left=1");
  return problem(left.error === "last-lead" ? LAST_LEAD : "You are not in this cohort.");
});
