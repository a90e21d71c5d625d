import { answer, mailRoute, refuse } from "@/lib/actions/define-route";
import { readBounded } from "@/lib/actions/read-bounded";
import { unsubscribe } from "@/lib/usecases/mail/unsubscribe";

const BODY_LIMIT = 4 * 1024;

const tokenOf = (request: Request): string => new URL(request.url).searchParams.get("token") ?? "";

/** What a mail program sends for its reader (RFC 8058): without a cookie, and from its own servers. */
async function isOneClick(request: Request): Promise<boolean> {
  const bytes = await readBounded(request, BODY_LIMIT);
  const type = request.headers.get("content-type") ?? "";
  if (bytes === null) return false;
  try {
    const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
    return form.get("List-Unsubscribe") === "One-Click";
  } catch {
    return false;
  }
}

/** Ends the mail that the token is for; says the same whether somebody is behind it or not. */
export const POST = mailRoute(async (request, now) => {
  if (!(await isOneClick(request))) return refuse(400, "malformed", "Send List-Unsubscribe=One-Click as a form.");
  const ended = await unsubscribe(tokenOf(request), now);
  return ended === null ? refuse(400, "malformed", "This link is not complete.") : answer({ unsubscribed: true });
});

/** For mail programs that open the address instead: the page with the button. */
export const GET = mailRoute((request) =>
  Promise.resolve(
    new Response(null, {
      status: 303,
      headers: { location: `/unsubscribe?token=${encodeURIComponent(tokenOf(request))}`, "cache-control": "no-store" },
    }),
  ),
);
