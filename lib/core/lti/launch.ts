import { z } from "zod";
import { isTimeZone } from "@/lib/core/cohort/time-zone";
import { DAY_MS, MINUTE_MS } from "@/lib/core/shared/epoch-ms";

/** The longest id of a platform, a deployment, a course or a person that is taken (the specification says 255). */
const ID_MOST = 255;
const URL_MOST = 2_000;

/** A login at the platform holds for so long, and so does a launch that waits for a decision. */
export const LAUNCH_MS = 10 * MINUTE_MS;
/** What is left of launches is taken away after so long. */
export const LAUNCH_KEPT_MS = DAY_MS;

const LTI = "https://purl.imsglobal.org/spec/lti/claim/";
const AGS = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
const NRPS = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
const DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
const MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership";

export const AGS_LINE_ITEM_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
export const AGS_SCORE_SCOPE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
export const NRPS_SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

const idSchema = z.string().min(1).max(ID_MOST);
const urlSchema = z.string().max(URL_MOST);
const wordsSchema = z.string().max(10_000).nullish();

/** What of a launch's token is read. Platforms add much more, so that unknown claims are left alone. */
const tokenSchema = z.object({
  sub: idSchema,
  name: wordsSchema,
  given_name: wordsSchema,
  family_name: wordsSchema,
  email: wordsSchema,
  // OpenID Connect's claim for where somebody lives.
  zoneinfo: wordsSchema,
  [`${LTI}version`]: z.literal("1.3.0"),
  [`${LTI}message_type`]: z.enum(["LtiResourceLinkRequest", "LtiDeepLinkingRequest"]),
  [`${LTI}deployment_id`]: idSchema,
  [`${LTI}target_link_uri`]: urlSchema.optional(),
  [`${LTI}roles`]: z.array(z.string().max(300)).max(100).default([]),
  [`${LTI}context`]: z.object({ id: idSchema, title: wordsSchema, label: wordsSchema }).optional(),
  [`${LTI}resource_link`]: z.object({ id: idSchema, title: wordsSchema }).optional(),
  [`${LTI}custom`]: z.record(z.string(), z.unknown()).nullish(),
  [AGS]: z
    .object({
      scope: z.array(z.string().max(300)).max(50),
      lineitem: urlSchema.optional(),
      lineitems: urlSchema.optional(),
    })
    .optional(),
  [NRPS]: z.object({ context_memberships_url: urlSchema }).optional(),
  [DEEP_LINKING]: z
    .object({
      deep_link_return_url: urlSchema,
      accept_types: z.array(z.string().max(100)).max(50),
      data: z.string().max(20_000).optional(),
    })
    .optional(),
});

/** As what somebody is in a course. `other`: neither taught nor teaching, such as an observer. */
export const courseRoleSchema = z.enum(["lead", "learner", "other"]);
export type CourseRole = z.infer<typeof courseRoleSchema>;

/** A launch in the product's words; kept between the steps of coming in. */
export const launchSchema = z.strictObject({
  sub: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  timeZone: z.string().nullable().default(null),
  deploymentId: z.string(),
  role: courseRoleSchema,
  course: z.strictObject({ id: z.string(), title: z.string() }).nullable(),
  link: z.strictObject({ id: z.string(), title: z.string() }).nullable(),
  /** What the link's own settings say it opens. */
  wish: z.strictObject({ examId: z.string().nullable(), blueprintId: z.string().nullable() }),
  lineItemUrl: z.string().nullable(),
  lineItemsUrl: z.string().nullable(),
  membershipsUrl: z.string().nullable(),
  /** Where the platform waits for a choice of what to link. */
  choice: z.strictObject({ returnUrl: z.string(), data: z.string().nullable() }).nullable(),
});
export type Launch = z.infer<typeof launchSchema>;

export type LaunchProblem = "malformed" | "elsewhere";

const cut = (words: string | null | undefined, most: number): string | null =>
  words === null || words === undefined ? null : words.replaceAll(/\s+/g, " ").trim().slice(0, most) || null;

const slugOf = (value: unknown): string | null =>
  typeof value === "string" && /^[a-z0-9][a-z0-9.-]{0,99}$/.test(value) ? value : null;

/**
 * As what the roles of a launch let somebody into its course. Roles in the course alone count: an administrator of a
 * school leads nobody's course by that.
 */
