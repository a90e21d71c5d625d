import { answer, publicRoute, refuse } from "@/lib/actions/define-route";
import { findReadiness, type Readiness } from "@/lib/usecases/running/readiness";

const WHY = {
  draining: "This server is about to stop.",
  database: "The database does not answer.",
  migrations: "The database lacks migrations.",
} satisfies Record<Exclude<Readiness, "ready">, string>;
const RETRY_AFTER_S = 5;

/** Whether this process should be sent requests: whoever shares them out leaves it alone otherwise. */
export const GET = publicRoute(async () => {
  const readiness = await findReadiness();
  return readiness === "ready" ? answer({ status: "ready" }) : refuse(503, readiness, WHY[readiness], RETRY_AFTER_S);
});
