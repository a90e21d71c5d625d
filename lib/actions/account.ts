"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { z } from "zod";
import {
  changePassword,
  createFirstAdmin,
  endSession,
  nameSchema,
  registerViewer,
  signOutEverywhere,
  signUp,
  signUpSchema,
} from "@/lib/auth/accounts";
import { passwordSchema } from "@/lib/auth/password";
import { sessionCookieName } from "@/lib/auth/session-token";
import { safeNextPath } from "@/lib/core/access/next-path";
import { extraTimeSchema } from "@/lib/core/attempt/accommodation";
import { slugSchema } from "@/lib/core/question/fields";
import { chooseExam, isExam } from "@/lib/usecases/learn/choose-exam";
import { updateOwnProfile } from "@/lib/usecases/learn/update-own-profile";
import {
  defineAction,
  defineArrivalAction,
  defineOpenAction,
  done,
  field,
  go,
  problem,
  tooManyTries,
} from "./define-action";

const TAKEN = "There is an account with this address already. Sign in instead.";

/** Creates a learner's account for the exam that they chose; the form signs in right after. */
export const signUpAction = defineOpenAction(
  z.strictObject({ ...signUpSchema.shape, exam: slugSchema.optional() }),
  async ({ exam, ...input }, now) => {
    if (exam !== undefined && !(await isExam(exam))) return field("exam", "There is no such exam any more.");
    const created = await signUp(input, now, { examId: exam ?? null });
    return created.ok ? done("created") : field("email", TAKEN);
  },
);

/** Makes the first admin by the one-time link. */
export const createFirstAdminAction = defineOpenAction(
  z.strictObject({ ...signUpSchema.shape, token: z.string().min(20).max(100) }),
  async (input, now) => {
    const created = await createFirstAdmin(input, now);
    if (created.ok) return done("created");
    return created.error === "taken"
      ? field("email", TAKEN)
      : problem("This link was used already or is too old. Start the server with --no-demo to get a new one.");
  },
);

/** Makes a guest a registered learner. */
export const registerAction = defineAction(
  z.strictObject({ ...signUpSchema.shape, next: z.string().max(500).optional() }),
  async (context, { next, ...input }) => {
    const registered = await registerViewer(context, input);
    const path = safeNextPath(next, "/home");
    if (registered.ok) return go(path === "/home" ? "/home?registered=1" : path);
    return registered.error === "taken" ? field("email", TAKEN) : problem("You have an account already.");
  },
);

/** Changes the password and ends all other sessions. */
export const changePasswordAction = defineAction(
  z.strictObject({ current: z.string().min(1, "Enter your password.").max(200), next: passwordSchema }),
  async (context, input) => {
    const changed = await changePassword(context, input);
    if (changed.ok) return done("Your password is changed. All other devices are signed out.");
    return changed.error === "wrong"
      ? field("current", "This is not your password.")
      : tooManyTries(changed.error.wait);
  },
);

async function forgetCookie(): Promise<void> {
  (await cookies()).delete(sessionCookieName());
}

/** Ends this session. */
export const signOutAction = defineArrivalAction(z.strictObject({}), async (context) => {
  await endSession(context, context.viewer.sessionIdHash);
  await forgetCookie();
  return go("/");
});

/** Ends all sessions, on every device. */
export const signOutEverywhereAction = defineAction(z.strictObject({}), async (context) => {
  await signOutEverywhere(context);
  await forgetCookie();
  return go("/sign-in?signed-out=everywhere");
});

/** Ends one other session. */
export const endSessionAction = defineAction(
  z.strictObject({ session: z.string().length(64) }),
  async (context, input) => {
    await endSession(context, input.session);
    revalidatePath("/account");
    return done("That device is signed out.");
  },
);

/** Changes the viewer's name and extra time. */
export const updateProfileAction = defineAction(
  z.strictObject({ name: nameSchema, extraTime: extraTimeSchema }),
  async (context, input) => {
    await updateOwnProfile(context, input);
    revalidatePath("/", "layout");
    return done("Saved.");
  },
);

/** A page of ours to go back to. */
const nextSchema = z.string().regex(/^\/(?:learn|remediations)(?:\/[a-z0-9]+(?:[.-][a-z0-9]+)*)+$/);

/** Switches the exam that the viewer practises for. */
export const chooseExamAction = defineAction(
  z.strictObject({ exam: slugSchema, next: nextSchema.optional() }),
  async (context, input) => {
    const chosen = await chooseExam(context, input.exam);
    if (!chosen) return problem("There is no such exam any more.");
    revalidatePath("/", "layout");
    return go(input.next ?? "/exams");
  },
);
