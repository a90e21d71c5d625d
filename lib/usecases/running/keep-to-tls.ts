import { isServedByTls } from "@/lib/data/installation";
import { onRequest } from "./on-request";

/** Tells browsers with every reply, pages, API and files alike, to come by TLS alone, where the product is reached by it. */
export function keepToTls(byTls: boolean = isServedByTls()): void {
  if (!byTls) return;
  onRequest(({ response }) => {
    response.setHeader("strict-transport-security", "max-age=31536000; includeSubDomains");
  });
}
