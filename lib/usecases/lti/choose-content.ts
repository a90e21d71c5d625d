import type { Context } from "@/lib/core/access/viewer";
import type { Blueprint } from "@/lib/core/exam/blueprint";
import { formSize } from "@/lib/core/exam/blueprint";
import { isOfPlatform } from "@/lib/core/lti/launch";
import { fail, ok, type Result } from "@/lib/core/shared/result";
import { database, type Reader } from "@/lib/data/database";
import { findChoice, type OpenChoice, takeChoice } from "@/lib/data/lti/choices";
import { type Platform, unscopedFindPlatform } from "@/lib/data/lti/platforms";
import { newId } from "@/lib/data/new-id";
import { findExamWithPack } from "@/lib/usecases/learn/current-exam";
import { signAsTool } from "./platform-token";

const LTI = "https://purl.imsglobal.org/spec/lti/claim/";
const DEEP_LINKING = "https://purl.imsglobal.org/spec/lti-dl/claim/";

type Found = { choice: OpenChoice; platform: Platform; examId: string; blueprints: Blueprint[] };

async function find(db: Reader, { viewer, now }: Context, choiceId: string): Promise<Found | null> {
  const choice = await findChoice(db, viewer, choiceId, now);
  const platform = choice === null ? null : await unscopedFindPlatform(db, choice.course.platformId);
  const examId = choice?.course.examId ?? null;
  const found = examId === null ? null : await findExamWithPack(db, examId);
  if (choice === null || platform === null || found === null) return null;
  // The admin may have given the platform another address since.
  if (!isOfPlatform(choice.returnUrl, platform.serviceOrigin)) return null;
  return { choice, platform, examId: found.exam.id, blueprints: found.exam.blueprints };
}

/** What the viewer may choose for a new link of their course; null where they are not asked (any more). */
export async function getContentChoice(
  context: Context,
  choiceId: string,
): Promise<{ course: string; platform: string; blueprints: Blueprint[] } | null> {
  const { reader } = await database();
  const found = await find(reader, context, choiceId);
  if (found === null) return null;
  return { course: found.choice.course.title, platform: found.platform.name, blueprints: found.blueprints };
}

/**
 * Answers a platform that asked what a new link is to open: a message signed by this server, which the browser takes to
 * the platform. `origin` is this site's.
 */
export async function chooseContent(
  context: Context,
  { choiceId, blueprintId }: { choiceId: string; blueprintId: string },
  origin: string,
): Promise<Result<{ returnUrl: string; token: string }, "missing" | "exam">> {
  const { now } = context;
  const db = await database();
  const found = await find(db.reader, context, choiceId);
  if (found === null) return fail("missing");
  const { choice, platform, examId, blueprints } = found;
  const blueprint = blueprints.find(({ id }) => id === blueprintId);
  if (blueprint === undefined) return fail("exam");
  const item = {
    type: "ltiResourceLink",
    title: blueprint.title,
    url: `${origin}/`,
    custom: { exam: examId, blueprint: blueprint.id },
    lineItem: { label: blueprint.title, scoreMaximum: formSize(blueprint) - blueprint.pilots },
    // The site forbids that it is framed.
    window: { targetName: "_blank" },
  };
  const claims = {
    nonce: newId(),
    [`${LTI}deployment_id`]: choice.course.deploymentId,
    [`${LTI}message_type`]: "LtiDeepLinkingResponse",
    [`${LTI}version`]: "1.3.0",
    [`${DEEP_LINKING}content_items`]: [item],
    ...(choice.data === null ? {} : { [`${DEEP_LINKING}data`]: choice.data }),
  };
  const token = await signAsTool(platform, { audience: platform.issuer, claims, now });
  if (!(await db.transaction((tx) => takeChoice(tx, choiceId, now)))) return fail("missing");
  return ok({ returnUrl: choice.returnUrl, token });
}
