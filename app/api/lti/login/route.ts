import { z } from "zod";
import { openRoute, sendTo } from "@/lib/actions/define-route";
import { setLaunchCookie } from "@/lib/auth/launch-cookies";
import { siteOrigin } from "@/lib/auth/site-origin";
import { beginLogin } from "@/lib/usecases/lti/begin-login";

const field = z.string().min(1).max(4_000);
// Platforms add fields of their own, so that unknown ones are left alone.
const loginSchema = z.object({
  iss: z.string().min(1).max(1_000),
  client_id: z.string().min(1).max(255).optional(),
  login_hint: field,
  lti_message_hint: field.optional(),
  target_link_uri: field,
});

/** Where a platform sends somebody first; sends them back to the platform's own sign-in. */
const login = openRoute(async (fields, { now }) => {
  const origin = siteOrigin();
  const parsed = loginSchema.safeParse(Object.fromEntries(fields));
  if (!parsed.success) return sendTo("/lti/problem?why=malformed");
  const { iss, client_id, login_hint, lti_message_hint, target_link_uri } = parsed.data;
  const begun = await beginLogin(
    {
      issuer: iss,
      clientId: client_id ?? null,
      loginHint: login_hint,
      messageHint: lti_message_hint ?? null,
      targetLinkUri: target_link_uri,
    },
    { origin, now },
  );
  if (!begun.ok) return sendTo(`/lti/problem?why=${begun.error}`);
  await setLaunchCookie(begun.value.cookie);
  return sendTo(begun.value.to);
});

export { login as GET, login as POST };
