import { plain, tokenRoute } from "@/lib/actions/define-route";
import { readMetrics } from "@/lib/usecases/running/metrics";

/** Figures of this process for Prometheus, for whoever shows the token that the operator has set. */
export const GET = tokenRoute(async (token, now) => {
  const read = await readMetrics(token, now);
  return read === null ? null : plain(read.text, read.type);
});
