import { refuse, secretRoute } from "@/lib/actions/define-route";
import { readFeed } from "@/lib/usecases/assignment/due";

/** A calendar of what is due for whoever made this secret address. Calendars sign in nowhere: the address is the key. */
export const GET = secretRoute<{ token: string }>(async ({ token }, { origin, now }) => {
  const calendar = await readFeed(token.replace(/\.ics$/, ""), origin, now);
  if (calendar === null) return refuse(404, "missing", "There is no such calendar.");
  return new Response(calendar, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="trapline.ics"',
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    },
  });
});
