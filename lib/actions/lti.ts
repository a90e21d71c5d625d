"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { dropLaunchCookie, launchCookies } from "@/lib/auth/launch-cookies";
import { siteOrigin } from "@/lib/auth/site-origin";
import { signInAs } from "@/lib/auth/start-session";
import { extraTimeSchema } from "@/lib/core/attempt/accommodation";
import { slugSchema } from "@/lib/core/question/fields";
import { chooseContent } from "@/lib/usecases/lti/choose-content";
import { chooseLinkExam, joinCourse, startLinkedExam } from "@/lib/usecases/lti/course-link";
import { answerLinkQuestion, type EntranceRefusal } from "@/lib/usecases/lti/enter-launch";
import {
  addPlatform,
  changePlatform,
  closePlatform,
  type PlatformRefusal,
  resendScores,
} from "@/lib/usecases/lti/manage-platforms";
import { type ActionOutcome, defineAction, defineCall, done, field, go, problem } from "./define-action";

const ENTRANCE: Record<EntranceRefusal, string> = {
  ticket: "This took too long, or was answered already. Open the link in your course again.",
  closed: "This account is closed. Ask whoever runs this site.",
  admin: "An administrator's account is opened by its password alone.",
  taken: "Your account belongs to another person of this learning platform. Make a separate one.",
};

/** Answers whether the person of a course is who is signed in, and comes in. */
export const answerLinkAction = defineAction(
  z.strictObject({ ticket: z.string().max(200), link: z.enum(["link", "separate"]) }),
  async ({ viewer, now }, { ticket, link }) => {
    const entered = await answerLinkQuestion({ viewer, now }, { ticket, cookieOf: await launchCookies() }, link);
    if (!entered.ok) return problem(ENTRANCE[entered.error]);
    const { userId, to, cookie } = entered.value;
    await dropLaunchCookie(cookie);
    if (userId !== viewer.userId) await signInAs(userId);
    return go(to);
  },
);

const NO_LINK = "There is no such link any more. Open it in your course again.";

/** Chooses which exam a link of a course opens. */
export const chooseLinkExamAction = defineAction(
  z.strictObject({ link: z.uuid(), blueprint: z.union([z.literal(""), slugSchema]) }),
  async (context, { link, blueprint }) => {
    const chosen = await chooseLinkExam(context, { linkId: link, blueprintId: blueprint === "" ? null : blueprint });
    revalidatePath(`/courses/${link}`);
    if (chosen.ok) return done("Saved. The link opens this from now on.");
    return chosen.error === "exam" ? field("blueprint", "There is no such exam any more.") : problem(NO_LINK);
  },
);

/** Joins the cohort of a course. */
export const joinCourseAction = defineAction(z.strictObject({ link: z.uuid() }), async (context, { link }) => {
  const joined = await joinCourse(context, { linkId: link });
  return joined.ok ? go(`/courses/${link}?joined=1`) : problem("You cannot join this course. Ask who teaches it.");
});

/** Starts the exam that a link of a course opens. */
export const startLinkedExamAction = defineAction(
  z.strictObject({ link: z.uuid(), extraTime: extraTimeSchema }),
  async (context, { link, extraTime }): Promise<ActionOutcome> => {
    const started = await startLinkedExam(context, { linkId: link, extraTime });
    if (started.ok) return go(`/exam/${started.value.attemptId}`);
    switch (started.error.kind) {
      case "already-running":
        return go(`/exam/${started.error.attemptId}?resumed=1`);
      case "missing":
        return problem(NO_LINK);
      case "unknown-blueprint":
        return problem("This exam is no longer offered. Tell who teaches the course.");
      case "not-open":
      case "over":
      case "attempts":
      case "no-assignment":
      case "short":
        return problem("The bank cannot fill this exam yet. Nothing was started; tell who teaches the course.");
    }
  },
);

const words = (what: string, most: number) => z.string().trim().min(1, `Enter ${what}.`).max(most, "That is too long.");
const address = words("an address that starts with https://", 1_000);
const platformFields = {
  name: words("a name", 80),
  issuer: words("the platform's issuer", 1_000),
  clientId: words("the client ID", 255),
  authLoginUrl: address,
  tokenUrl: address,
  jwksUrl: address,
  serviceOrigin: address,
  deployments: z.string().max(10_000),
};
type PlatformFields = z.infer<z.ZodObject<typeof platformFields>>;

const settingsOf = ({ deployments, ...settings }: PlatformFields) => ({
  ...settings,
  deploymentIds: deployments
    .split("\n")
    .map((line) => line.trim().slice(0, 255))
    .filter((line) => line !== ""),
});

function refusal(error: PlatformRefusal): ActionOutcome {
  switch (error) {
    case "missing":
      return problem("There is no such platform. Nothing was changed.");
    case "known":
      return field("clientId", "A platform with this issuer and client ID is there already.");
    case "authLoginUrl":
    case "tokenUrl":
    case "jwksUrl":
    case "serviceOrigin":
      return field(error, "Enter a whole address that starts with https://.");
  }
}

/** Enters a learning platform. */
export const addPlatformAction = defineAction(z.strictObject(platformFields), async (context, fields) => {
  const added = await addPlatform(context, settingsOf(fields));
  return added.ok ? go(`/admin/lti/${added.value.platformId}`) : refusal(added.error);
});

/** Gives a learning platform other settings. */
export const changePlatformAction = defineAction(
  z.strictObject({ platform: z.uuid(), ...platformFields }),
  async (context, { platform, ...fields }) => {
    const changed = await changePlatform(context, { platformId: platform, ...settingsOf(fields) });
    revalidatePath(`/admin/lti/${platform}`);
    return changed.ok ? done("Saved.") : refusal(changed.error);
  },
);

/** Closes a learning platform or opens it again. */
export const closePlatformAction = defineAction(
  z.strictObject({ platform: z.uuid(), closed: z.enum(["yes", "no"]) }),
  async (context, { platform, closed }) => {
    const changed = await closePlatform(context, { platformId: platform, closed: closed === "yes" });
    revalidatePath(`/admin/lti/${platform}`);
    if (!changed.ok) return refusal(changed.error);
    return done(closed === "yes" ? "Disabled: nobody comes from it, and nothing is sent to it." : "Open again.");
  },
);

/** Has the scores sent again that a platform did not take. */
export const resendScoresAction = defineAction(
  z.strictObject({ platform: z.uuid() }),
  async (context, { platform }) => {
    const resent = await resendScores(context, { platformId: platform });
    revalidatePath(`/admin/lti/${platform}`);
    return resent.ok ? done("They are sent again within a minute.") : refusal("missing");
  },
);

/** Answers a platform that asks what a new link is to open; the browser takes the answer there. */
export const chooseContentCall = defineCall(
  z.strictObject({ choice: z.uuid(), blueprint: slugSchema }),
  async (context, { choice, blueprint }) =>
    chooseContent(context, { choiceId: choice, blueprintId: blueprint }, siteOrigin()),
);
