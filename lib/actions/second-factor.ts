"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  renewRecoveries,
  takeAwaySecondFactor,
} from "@/lib/auth/second-factor";
import { can } from "@/lib/core/access/viewer";
import {
  type ActionOutcome,
  defineAction,
  defineArrivalAction,
  done,
  field,
  go,
  problem,
  tooManyTries,
} from "./define-action";

const withCode = z.strictObject({ code: z.string().trim().min(6, "Enter the code.").max(40) });
const HERE = "/account/second-factor";

type Refusal = { kind: "wrong" } | { kind: "wait"; minutes: number };
const refused = (error: Refusal): ActionOutcome =>
  error.kind === "wrong"
    ? field("code", "This code does not fit, or was used already. Enter the one that the app shows now.")
    : tooManyTries(error.minutes);

const keep = (codes: readonly string[]): string =>
  `Keep these recovery codes where you find them without your phone. Each works once, and they are shown only now: ${codes.join("  ")}`;

/** Makes a secret for the viewer's app. */
export const beginSecondFactorAction = defineArrivalAction(z.strictObject({}), async (context) => {
  const begun = await beginSecondFactor(context);
  revalidatePath(HERE);
  return begun ? go(HERE) : problem("It is on already, or you sign in without a password.");
});

/** Turns the second factor on; the answer carries the recovery codes. */
export const confirmSecondFactorAction = defineArrivalAction(withCode, async (context, { code }) => {
  const confirmed = await confirmSecondFactor(context, code);
  return confirmed.ok ? done(keep(confirmed.value)) : refused(confirmed.error);
});

/** Makes new recovery codes. */
export const renewRecoveriesAction = defineAction(withCode, async (context, { code }) => {
  const renewed = await renewRecoveries(context, code);
  return renewed.ok ? done(keep(renewed.value)) : refused(renewed.error);
});

/** Turns the second factor off. */
export const endSecondFactorAction = defineAction(withCode, async (context, { code }) => {
  const ended = await endSecondFactor(context, code);
  if (!ended.ok) return refused(ended.error);
  revalidatePath(HERE);
  return go(`${HERE}?off=1`);
});

/** Takes somebody's second factor away, for who lost it. */
export const takeAwaySecondFactorAction = defineAction(
  z.strictObject({ user: z.uuid() }),
  async (context, { user }) => {
    const NOT_FOUND = "There is nobody with this id who has a second factor.";
    if (!can(context.viewer, "manageUsers")) return problem(NOT_FOUND);
    const taken = await takeAwaySecondFactor(context, user);
    if (taken.ok) return done("Taken away. They sign in by their password alone, and are signed out everywhere.");
    return problem(taken.error === "self" ? "Turn your own off on your account page." : NOT_FOUND);
  },
);