export function courseRole(roles: readonly string[]): CourseRole {
  const inCourse = roles.flatMap((role) => {
    // Simple names are allowed for roles in the course; a sub-role reads "membership/Instructor#TeachingAssistant".
    if (/^[A-Za-z]+$/.test(role)) return [role];
    const found = role.startsWith(MEMBERSHIP)
      ? /^(?:\/([A-Za-z]+))?#([A-Za-z]+)$/.exec(role.slice(MEMBERSHIP.length))
      : null;
    return found === null ? [] : [found[1] ?? found[2] ?? ""];
  });
  if (inCourse.some((role) => ["Instructor", "Administrator", "TeachingAssistant"].includes(role))) return "lead";
  return inCourse.some((role) => role === "Learner" || role === "Student") ? "learner" : "other";
}

/** Whether an address that somebody gave is one of this site's: nobody is ever sent elsewhere. */
export function isOfSite(address: string, origin: string): boolean {
  return URL.canParse(address) && new URL(address).origin === new URL(origin).origin;
}

/**
 * Whether a service's address is one of the platform's own: on the origin that the admin entered, without a user in it.
 */
export function isOfPlatform(address: string, serviceOrigin: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, username, password } = new URL(address);
  return origin === serviceOrigin && username === "" && password === "";
}

/**
 * What a token says, once its signature, issuer, audience and time are known to be good. Services that are elsewhere
 * than at the platform are left out, so that nothing is ever sent there.
 */
export function readLaunch(
  payload: unknown,
  { origin, serviceOrigin }: { origin: string; serviceOrigin: string },
): { ok: true; value: Launch } | { ok: false; error: LaunchProblem } {
  const parsed = tokenSchema.safeParse(payload);
  if (!parsed.success) return { ok: false, error: "malformed" };
  const claims = parsed.data;
  const target = claims[`${LTI}target_link_uri`];
  const isChoice = claims[`${LTI}message_type`] === "LtiDeepLinkingRequest";
  if (target !== undefined && !isOfSite(target, origin)) return { ok: false, error: "elsewhere" };
  const [course, link] = [claims[`${LTI}context`], claims[`${LTI}resource_link`]];
  const settings = claims[DEEP_LINKING];
  if (isChoice ? settings === undefined : link === undefined || target === undefined)
    return { ok: false, error: "malformed" };
  if (isChoice && !settings?.accept_types.includes("ltiResourceLink")) return { ok: false, error: "malformed" };
  if (isChoice && !isOfPlatform(settings?.deep_link_return_url ?? "", serviceOrigin))
    return { ok: false, error: "elsewhere" };
  const own = (url: string | undefined): string | null =>
    url !== undefined && isOfPlatform(url, serviceOrigin) ? url : null;
  const scores = claims[AGS];
  const may = (scope: string): boolean => scores?.scope.includes(scope) ?? false;
  const title = cut(course?.title, 80) ?? cut(course?.label, 80) ?? "Course";
  const custom = claims[`${LTI}custom`];
  return {
    ok: true,
    value: {
      sub: claims.sub,
      name: cut(claims.name, 80) ?? cut(`${claims.given_name ?? ""} ${claims.family_name ?? ""}`, 80),
      email: cut(claims.email, 254),
      timeZone: isTimeZone(claims.zoneinfo ?? "") ? (claims.zoneinfo ?? null) : null,
      deploymentId: claims[`${LTI}deployment_id`],
      role: courseRole(claims[`${LTI}roles`]),
      course: course === undefined ? null : { id: course.id, title },
      link: link === undefined ? null : { id: link.id, title: cut(link.title, 120) ?? title },
      wish: { examId: slugOf(custom?.exam), blueprintId: slugOf(custom?.blueprint) },
      lineItemUrl: may(AGS_SCORE_SCOPE) ? own(scores?.lineitem) : null,
      lineItemsUrl: may(AGS_SCORE_SCOPE) && may(AGS_LINE_ITEM_SCOPE) ? own(scores?.lineitems) : null,
      membershipsUrl: own(claims[NRPS]?.context_memberships_url),
      choice:
        isChoice && settings !== undefined
          ? { returnUrl: settings.deep_link_return_url, data: settings.data ?? null }
          : null,
    },
  };
}
