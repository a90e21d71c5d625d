import { z } from "zod";
import { openRoute, sendTo } from "@/lib/actions/define-route";
import { siteOrigin } from "@/lib/auth/site-origin";
import { receiveLaunch } from "@/lib/usecases/lti/receive-launch";

const formSchema = z.object({ state: z.string().min(1).max(200), id_token: z.string().min(1).max(100_000) });

/** What a platform says of somebody, signed. The browser's cookies do not come along, so the rest is at the next step. */
export const POST = openRoute(async (fields, { now }) => {
  const parsed = formSchema.safeParse(Object.fromEntries(fields));
  // A platform that cannot sign somebody in says so here, and has said it to them too.
  if (!parsed.success) return sendTo(`/lti/problem?why=${fields.has("error") ? "platform" : "malformed"}`);
  const { state, id_token: token } = parsed.data;
  const received = await receiveLaunch({ state, token }, { origin: siteOrigin(), now });
  if (!received.ok) return sendTo(`/lti/problem?why=${received.error}`);
  return sendTo(`/api/lti/enter?ticket=${received.value.ticket}`);
});
