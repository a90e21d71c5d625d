"use server";

import { revalidatePath } from "next/cache";
import { after } from "next/server";
import { z } from "zod";
import {
  askForAddressLink,
  askForNewAddress,
  confirmAddress,
  makeLink,
  resetPassword,
  resetWait,
  sendResetLink,
} from "@/lib/auth/account-links";
import { emailSchema } from "@/lib/auth/accounts";
import { passwordSchema } from "@/lib/auth/password";
import { siteOrigin } from "@/lib/auth/site-origin";
import { log } from "@/lib/log";
import { defineAction, defineOpenAction, done, field, go, problem, tooManyTries } from "./define-action";

const tokenSchema = z.string().min(20).max(100);
const GONE = "This link does not work any more. Nothing was changed.";

/** Sends the link for a new password. The answer is the same, and as fast, whether or not somebody has the address. */
export const askForResetAction = defineOpenAction(z.strictObject({ email: emailSchema }), async ({ email }, now) => {
  const minutes = await resetWait(email, now);
  if (minutes > 0) return tooManyTries(minutes);
  after(() => sendResetLink(email, now).catch((error: unknown) => log.error("reset link failed", error)));
  return done("If somebody has an account with this address, the link is on its way. It works for an hour.");
});

/** Sets a new password by a link. */
export const resetPasswordAction = defineOpenAction(
  z.strictObject({ token: tokenSchema, password: passwordSchema }),
  async (input, now) => ((await resetPassword(input, now)) ? go("/sign-in?reset=1") : problem(GONE)),
);

/** Confirms an address by a link. */
export const confirmAddressAction = defineOpenAction(z.strictObject({ token: tokenSchema }), async ({ token }, now) => {
  const confirmed = await confirmAddress(token, now);
  if (confirmed.ok) return done(`${confirmed.value} is confirmed. You sign in with it, and mail goes to it.`);
  return problem(confirmed.error === "taken" ? "Another account has this address by now. Nothing was changed." : GONE);
});

/** Sends the viewer the link that confirms their address. */
export const askForAddressLinkAction = defineAction(z.strictObject({}), async (context) => {
  const asked = await askForAddressLink(context);
  if (asked.ok) return done("The link is on its way. It works for two days.");
  return asked.error.kind === "wait" ? tooManyTries(asked.error.minutes) : problem("There is nothing to confirm.");
});

/** Sends a link to the address that the viewer wants to have. */
export const askForNewAddressAction = defineAction(
  z.strictObject({ email: emailSchema, proof: z.string().max(200) }),
  async (context, input) => {
    const asked = await askForNewAddress(context, input);
    if (asked.ok) return done("A link is on its way to the new address. Until it is used, the old one holds.");
    switch (asked.error.kind) {
      case "wait":
        return tooManyTries(asked.error.minutes);
      case "wrong":
        return field("proof", "This is not your password.");
      case "word":
        return field("proof", "Type the word.");
      case "sign-in":
        return problem("Sign out and in again first, so that it is sure to be you.");
      case "no-mail":
        return problem("This server sends no mail: ask an admin to change your address.");
    }
  },
);

/** Makes a link that an admin hands out. */
export const makeLinkAction = defineAction(
  z.discriminatedUnion("what", [
    z.strictObject({ what: z.literal("reset"), user: z.uuid() }),
    z.strictObject({ what: z.literal("address"), user: z.uuid(), email: emailSchema }),
  ]),
  async (context, input) => {
    const what =
      input.what === "reset" ? ({ kind: "reset" } as const) : { kind: "address" as const, email: input.email };
    const made = await makeLink(context, { userId: input.user, what });
    revalidatePath("/admin/users");
    if (made.ok) {
      const hours = made.value.hours === 1 ? "an hour" : `${made.value.hours} hours`;
      return done(`Works once, for ${hours}, and is shown only now: ${siteOrigin()}${made.value.path}`);
    }
    return made.error === "taken"
      ? field("email", "Somebody has this address already.")
      : problem("There is nobody with this id who signs in with an address.");
  },
);
