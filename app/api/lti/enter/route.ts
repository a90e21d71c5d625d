import { openRoute, sendTo } from "@/lib/actions/define-route";
import { dropLaunchCookie, launchCookies } from "@/lib/auth/launch-cookies";
import { signInAs } from "@/lib/auth/start-session";
import { enterLaunch } from "@/lib/usecases/lti/enter-launch";

/** Comes in by the ticket of a launch, in the browser that began it. */
export const GET = openRoute(async (fields, { viewer, now }) => {
  const ticket = (fields.get("ticket") ?? "").slice(0, 200);
  const entered = await enterLaunch({ viewer, now }, { ticket, cookieOf: await launchCookies() });
  if (!entered.ok) {
    if (entered.error === "ask") return sendTo(`/lti/link?ticket=${encodeURIComponent(ticket)}`);
    return sendTo(`/lti/problem?why=${entered.error}`);
  }
  const { userId, to, cookie } = entered.value;
  await dropLaunchCookie(cookie);
  if (viewer?.userId !== userId) await signInAs(userId);
  return sendTo(to);
});
