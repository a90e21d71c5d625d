"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { isLocale } from "@/lib/core/mail/locale";
import { MAIL_KIND_WORDS } from "@/lib/core/mail/mail-kind";
import { rememberZone, saveMailPreferences, saveOwnReading } from "@/lib/usecases/mail/mail-preferences";
import { unsubscribe } from "@/lib/usecases/mail/unsubscribe";
import { readNotice } from "@/lib/usecases/notice/notices";
import { defineAction, defineCall, defineOpenAction, done, field, problem } from "./define-action";

const box = z
  .literal("on")
  .optional()
  .transform((value) => value === "on");

/** Says which mail the viewer wants. */
export const saveMailAction = defineAction(
  z.strictObject({ due: box, digest: box, repair: box }),
  async (context, wish) => {
    await saveMailPreferences(context, wish);
    revalidatePath("/account");
    return done("Saved.");
  },
);

/** Says how the viewer reads dates. */
export const saveReadingAction = defineAction(
  z.strictObject({
    locale: z.string().refine(isLocale, "Choose one of the list."),
    zone: z.string().trim().min(1, "Name a time zone.").max(64),
  }),
  async (context, { locale, zone }) => {
    const saved = await saveOwnReading(context, { locale, timeZone: zone });
    if (!saved.ok) return field("zone", "There is no such time zone. Write it as Europe/Vienna.");
    revalidatePath("/account");
    return done("Saved.");
  },
);

/** Takes the zone of a browser at its first visit. */
export const rememberZoneCall = defineCall(z.strictObject({ zone: z.string().max(64) }), (context, { zone }) =>
  rememberZone(context, zone),
);

/** Marks one notice as read. */
export const readNoticeAction = defineAction(z.strictObject({ notice: z.uuid() }), async (context, { notice }) => {
  const found = await readNotice(context, notice);
  revalidatePath("/", "layout");
  return found ? done("Read.") : problem("There is no such notice.");
});

/** Ends the mail that a link is for, without a sign-in. */
export const unsubscribeAction = defineOpenAction(
  z.strictObject({ token: z.string().max(400) }),
  async ({ token }, now) => {
    const ended = await unsubscribe(token, now);
    if (ended === null) return problem("This link is not complete. Open it from the mail again.");
    return done(
      ended.of === "account"
        ? `You get no more ${MAIL_KIND_WORDS[ended.kind]}.`
        : "This address gets no more invitations from here.",
    );
  },
);
