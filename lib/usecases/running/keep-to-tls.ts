import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { isServedByTls } from "@/lib/data/installation";

/** Tells browsers with every reply, pages, API and files alike, to come by TLS alone, where the product is reached by it. */
export function keepToTls(byTls: boolean = isServedByTls()): void {
  if (!byTls) return;
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("response" in message)) return;
    const { response } = message;
    if (!(response instanceof ServerResponse)) return;
    response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
  });
}
